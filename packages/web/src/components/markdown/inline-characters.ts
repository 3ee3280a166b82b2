// What kinds of characters stand beside marks and addresses.

const space = /\s/;
const punctuation = /[\p{P}\p{S}]/u;
/** Letters of the scripts that put no spaces between words, their own punctuation, and the full-width forms of ASCII. */
const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3001-\u303f\u3099-\u309c\u30a0\u30fb\u30fc\u31c0-\u31ef\u3200-\u33ff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffee]/u;
/** Quotes, dashes and dots that Latin and CJK texts share. */
const shared = /[‘’“”…—―‥·]/;
const selector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;

/** The whole character before an index; empty at the beginning. */
export function characterBefore(text: string, index: number): string {
  if (index <= 0) return "";
  const low = text.charCodeAt(index - 1);
  if (low >= 0xdc00 && low <= 0xdfff && index > 1) {
    const high = text.charCodeAt(index - 2);
    if (high >= 0xd800 && high <= 0xdbff) return text.slice(index - 2, index);
  }
  return text[index - 1] ?? "";
}

/** The whole character at an index; empty at the end. */
export function characterAt(text: string, index: number): string {
  const point = text.codePointAt(index);
  return point === undefined ? "" : String.fromCodePoint(point);
}

/** A space of any kind, or the edge of the text. */
export function isSpace(character: string): boolean {
  return character === "" || space.test(character);
}

/** Punctuation or a symbol, in any script. */
export function isPunctuation(character: string): boolean {
  return character !== "" && punctuation.test(character);
}

/** A letter or a punctuation mark of Chinese, Japanese or Korean. */
export function isCjk(character: string): boolean {
  return character > "\u10ff" && cjk.test(character);
}

/** A letter of Chinese, Japanese or Korean. */
export function isCjkLetter(character: string): boolean {
  return isCjk(character) && !punctuation.test(character);
}

/** Whether the character before an index belongs to CJK text; a shared quote does where the character before it does. */
export function isCjkBefore(text: string, index: number): boolean {
  const character = characterBefore(text, index);
  if (isCjk(character)) return true;
  if (!shared.test(character) && !selector.test(character)) return false;
  return isCjk(characterBefore(text, index - character.length));
}

/** Whether the character at an index belongs to CJK text; a shared quote does where the character after it does. */
export function isCjkAt(text: string, index: number): boolean {
  const character = characterAt(text, index);
  return isCjk(character) || (shared.test(character) && isCjk(characterAt(text, index + character.length)));
}
