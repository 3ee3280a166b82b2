// The setting of which files are taken, as the page needs it before there is one.
import type { Accept } from "../../app/config.ts";

/** Whether pictures may be taken with a camera for it. */
export function takesImages(accept: Accept): boolean {
  return itemsOf(accept).some(([pattern, endings]) => endings.length === 0 && pattern !== undefined && matches(pattern, "image/jpeg"));
}

/** For the file dialog; undefined where everything is taken. */
export function toAcceptAttribute(accept: Accept): string | undefined {
  if (takesAll(accept)) return undefined;
  return [...new Set(itemsOf(accept).flatMap(([pattern = "", endings]) => (endings.length > 0 ? endings : [pattern])))].join(",");
}

export const ANY_TYPE = "*/*";

/** Whether every file is taken. */
export function takesAll(accept: Accept): boolean {
  return itemsOf(accept).some(([pattern, endings]) => pattern === ANY_TYPE && endings.length === 0);
}

type Item = readonly [pattern: string | undefined, endings: readonly string[]];

/** A list of either, or endings by types: both as a type, an ending, or both. */
export function itemsOf(accept: Accept): readonly Item[] {
  if (isList(accept)) return accept.map((item): Item => (item.startsWith(".") ? [undefined, [item]] : [item, []]));
  return Object.entries(accept).map(([pattern, endings]): Item => [pattern, endings]);
}

export function endingOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}

function isList(accept: Accept): accept is readonly string[] {
  return Array.isArray(accept);
}

export function hasEnding(name: string, endings: readonly string[]): boolean {
  return endings.length === 0 || endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
}

/** Whether a type fits one in which a star may stand for anything. */
export function matches(pattern: string, mime: string): boolean {
  const [type = "", subtype = ""] = pattern.toLowerCase().split("/");
  const [ofFile = "", subOfFile = ""] = mime.toLowerCase().split(";")[0]?.split("/") ?? [];
  return fits(type, ofFile) && fits(subtype, subOfFile.trim());
}

function fits(pattern: string, word: string): boolean {
  return pattern.endsWith("*") ? word.startsWith(pattern.slice(0, -1)) : pattern === word;
}
