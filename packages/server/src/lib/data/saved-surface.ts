// What a chat's row keeps of what was around the conversation: the surface, its open questions, and what was answered and allowed in it.
import { type Ask, askSchema, type Surface, surfaceSchema } from "@colloquy/protocol";
import * as z from "zod/mini";

const texts = z.record(z.string(), z.string());

const savedSurfaceSchema = z.extend(surfaceSchema, {
  asks: z.optional(z.array(askSchema)),
  answers: z.optional(texts),
  given: z.optional(texts),
  allowed: z.optional(z.array(z.string())),
});

/** The parts of it that are the session's, beside the surface. */
export type SavedSurface = Surface & {
  readonly asks?: readonly Ask[];
  readonly answers?: Readonly<Record<string, string>>;
  readonly given?: Readonly<Record<string, string>>;
  readonly allowed?: readonly string[];
};

/** Reads what our own rows hold. A row that somebody else has written, and that is no JSON, costs the chat its surface and not more. */
export function readSavedSurface(text: string | undefined): SavedSurface {
  const value = parseJson(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** Whether a text that comes from outside is one that a chat can be opened with. */
export function isSavedSurface(text: string): boolean {
  return savedSurfaceSchema.safeParse(parseJson(text)).success;
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
