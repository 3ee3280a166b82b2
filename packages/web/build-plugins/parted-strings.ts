// The page's strings in two parts: those of the first load, and those that only parts that come later say. Both are read from en.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin, Rolldown } from "vite";

type OutputBundle = Rolldown.OutputBundle;

/** Sections that come later, with what of them is said from the first moment on. */
const LATE: Readonly<Record<string, readonly string[]>> = {
  ask: ["waits"],
  actions: [],
  looks: ["edit"],
  keys: ["answerCopied", "codeCopied", "find"],
  form: [],
  settings: ["open"],
  data: [],
  env: ["noticeTitle", "noticeText", "noticeOpen"],
  elements: [],
  panel: [],
  tasks: [],
  artifact: [],
  attach: ["button", "count", "stuck", "unhold"],
  export: ["open", "notWhole"],
  markdown: ["showLess"],
  search: ["title", "placeholder", "loading"],
  signIn: ["submit", "account", "signOut", "signOutFailed"],
};

type Strings = { readonly [key: string]: string | Strings };

const FILE = fileURLToPath(new URL("../src/i18n/en.json", import.meta.url));
const PARTS = /^virtual:strings-(first|late)$/;

export const partedStrings: Plugin = {
  name: "parted-strings",
  enforce: "pre",
  resolveId: (id) => (PARTS.test(id) ? `\0${id}` : undefined),
  load(id) {
    const part = PARTS.exec(id.slice(1))?.[1];
    if (part === undefined) return undefined;
    this.addWatchFile(FILE);
    const all = JSON.parse(readFileSync(FILE, "utf8")) as Strings;
    return `export const strings = ${JSON.stringify(pick(all, part === "late"))};`;
  },
  /** A string that comes later must not be said by what is there first: it would be its key for a moment. */
  generateBundle(_options, bundle) {
    const first = firstOf(bundle);
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk" || !first.has(chunk.fileName)) continue;
      for (const [section, kept] of Object.entries(LATE))
        for (const [said, key = ""] of chunk.code.matchAll(new RegExp(`\\bt\\([\`"']${section}\\.(\\w+)`, "g")))
          if (!kept.includes(key))
            this.error(`The first load says ${said}…, which comes later: keep it in build-plugins/parted-strings.ts.`);
    }
  },
};

/** The files of the first load: the entry, and all it imports at once. */
function firstOf(bundle: OutputBundle): ReadonlySet<string> {
  const first = new Set<string>();
  const visit = (name: string) => {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk" || first.has(name)) return;
    first.add(name);
    for (const next of chunk.imports) visit(next);
  };
  for (const chunk of Object.values(bundle)) if (chunk.type === "chunk" && chunk.isEntry) visit(chunk.fileName);
  return first;
}

function pick(all: Strings, late: boolean): Strings {
  return Object.fromEntries(
    Object.entries(all).flatMap(([section, strings]): [string, string | Strings][] => {
      const kept = LATE[section];
      if (kept === undefined || typeof strings === "string") return late ? [] : [[section, strings]];
      return [[section, Object.fromEntries(Object.entries(strings).filter(([key]) => kept.includes(toKey(key)) !== late))]];
    }),
  );
}

/** Without what counting adds. */
function toKey(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, "");
}
