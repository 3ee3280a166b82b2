// What can begin at the head of a line. Each answer must stay true whatever follows on the line:
// when more characters could change it, the answer is "undecided", which is what makes streaming and static reading agree.
import { type AlertType, parseAlertType } from "./alert-types.ts";
import type { Fence } from "./block-tree.ts";
import { unescapeText } from "./inline-items.ts";
import { isTagLine } from "./inline-tags.ts";

export interface StartContext {
  /** The line is whole: nothing may be left undecided. */
  readonly complete: boolean;
  readonly latex: boolean;
  readonly html: boolean;
  /** A paragraph is open and this line could go on with it, lazily or not. */
  readonly inParagraph: boolean;
  /** The open paragraph is exactly where this line is. */
  readonly afterParagraph: boolean;
}

export type Start =
  | { readonly kind: "quote"; readonly width: number; readonly alert: AlertType | undefined; readonly wholeLine: boolean }
  | { readonly kind: "callout"; readonly alert: AlertType; readonly title: string | undefined; readonly colons: number }
  | {
      readonly kind: "item";
      readonly ordered: boolean;
      readonly number: number;
      readonly marker: string;
      readonly width: number;
      readonly padding: number;
    }
  | { readonly kind: "footnote"; readonly label: string; readonly width: number }
  | { readonly kind: "heading"; readonly level: number; readonly width: number }
  | { readonly kind: "setext"; readonly level: number }
  | { readonly kind: "rule" }
  | { readonly kind: "code"; readonly fence: Fence; readonly language: string }
  | { readonly kind: "math"; readonly close: string; readonly text: string; readonly closed: boolean }
  | { readonly kind: "html"; readonly end: RegExp | undefined };

type Answer = Start | "undecided" | undefined;

/** What the text at the head of a line starts; `undefined` for plain text. */
export function scanStart(text: string, indent: number, context: StartContext): Answer {
  switch (text[0]) {
    case ">":
      return scanQuote(text, context);
    case "#":
      return scanHeading(text, context);
    case "`":
    case "~":
      return scanFence(text, indent, context);
    case "$":
    case "\\":
      return context.latex ? scanMath(text, context) : undefined;
    case ":":
      return scanDirective(text, context);
    case "[":
      return scanFootnote(text, context);
    case "<":
      return context.html ? scanHtml(text, context) : undefined;
    case "=":
      return scanSetext(text, context);
    case "-":
    case "*":
    case "_":
    case "+":
      return scanSetext(text, context) ?? scanRule(text, context) ?? scanBullet(text, context);
    default:
      return /^\d/.test(text) ? scanNumber(text, context) : undefined;
  }
}

function scanQuote(text: string, { complete }: StartContext): Answer {
  const width = text[1] === " " || text[1] === "\t" ? 2 : 1;
  const rest = text.slice(width);
  if (!complete && /^[ \t]*(\[(!([A-Za-z][\w -]*)?\]?[ \t]*)?)?$/.test(rest)) return "undecided";
  const name = complete ? /^[ \t]*\[!([A-Za-z][\w -]*)\][ \t]*$/.exec(rest)?.[1] : undefined;
  const alert = name === undefined ? undefined : parseAlertType(name);
  // The space after the marker is taken by the caller, which knows how wide a tab is here.
  return { kind: "quote", width: 1, alert, wholeLine: alert !== undefined };
}

function scanHeading(text: string, { complete }: StartContext): Answer {
  const marks = /^#+/.exec(text)?.[0].length ?? 0;
  if (marks > 6) return undefined;
  const next = text[marks];
  if (next === undefined && !complete) return "undecided";
  if (next !== undefined && next !== " " && next !== "\t") return undefined;
  const body = /^[ \t]*/.exec(text.slice(marks))?.[0].length ?? 0;
  if (!complete && marks + body === text.length) return "undecided";
  return { kind: "heading", level: marks, width: marks + body };
}

