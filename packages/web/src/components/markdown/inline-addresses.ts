// Addresses that stand in the text without brackets: where they begin, and where the sentence goes on.
// They follow GFM. Beside text without spaces between words an address also ends at CJK punctuation, and at a CJK letter that
// follows an ASCII one; a part of an address that begins in such letters, as in `/wiki/東京`, keeps them.
import { characterAt, characterBefore, isCjk, isCjkLetter, isPunctuation, isSpace } from "./inline-characters.ts";

export interface Address {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

const trailing = /[?!.,:*_~'"]/;
const hostStart = /[\p{L}\p{N}]/u;

/** The address whose `://` is at an index; its scheme must not begin before `from`. With `inBrackets`, an unmatched `]` ends it. */
export function addressAt(text: string, at: number, from: number, inBrackets: boolean): Address | undefined {
  const scheme = /(?:https?|ftp)$/i.exec(text.slice(Math.max(from, at - 5), at))?.[0];
  if (scheme === undefined) return undefined;
  const start = at - scheme.length;
  if (start > 0 && /[A-Za-z0-9]/.test(text[start - 1] ?? "")) return undefined;
  if (!hostStart.test(characterAt(text, at + 3))) return undefined;
  const end = endOf(text, at + 3, inBrackets);
  return end > at + 3 ? { start, end, href: text.slice(start, end) } : undefined;
}

/** The address that begins with the `www.` at an index. */
export function wwwAt(text: string, at: number, inBrackets: boolean): Address | undefined {
  const before = characterBefore(text, at);
  if (/[\p{L}\p{N}./@:=&?#%+-]/u.test(before) && !isCjk(before)) return undefined;
  if (!hostStart.test(characterAt(text, at + 4))) return undefined;
  const end = endOf(text, at, inBrackets);
  return end > at + 4 ? { start: at, end, href: `http://${text.slice(at, end)}` } : undefined;
}

const localPart = /[A-Za-z0-9._+-]/;
const domain = /[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+/y;

/** The e-mail address whose `@` is at an index; it begins at or after `from`. */
export function mailAt(text: string, at: number, from: number): Address | undefined {
  let start = at;
  while (start > from && localPart.test(text[start - 1] ?? "")) start -= 1;
  if (start === at) return undefined;
  domain.lastIndex = at + 1;
  const host = domain.exec(text)?.[0];
  if (host === undefined || /[-_]$/.test(host)) return undefined;
  const end = at + 1 + host.length;
  const protocol = /(?:^|[^A-Za-z0-9])(mailto:|xmpp:)$/i.exec(text.slice(Math.max(from, start - 8), start))?.[1];
  if (protocol === undefined) return { start, end, href: `mailto:${text.slice(start, end)}` };
  start -= protocol.length;
  return { start, end, href: text.slice(start, end) };
}

function endOf(text: string, from: number, inBrackets: boolean): number {
  let brackets = 0;
  let opened = 0;
  let closed = 0;
  let inPath = false;
  let at = from;
  while (at < text.length) {
    const character = characterAt(text, at);
    if (character === "<" || isSpace(character)) break;
    if (character > "\u007f") {
      if (endsAddress(text, at, character, inPath)) break;
    } else if (character === "/" || character === "?" || character === "#") inPath = true;
    else if (character === "(") opened += 1;
    else if (character === ")") closed += 1;
    else if (character === "[") brackets += 1;
    else if (character === "]") {
      if (inBrackets && brackets === 0) break;
      brackets -= 1;
    }
    at += character.length;
  }
  return withoutTrailing(text, from, at, closed - opened);
}

/** Whether a character outside ASCII is where the sentence goes on. */
function endsAddress(text: string, at: number, character: string, inPath: boolean): boolean {
  if (isPunctuation(character)) {
    if (isCjk(character)) return true;
    const next = characterAt(text, at + character.length);
    return isSpace(next) || isCjk(next) || (next > "\u007f" && isPunctuation(next));
  }
  if (!isCjkLetter(character)) return false;
  const before = characterBefore(text, at);
  if (isCjkLetter(before)) return false;
  if (!inPath) return before !== "." && before !== "/" && before !== "-";
  if (before === "(") return text[at - 2] !== "_";
  return !/[/=#?&:_-]/.test(before);
}

/** Leaves out what belongs to the sentence: punctuation, a character reference, and closing parentheses that were never opened. */
function withoutTrailing(text: string, from: number, until: number, unopened: number): number {
  let end = until;
  let extra = unopened;
  while (end > from) {
    const last = characterBefore(text, end);
    if (trailing.test(last)) end -= 1;
    else if (last === ")" && extra > 0) {
      extra -= 1;
      end -= 1;
    } else if (last === ";") {
      let start = end - 1;
      while (start > from && /[A-Za-z0-9]/.test(text[start - 1] ?? "")) start -= 1;
      if (start === end - 1 || text[start - 1] !== "&") break;
      end = start - 1;
    } else if (last > "\u007f" && isPunctuation(last)) end -= last.length;
    else break;
  }
  return end;
}
