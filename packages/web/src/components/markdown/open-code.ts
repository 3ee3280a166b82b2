// Code that is more than its letters: whoever shows a message may be able to show it as what it is.

/** The name of the event that a block of such code sends when a person wants to see it. */
export const OPEN_CODE = "colloquy:open-code";

export interface OpenCode {
  readonly language: string;
  readonly source: string;
}

const TYPES = { html: "html", svg: "svg", mermaid: "mermaid", jsx: "react", tsx: "react" } as const;

/** What code of a language can be shown as; undefined for code that is only read. */
export function shownAs(language: string): (typeof TYPES)[keyof typeof TYPES] | undefined {
  const name = language.toLowerCase();
  return Object.hasOwn(TYPES, name) ? TYPES[name as keyof typeof TYPES] : undefined;
}

/** Asks for code to be shown beside the chat. */
export function openCode(target: EventTarget, detail: OpenCode): void {
  target.dispatchEvent(new CustomEvent(OPEN_CODE, { bubbles: true, detail }));
}
