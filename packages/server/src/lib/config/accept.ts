// Which kinds of files are taken: types with stars, each for some endings of names or for all.

/** Media types, as "image/*", or the endings that each may have, as `{ "text/plain": [".py"] }`; an empty list allows all of them. */
export type Accept = readonly string[] | Readonly<Record<string, readonly string[]>>;

const TYPE = /^(\*|[\w!#$&^.+-]+)\/(\*|[\w!#$&^.+-]*\*?)$/;
const ENDING = /^\.[^\s./\\]+$/;

/** Whether this is a media type in which a star may stand for all. */
export function isTypePattern(value: string): boolean {
  return TYPE.test(value);
}

/** Whether this is an ending, or a media type: both may stand in a list. */
export function isAcceptItem(value: string): boolean {
  return TYPE.test(value) || ENDING.test(value);
}

/** Whether this is an ending with its dot. */
export function isEnding(value: string): boolean {
  return ENDING.test(value);
}

/** Whether a file of this type and name is taken. */
export function accepts(accept: Accept, { mime, name }: { readonly mime: string; readonly name: string }): boolean {
  const lower = name.toLowerCase();
  const ends = (endings: readonly string[]) => endings.some((ending) => lower.endsWith(ending.toLowerCase()));
  if (isList(accept)) return accept.some((item) => (item.startsWith(".") ? ends([item]) : matches(item, mime)));
  return Object.entries(accept).some(([type, endings]) => matches(type, mime) && (endings.length === 0 || ends(endings)));
}

/** For a sentence: what is taken here. */
export function describeAccept(accept: Accept): string {
  return (isList(accept) ? accept : Object.entries(accept).flatMap(([type, endings]) => (endings.length > 0 ? endings : [type]))).join(
    ", ",
  );
}

function isList(accept: Accept): accept is readonly string[] {
  return Array.isArray(accept);
}

function matches(pattern: string, mime: string): boolean {
  const [type = "", subtype = ""] = pattern.toLowerCase().split("/");
  const [ofFile = "", subOfFile = ""] = mime.split("/");
  return fits(type, ofFile) && fits(subtype, subOfFile);
}

function fits(pattern: string, word: string): boolean {
  return pattern.endsWith("*") ? word.startsWith(pattern.slice(0, -1)) : pattern === word;
}
