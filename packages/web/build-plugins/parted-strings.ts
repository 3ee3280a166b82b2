// The page's strings in three parts: those of the first load, those of what comes right after it, and those that only parts that come later say.
// All are read from en.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin, Rolldown } from "vite";

type OutputBundle = Rolldown.OutputBundle;

/** Sections that come later, with what of them is said from the first moment on. */
const LATE: Readonly<Record<string, readonly string[]>> = {
  ask: [],
  actions: [],
  looks: ["edit"],
  keys: ["answerCopied", "codeCopied", "find"],
  form: [],
  settings: ["open"],
  data: [],
  env: ["noticeTitle", "noticeText", "noticeOpen"],
  elements: [],
  kit: [],
  panel: [],
  tasks: [],
  view: [],
  artifact: [],
  attach: ["button", "count", "stuck", "unhold"],
  export: ["notWhole"],
  favourites: [],
  feedback: [],
  history: [],
  markdown: ["showLess"],
  mentions: [],
  prompts: [],
  search: ["title", "placeholder"],
  share: [],
  signIn: ["submit", "account", "signOut", "signOutFailed"],
};

/** What only later parts say of the sections that are there at first. */
const LATE_TOO: Readonly<Record<string, readonly string[]>> = {
  announce: ["asks"],
  chat: ["editLabel", "editHint", "send"],
  commands: ["tools", "change", "list"],
  composer: ["queueLabel", "queueHeld", "sendQueued", "sendsAfter", "editQueued", "removeQueued"],
  find: ["previous", "next", "at", "nothing", "otherVersion", "gone", "goneText", "shown"],
  modes: ["label"],
  profiles: ["newTitle", "newText", "newTextHidden", "stay"],
  shell: ["closePanel", "panelWidth", "readmeFailed"],
  steps: ["input", "output", "error", "copyInput", "copyOutput", "copyError", "nothing"],
  suggestions: ["count"],
  sources: ["label", "more", "openElement"],
  time: ["left"],
};

/** Of what comes later: said by what comes right after the first load, so that a first visit need not wait for the rest. Undefined: all of it. */
const SOON: Readonly<Record<string, readonly string[] | undefined>> = {
  ask: ["waits"],
  data: ["deleted"],
  export: ["open"],
  favourites: ["title"],
  history: undefined,
  markdown: undefined,
  prompts: undefined,
  settings: ["undo"],
  share: ["open"],
};

/** The chunks that come right after the first load. */
const SOON_CHUNKS = /^(history-parts|markdown-views|prompts|shared-parts)$/;

type Part = "first" | "soon" | "late";

type Strings = { readonly [key: string]: string | Strings };

const FILE = fileURLToPath(new URL("../src/i18n/en.json", import.meta.url));
const ENTRY = fileURLToPath(new URL("../index.html", import.meta.url));
const PARTS = /^virtual:strings-(first|soon|late)$/;

export const partedStrings: Plugin = {
  name: "parted-strings",
  enforce: "pre",
  resolveId: (id) => (PARTS.test(id) ? `\0${id}` : undefined),
  load(id) {
    const part = PARTS.exec(id.slice(1))?.[1] as Part | undefined;
    if (part === undefined) return undefined;
    this.addWatchFile(FILE);
    const all = JSON.parse(readFileSync(FILE, "utf8")) as Strings;
    return `export const strings = ${JSON.stringify(pick(all, part))};`;
  },
  /** A string that comes later must not be said by what is there first: it would be its key for a moment. */
  generateBundle(_options, bundle) {
    const first = firstOf(bundle);
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      const may: readonly Part[] = first.has(chunk.fileName) ? ["first"] : ["first", "soon"];
      if (may.length > 1 && !SOON_CHUNKS.test(chunk.name)) continue;
      for (const [said, section = "", key = ""] of chunk.code.matchAll(/[`"'](\w+)\.(\w+)[`"'.]/g))
        if (!may.includes(partOf(section, key)))
          this.error(`${chunk.name} says ${said}…, which comes later than it: keep it in build-plugins/parted-strings.ts.`);
    }
  },
};

/** The files of the first load: the page's entry, and all it imports at once. The states of the page, for development, load what they like. */
function firstOf(bundle: OutputBundle): ReadonlySet<string> {
  const first = new Set<string>();
  const visit = (name: string) => {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk" || first.has(name)) return;
    first.add(name);
    for (const next of chunk.imports) visit(next);
  };
  for (const chunk of Object.values(bundle))
    if (chunk.type === "chunk" && chunk.isEntry && chunk.facadeModuleId === ENTRY) visit(chunk.fileName);
  return first;
}

function pick(all: Strings, part: Part): Strings {
  return Object.fromEntries(
    Object.entries(all).flatMap(([section, strings]): [string, string | Strings][] => {
      if (typeof strings === "string") return part === "first" ? [[section, strings]] : [];
      const picked = Object.entries(strings).filter(([key]) => partOf(section, toKey(key)) === part);
      return picked.length > 0 || part === "first" ? [[section, Object.fromEntries(picked)]] : [];
    }),
  );
}

function partOf(section: string, key: string): Part {
  const kept = LATE[section];
  if (kept ? kept.includes(key) : !LATE_TOO[section]?.includes(key)) return "first";
  return section in SOON && (SOON[section]?.includes(key) ?? true) ? "soon" : "late";
}

/** Without what counting adds. */
function toKey(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, "");
}