function scanFence(text: string, indent: number, { complete }: StartContext): Answer {
  const character = text[0] ?? "";
  const length = /^(`+|~+)/.exec(text)?.[0].length ?? 0;
  if (length < 3) return length === text.length && !complete ? "undecided" : undefined;
  const info = text.slice(length);
  if (character === "`" && info.includes("`")) return undefined;
  if (!complete) return "undecided";
  return { kind: "code", fence: { kind: "fence", character, length, indent }, language: unescapeText(info.trim().split(/\s+/)[0] ?? "") };
}

function scanMath(text: string, { complete }: StartContext): Answer {
  const open = text.startsWith("$$") ? "$$" : text.startsWith("\\[") ? "\\[" : undefined;
  if (!open) return text.length === 1 && !complete ? "undecided" : undefined;
  if (!complete) return "undecided";
  const close = open === "$$" ? "$$" : "\\]";
  const body = text.slice(2).trimEnd();
  const at = body.indexOf(close);
  if (at < 0) return { kind: "math", close, text: body.trim(), closed: false };
  // Text after the closer makes it a formula inside a line, not a block.
  return at === body.length - close.length && at > 0 ? { kind: "math", close, text: body.slice(0, at).trim(), closed: true } : undefined;
}

function scanDirective(text: string, { complete }: StartContext): Answer {
  if (!/^:{3}/.test(text)) return /^:{1,2}$/.test(text) && !complete ? "undecided" : undefined;
  if (!complete) return "undecided";
  const [, colons = "", name = "", after = ""] = /^(:{3,})[ \t]*([A-Za-z][\w-]*(?: practice)?)(.*)$/i.exec(text) ?? [];
  // What may follow is read a piece at a time: three optional runs of spaces in one pattern would be tried in every combination.
  const [, title, rest = ""] = /^\[([^\]]*)\](.*)$/.exec(after.trim()) ?? ["", undefined, after];
  if (name === "" || !/^(?:\{[^}]*\})?$/.test(rest.trim())) return undefined;
  return { kind: "callout", alert: parseAlertType(name) ?? "info", title: title || undefined, colons: colons.length };
}

/** A definition of a footnote. Its label holds no space; a link's definition looks the same but for the caret. */
function scanFootnote(text: string, { complete }: StartContext): Answer {
  const [whole, label] = /^\[\^([^\]\s[]{1,200})\]:/.exec(text) ?? [];
  if (label !== undefined && whole !== undefined) return { kind: "footnote", label, width: whole.length };
  return !complete && /^\[(?:\^(?:[^\]\s[]{1,200}\]?)?)?$/.test(text) ? "undecided" : undefined;
}

function scanSetext(text: string, { complete, afterParagraph }: StartContext): Answer {
  if (!afterParagraph || !/^(=+|-+)[ \t]*$/.test(text)) return undefined;
  return complete ? { kind: "setext", level: text[0] === "=" ? 1 : 2 } : "undecided";
}

function scanRule(text: string, { complete }: StartContext): Answer {
  if (text[0] === "+" || !/^(?:[*][ \t]*|[-][ \t]*|[_][ \t]*)+$/.test(text)) return undefined;
  const marks = text.replace(/[ \t]/g, "");
  if (marks !== (marks[0] ?? "").repeat(marks.length)) return undefined;
  if (!complete) return "undecided";
  return marks.length >= 3 ? { kind: "rule" } : undefined;
}

function scanBullet(text: string, context: StartContext): Answer {
  return text[0] === "_" ? undefined : scanItem(text, 1, { ordered: false, number: 0, marker: text[0] ?? "" }, context);
}

function scanNumber(text: string, context: StartContext): Answer {
  const [, digits = "", marker = ""] = /^(\d{1,9})([.)]?)/.exec(text) ?? [];
  if (marker === "") return digits.length === text.length && !context.complete ? "undecided" : undefined;
  const number = Number(digits);
  // “The year was\n1984. It rained.” must stay one paragraph.
  if (context.afterParagraph && number !== 1) return undefined;
  return scanItem(text, digits.length + 1, { ordered: true, number, marker }, context);
}

function scanItem(text: string, width: number, item: { ordered: boolean; number: number; marker: string }, context: StartContext): Answer {
  const after = text.slice(width);
  const space = /^[ \t]*/.exec(after)?.[0] ?? "";
  if (space.length === after.length) {
    if (!context.complete) return "undecided";
    return context.afterParagraph ? undefined : { kind: "item", ...item, width, padding: 0 };
  }
  if (space === "") return undefined;
  // A box must be whole before it can be told from a link.
  if (!context.complete && /^\[[ xX]?\]?$/.test(after.slice(space.length))) return "undecided";
  return { kind: "item", ...item, width, padding: 1 };
}

const htmlBlocks =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";
const knownTag = new RegExp(`^</?(?:${htmlBlocks})(?:[ \\t>]|/>|$)`, "i");

function scanHtml(text: string, { complete, inParagraph }: StartContext): Answer {
  // A name at the end of an unfinished line may still grow into another.
  const nameMayGrow = !complete && /^<\/?[A-Za-z][\w-]*$/.test(text);
  if (nameMayGrow) return "undecided";
  if (/^<(?:script|pre|textarea|style)(?:[ \t>]|$)/i.test(text)) return decided(/<\/(?:script|pre|textarea|style)>/i);
  if (text.startsWith("<!--")) return decided(/-->/);
  if (text.startsWith("<?")) return decided(/\?>/);
  if (text.startsWith("<![CDATA[")) return decided(/\]\]>/);
  if (/^<![A-Za-z]/.test(text)) return decided(/>/);
  if (knownTag.test(text)) return decided(undefined);
  if (!complete && /^<(?:\/?|\/?[A-Za-z][\w-]*\/?|!-?|!\[[A-Z]*)$/.test(text)) return "undecided";
  if (inParagraph || !/^<\/?[A-Za-z][\w-]*(?:[ \t][^<>]*)?(?:\/?>[ \t]*)?$/.test(text)) return undefined;
  if (!complete) return "undecided";
  return isTagLine(text) ? decided(undefined) : undefined;
}

function decided(end: RegExp | undefined): Start {
  return { kind: "html", end };
}
