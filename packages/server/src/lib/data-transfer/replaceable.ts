// An export takes the place of an earlier one of the same things, and of nothing else: a backup of everything must not become one of somebody.
import { createReadStream, existsSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { ChatError } from "@colloquy/protocol";
import { linesOf } from "./lines-of.ts";
import type { Wanted } from "./read-layer.ts";

/** Throws BAD_INPUT where a file stands that does not begin with the same header. */
export async function assertReplaceable(file: string, header: string): Promise<void> {
  if (!existsSync(file)) return;
  const before = await firstLine(file);
  if (before === header) return;
  const what = before === undefined ? "is no export of Colloquy" : `is an export of something else (${scopeOf(before)})`;
  throw new ChatError("BAD_INPUT", `${file} ${what}, and is not overwritten.`, { fix: "Name another target, or move that one away." });
}

/**
 * The same for lines of feedback, which have no header: throws BAD_INPUT where a file stands that holds anything but ratings, or one that the new file
 * would leave out because it is of another chat, another person or before its date.
 */
export async function assertFeedbackReplaceable(file: string, wanted: Wanted): Promise<void> {
  if (!existsSync(file)) return;
  const raw = createReadStream(file);
  try {
    for await (const line of linesOf(file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw)) {
      const rating = toRating(line);
      const fix = "Name another target, or move that one away.";
      if (!rating) throw new ChatError("BAD_INPUT", `${file} is no export of feedback, and is not overwritten.`, { fix });
      if (!isWanted(rating, wanted))
        throw new ChatError("BAD_INPUT", `${file} is an export of more feedback than this one, and is not overwritten.`, { fix });
    }
  } finally {
    raw.destroy();
  }
}

interface Rating {
  readonly threadId: unknown;
  readonly userId: unknown;
  readonly ratedAt: unknown;
}

function toRating(line: string): Rating | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isRating = typeof value === "object" && value !== null && "threadId" in value && "userId" in value && "ratedAt" in value;
    return isRating && "rating" in value && "answer" in value ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWanted({ threadId, userId, ratedAt }: Rating, wanted: Wanted): boolean {
  if (wanted.threadId !== undefined && threadId !== wanted.threadId) return false;
  if (wanted.owner !== undefined && wanted.owner !== `user:${String(userId)}`) return false;
  return wanted.since === undefined || (typeof ratedAt === "string" && ratedAt >= wanted.since);
}

/** `undefined` where it is no header of an export. */
async function firstLine(file: string): Promise<string | undefined> {
  const raw = createReadStream(file);
  const text = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  try {
    for await (const line of linesOf(text)) return line.startsWith('{"kind":"header","format":"colloquy-data",') ? line : undefined;
  } catch {
    // No gzip: no export either.
  } finally {
    raw.destroy();
  }
  return undefined;
}

function scopeOf(header: string): string {
  const { files, only } = JSON.parse(header) as { readonly files?: unknown; readonly only?: Readonly<Record<string, unknown>> };
  const limits = Object.entries(only ?? {}).map(([name, value]) => `${name === "threadId" ? "thread" : name} ${String(value)}`);
  return `${limits.length === 0 ? "everything" : limits.join(", ")}${files === true ? "" : ", without files"}`;
}
