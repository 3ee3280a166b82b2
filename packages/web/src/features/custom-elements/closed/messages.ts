// What the page and a closed frame say to each other, each read where it arrives.
import type { ElementKit, ElementProps } from "@colloquy/client/elements";
import type { KitToast, KitWords } from "../../../../element-kit/src/host.ts";
import { isObject } from "../../../components/bridge/port-bridge.ts";
import { thinMarks } from "../../../components/markdown/mark-runs.ts";

/** Frame to page, answered. */
export const ASKED = {
  update: "element/update",
  delete: "element/delete",
  act: "element/call-action",
  say: "element/send-message",
  submit: "element/submit",
  cancel: "element/cancel",
} as const;
/** Frame to page, not answered. */
export const TOLD = {
  size: "element/size",
  broke: "element/broke",
  escape: "element/escape",
  /** A key that goes from place to place was pressed in it. */
  goes: "element/goes",
  toast: "element/toast",
} as const;
/** Page to frame. */
export const SENT = {
  start: "element/start",
  change: "element/change",
  look: "element/look",
  module: "element/module",
  ping: "element/ping",
  /** The keyboard comes back to it. */
  focus: "element/focus",
} as const;

/** What of the kit can be sent. */
export type SentKit = Omit<
  ElementKit,
  "updateElement" | "deleteElement" | "callAction" | "sendUserMessage" | "submitElement" | "cancelElement"
>;

/** The marks of the page's root element, and the sheet of the app's own theme. */
export interface SentLook {
  readonly className: string;
  readonly lang: string;
  readonly dir: string;
  readonly data: Readonly<Record<string, string>>;
  readonly themeSheet: string;
}

export interface SentFiles {
  readonly module: string;
  readonly css?: string | undefined;
}

/** The first message: all it takes to begin. */
export interface Start {
  readonly root: string;
  readonly files: SentFiles;
  /** Of the page and of the kit. */
  readonly sheets: readonly string[];
  readonly words: KitWords;
  readonly look: SentLook;
  readonly kit: SentKit;
}

const LONGEST_TEXT = 2_000;
/** They turn the words around them, those of the page too. Languages that are written from right to left need none of them. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const TONES: readonly KitToast["tone"][] = ["info", "success", "warning", "error"];

/** An object; throws for what is none. */
export function readObject(params: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(params)) throw new TypeError("An object is wanted.");
  return params;
}

export function readProps(params: unknown): ElementProps {
  return readObject(readObject(params)["props"]);
}

/** A text of at most so many characters; throws for another thing and for longer ones. */
export function readText(value: unknown, longest: number): string {
  if (typeof value !== "string" || value.length > longest) throw new TypeError("A shorter text is wanted.");
  return value;
}

export function readToast(params: unknown): KitToast {
  const { tone, title, text } = readObject(params);
  const known = TONES.find((one) => one === tone) ?? "info";
  const line = (words: string, longest: number) => thinMarks(words.replace(TURNS, "")).slice(0, longest);
  const shown = line(readText(title, LONGEST_TEXT), 150);
  return { tone: known, title: shown, ...(typeof text === "string" && { text: line(text.slice(0, LONGEST_TEXT), 300) }) };
}

/** What broke in the frame, as an error of the page's. */
export function readError(params: unknown): Error {
  const { name, message, stack } = readObject(params);
  const text = (value: unknown) => (typeof value === "string" ? value.slice(0, LONGEST_TEXT) : "");
  return Object.assign(new Error(text(message)), { name: text(name) || "Error", stack: text(stack) });
}

/** Undefined for what is no height of anything. */
export function readHeight(params: unknown): number | undefined {
  const { height } = readObject(params);
  return typeof height === "number" && Number.isFinite(height) && height >= 0 ? height : undefined;
}
