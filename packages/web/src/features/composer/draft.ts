// What is composed and not sent yet: the words, the mentions in them, and the command.
import { type Mark, standsIn } from "./marks.ts";

export interface Draft {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The id of the chosen command. `null`: the person wants none. Absent: nobody has chosen, so the app's own choice stands. */
  readonly command?: string | null;
}

export const EMPTY_DRAFT: Draft = { text: "", marks: [] };

export function isEmptyDraft({ text, command }: Draft): boolean {
  return text === "" && command === undefined;
}

/** As it is kept. A draft of nothing but text is kept as that text. */
export function writeDraft({ text, marks, command }: Draft): string {
  if (marks.length === 0 && command === undefined && !text.startsWith("{")) return text;
  return JSON.stringify({ text, ...(marks.length > 0 && { marks }), ...(command !== undefined && { command }) });
}

/** Reads what was kept; whatever is not of ours is text. */
export function readDraft(kept: string): Draft {
  if (!kept.startsWith("{")) return { text: kept, marks: [] };
  try {
    const value = JSON.parse(kept) as { readonly text?: unknown; readonly marks?: unknown; readonly command?: unknown } | null;
    if (typeof value?.text !== "string") return { text: kept, marks: [] };
    const { text, command } = value;
    const marks = Array.isArray(value.marks) ? value.marks.filter(isMark).filter((mark) => standsIn(text, mark)) : [];
    return { text, marks, ...((typeof command === "string" || command === null) && { command }) };
  } catch {
    return { text: kept, marks: [] };
  }
}

function isMark(value: unknown): value is Mark {
  if (typeof value !== "object" || value === null || !("at" in value) || !("mention" in value)) return false;
  const { at, mention } = value;
  if (typeof at !== "number" || typeof mention !== "object" || mention === null || !("id" in mention) || !("label" in mention))
    return false;
  return typeof mention.id === "string" && typeof mention.label === "string";
}
