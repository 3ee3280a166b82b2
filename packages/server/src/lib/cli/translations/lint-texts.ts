// What is wrong with an app's translations: keys nobody asks for, placeholders nobody fills, texts one language has and another lacks.

import { formatProblem } from "../../fill-text.ts";
import { nearestName } from "../../nearest-name.ts";
import type { AppTexts, TextTree } from "../../texts.ts";

/** One complaint about a file. */
export interface TextProblem {
  readonly language: string;
  readonly key: string;
  readonly message: string;
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/**
 * Checks the texts of an app. What stands beside `app` takes the place of the page's own texts and must be one of theirs, with no
 * placeholder they lack; of the app's own, each language should have what any other has, in all plural forms it needs.
 */
export function lintTexts(files: AppTexts, page: TextTree): TextProblem[] {
  const ofPage = flatten(page);
  const flat = Object.entries(files).map(([language, tree]) => ({ language, texts: flatten(tree) }));
  const wanted = collect(flat.map(({ texts }) => texts));
  const first = flat.find(({ language }) => language.split("-")[0] === "en") ?? flat[0];
  const asIn = collect(first ? [first.texts] : []);
  return flat.flatMap(({ language, texts }) => [
    ...lintPageTexts(language, texts, ofPage),
    ...lintAppTexts(language, texts, wanted),
    ...lintFormats(language, texts),
    ...(language === first?.language ? [] : lintAppPlaceholders({ language, texts, asIn, of: first?.language ?? "" })),
  ]);
}

function lintPageTexts(language: string, texts: Texts, ofPage: Texts): TextProblem[] {
  const pageKeys = collect([ofPage]);
  return [...texts].flatMap(([key, text]) => {
    if (isOfApp(key)) return [];
    const base = key.replace(PLURAL, "");
    const known = pageKeys.get(base);
    if (!known) {
      const meant = nearestName(base, pageKeys.keys());
      return [
        { language, key, message: `is no text of the page. ${meant ? `Did you mean ${meant}?` : 'Texts of your own go under "app".'}` },
      ];
    }
    return unknownPlaceholders({ language, key, text, known });
  });
}

function lintAppTexts(language: string, texts: Texts, wanted: Wanted): TextProblem[] {
  const problems: TextProblem[] = [];
  for (const [base, known] of wanted) {
    if (!isOfApp(base)) continue;
    for (const key of known.counted ? pluralKeys(base, language) : [base])
      if (!texts.has(key)) problems.push({ language, key, message: "is missing here; another language has it." });
  }
  return problems;
}

/** Formats that cannot be written: a text with one shows the plain value. */
function lintFormats(language: string, texts: Texts): TextProblem[] {
  return [...texts].flatMap(([key, text]) =>
    (isOfApp(key) ? [...text.matchAll(/\{\{[^{},]+,([^{}]*)\}\}/g)] : []).flatMap(([placeholder, format = ""]) => {
      const problem = formatProblem(format);
      return problem === undefined ? [] : [{ language, key, message: `cannot write ${placeholder}: ${problem}` }];
    }),
  );
}

/** What the first language, English as a rule, asks for is what the app gives. */
function lintAppPlaceholders(at: {
  readonly language: string;
  readonly texts: Texts;
  readonly asIn: Wanted;
  readonly of: string;
}): TextProblem[] {
  return [...at.texts].flatMap(([key, text]) => {
    const known = isOfApp(key) ? at.asIn.get(key.replace(PLURAL, "")) : undefined;
    const asked = known ? placeholdersOf(text).filter((name) => !known.placeholders.has(name)) : [];
    return asked.map((name) => ({ language: at.language, key, message: `asks for {{${name}}}, which ${at.of} does not.` }));
  });
}

interface Known {
  readonly placeholders: ReadonlySet<string>;
  /** It comes in plural forms. */
  readonly counted: boolean;
}
type Wanted = ReadonlyMap<string, Known>;
type Texts = ReadonlyMap<string, string>;

/** All keys of all languages, without what counting adds to them. */
function collect(all: readonly Texts[]): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const [key, text] of all.flatMap((texts) => [...texts])) {
    const base = key.replace(PLURAL, "");
    const before = known.get(base);
    known.set(base, {
      placeholders: new Set([...(before?.placeholders ?? []), ...placeholdersOf(text)]),
      counted: (before?.counted ?? false) || base !== key,
    });
  }
  return known;
}

function unknownPlaceholders({ language, key, text, known }: { language: string; key: string; text: string; known: Known }): TextProblem[] {
  const asked = placeholdersOf(text).filter((name) => !known.placeholders.has(name));
  const there =
    known.placeholders.size > 0 ? `There is ${[...known.placeholders].map((name) => `{{${name}}}`).join(", ")}.` : "There is none.";
  return asked.map((name) => ({ language, key, message: `asks for {{${name}}}, which the page does not give. ${there}` }));
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name ?? "");
}

function pluralKeys(base: string, language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  // Each version of Node has them in an order of its own.
  return pluralCategories.map((category) => `${base}_${category}`).sort();
}

function isOfApp(key: string): boolean {
  return key === "app" || key.startsWith("app.");
}

function flatten(tree: TextTree, path = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, inner]) =>
      typeof inner === "string" ? [[path + key, inner] as const] : [...flatten(inner, `${path}${key}.`)],
    ),
  );
}
