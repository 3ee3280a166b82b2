// What was typed into the search: a sign at its beginning keeps to one kind of thing.

export type PaletteKind = "threads" | "messages" | "actions" | "settings" | "profiles" | "commands" | "about" | "help";

export interface PaletteQuery {
  readonly words: string;
  /** Undefined looks for everything. */
  readonly only: "actions" | "threads" | "help" | undefined;
}

export const PREFIXES = { ">": "actions", "#": "threads", "?": "help" } as const;

export function toPaletteQuery(text: string): PaletteQuery {
  const trimmed = text.trimStart();
  const prefix = trimmed.slice(0, 1);
  const only = prefix === ">" || prefix === "#" || prefix === "?" ? PREFIXES[prefix] : undefined;
  return { words: (only ? trimmed.slice(1) : trimmed).trim(), only };
}

/** With ">" there is everything one can do, and no chats. */
export function isShown(kind: PaletteKind, { only, words }: PaletteQuery): boolean {
  if (only === "help") return kind === "help";
  if (kind === "help") return false;
  if (kind === "about") return words !== "" && only === undefined;
  const isChats = kind === "threads" || kind === "messages";
  if (kind === "messages" && words === "") return false;
  if (only === "threads") return isChats;
  if (only === "actions") return !isChats;
  // Before anything is typed the list stays short: chats, and what one does most.
  return words !== "" || kind === "threads" || kind === "actions";
}
