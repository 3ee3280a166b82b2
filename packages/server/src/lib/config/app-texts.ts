// Reads the app's translations/ folder: one file per language, named by its tag.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ChatError, LANGUAGE_TAG, toLanguageTag } from "@colloquy/protocol";
import type { AppTexts, TextTree } from "../texts.ts";

/** The folder of the app in which its texts lie. */
export const TRANSLATIONS_FOLDER = "translations";

/** All files of the folder; empty without one. Throws BAD_CONFIG for a file that is no tree of texts, naming the place. */
export function readAppTexts(appDir: string): AppTexts {
  return Object.fromEntries(listTextFiles(appDir).map((file) => [tagOf(path.basename(file)), readTexts(file)]));
}

/** Where the files of the folder are. */
export function listTextFiles(appDir: string): string[] {
  const folder = path.join(appDir, TRANSLATIONS_FOLDER);
  return listFiles(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => path.join(folder, file));
}

/** One file of texts. Throws BAD_CONFIG. */
export function readTexts(file: string): TextTree {
  const name = path.join(TRANSLATIONS_FOLDER, path.basename(file));
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ChatError("BAD_CONFIG", `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
      fix: "Correct the file; it is JSON.",
    });
  }
  assertTree(value, name, "");
  return value;
}

function assertTree(value: unknown, file: string, at: string): asserts value is TextTree {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw notTexts(file, at);
  for (const [key, inner] of Object.entries(value)) {
    const place = at === "" ? key : `${at}.${key}`;
    if (typeof inner !== "string") assertTree(inner, file, place);
  }
}

function notTexts(file: string, at: string): ChatError {
  return new ChatError("BAD_CONFIG", `${file}: ${at === "" ? "the file" : at} is neither a text nor a group of texts.`, {
    fix: "Write texts in quotes, and groups of them in braces.",
  });
}

function tagOf(file: string): string {
  const tag = path.basename(file, ".json");
  if (!LANGUAGE_TAG.test(tag) || toLanguageTag(tag) === undefined)
    throw new ChatError("BAD_CONFIG", `${path.join(TRANSLATIONS_FOLDER, file)}: "${tag}" is no language tag.`, {
      fix: 'Name the file by its language, as "de.json" or "pt-BR.json".',
    });
  return tag;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // An app need not have any.
  }
}
