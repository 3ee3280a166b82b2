// Highlighting: the highlighter and the grammar of each language are fetched when code in that language is first met.
import type { HLJSApi, LanguageFn } from "highlight.js";

type Import = () => Promise<{ default: LanguageFn }>;

const grammars: Readonly<Record<string, Import>> = {
  bash: () => import("highlight.js/lib/languages/bash"),
  c: () => import("highlight.js/lib/languages/c"),
  cpp: () => import("highlight.js/lib/languages/cpp"),
  csharp: () => import("highlight.js/lib/languages/csharp"),
  css: () => import("highlight.js/lib/languages/css"),
  dart: () => import("highlight.js/lib/languages/dart"),
  diff: () => import("highlight.js/lib/languages/diff"),
  dockerfile: () => import("highlight.js/lib/languages/dockerfile"),
  elixir: () => import("highlight.js/lib/languages/elixir"),
  erlang: () => import("highlight.js/lib/languages/erlang"),
  fsharp: () => import("highlight.js/lib/languages/fsharp"),
  go: () => import("highlight.js/lib/languages/go"),
  graphql: () => import("highlight.js/lib/languages/graphql"),
  groovy: () => import("highlight.js/lib/languages/groovy"),
  haskell: () => import("highlight.js/lib/languages/haskell"),
  http: () => import("highlight.js/lib/languages/http"),
  ini: () => import("highlight.js/lib/languages/ini"),
  java: () => import("highlight.js/lib/languages/java"),
  javascript: () => import("highlight.js/lib/languages/javascript"),
  json: () => import("highlight.js/lib/languages/json"),
  julia: () => import("highlight.js/lib/languages/julia"),
  kotlin: () => import("highlight.js/lib/languages/kotlin"),
  latex: () => import("highlight.js/lib/languages/latex"),
  less: () => import("highlight.js/lib/languages/less"),
  lisp: () => import("highlight.js/lib/languages/lisp"),
  lua: () => import("highlight.js/lib/languages/lua"),
  makefile: () => import("highlight.js/lib/languages/makefile"),
  markdown: () => import("highlight.js/lib/languages/markdown"),
  matlab: () => import("highlight.js/lib/languages/matlab"),
  nginx: () => import("highlight.js/lib/languages/nginx"),
  objectivec: () => import("highlight.js/lib/languages/objectivec"),
  perl: () => import("highlight.js/lib/languages/perl"),
  php: () => import("highlight.js/lib/languages/php"),
  plaintext: () => import("highlight.js/lib/languages/plaintext"),
  powershell: () => import("highlight.js/lib/languages/powershell"),
  protobuf: () => import("highlight.js/lib/languages/protobuf"),
  python: () => import("highlight.js/lib/languages/python"),
  r: () => import("highlight.js/lib/languages/r"),
  ruby: () => import("highlight.js/lib/languages/ruby"),
  rust: () => import("highlight.js/lib/languages/rust"),
  scala: () => import("highlight.js/lib/languages/scala"),
  scss: () => import("highlight.js/lib/languages/scss"),
  shell: () => import("highlight.js/lib/languages/shell"),
  sql: () => import("highlight.js/lib/languages/sql"),
  swift: () => import("highlight.js/lib/languages/swift"),
  typescript: () => import("highlight.js/lib/languages/typescript"),
  vbnet: () => import("highlight.js/lib/languages/vbnet"),
  wasm: () => import("highlight.js/lib/languages/wasm"),
  xml: () => import("highlight.js/lib/languages/xml"),
  yaml: () => import("highlight.js/lib/languages/yaml"),
};

const aliases: Readonly<Record<string, string>> = {
  "c#": "csharp",
  "c++": "cpp",
  cc: "cpp",
  cs: "csharp",
  console: "shell",
  docker: "dockerfile",
  ex: "elixir",
  "f#": "fsharp",
  gql: "graphql",
  golang: "go",
  h: "c",
  hpp: "cpp",
  hs: "haskell",
  html: "xml",
  jl: "julia",
  js: "javascript",
  json5: "json",
  jsonc: "json",
  jsx: "javascript",
  kt: "kotlin",
  make: "makefile",
  md: "markdown",
  mjs: "javascript",
  objc: "objectivec",
  patch: "diff",
  pl: "perl",
  proto: "protobuf",
  ps1: "powershell",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "bash",
  svg: "xml",
  svelte: "xml",
  tex: "latex",
  toml: "ini",
  ts: "typescript",
  tsx: "typescript",
  vb: "vbnet",
  vue: "xml",
  wat: "wasm",
  yml: "yaml",
  zsh: "bash",
};

/** Longer code stays plain: colouring it would hold the page up for longer than a frame or two. */
const LONGEST = 60_000;

/** The grammars fetched so far. Views subscribe to learn that one came. */
class Languages {
  readonly #loading = new Map<string, Promise<void>>();
  readonly #ready = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #highlighter: HLJSApi | undefined;
  #remembered: { readonly code: string; readonly html: string } | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  isReady(language: string): boolean {
    return this.#ready.has(resolve(language));
  }

  /** Fetches a language; does nothing for one we do not know. */
  load(language: string): Promise<void> {
    const name = resolve(language);
    if (!Object.hasOwn(grammars, name)) return Promise.resolve();
    let loading = this.#loading.get(name);
    if (!loading) {
      loading = this.#fetch(name);
      this.#loading.set(name, loading);
    }
    return loading;
  }

  /** Code as HTML with classes, or `undefined` when its language is unknown or not there yet. */
  highlight(language: string, code: string): string | undefined {
    if (!this.isReady(language) || code.length > LONGEST) return undefined;
    return this.#highlighter?.highlight(code, { language: resolve(language), ignoreIllegals: true }).value;
  }

  /** Code as HTML, and whether something in it (a string, a comment) is still open at its end. */
  highlightPart(language: string, code: string): { readonly html: string; readonly isOpen: boolean } | undefined {
    if (!this.isReady(language) || code.length > LONGEST) return undefined;
    const result = this.#highlighter?.highlight(code, { language: resolve(language), ignoreIllegals: true });
    // At the end of what nothing is open in, the mode is that of the language itself, which stands in no other.
    return (
      result && { html: result.value, isOpen: result._top !== undefined && "parent" in result._top && result._top.parent !== undefined }
    );
  }

  /** Remembers the colours that a text got as it was written, so that it does not lose them in between when it is shown whole. */
  remember(code: string, html: string): void {
    this.#remembered = { code, html };
  }

  recall(code: string): string | undefined {
    return this.#remembered?.code === code ? this.#remembered.html : undefined;
  }

  async #fetch(name: string): Promise<void> {
    try {
      const grammar = grammars[name];
      if (!grammar) return;
      const [{ default: highlighter }, { default: define }] = await Promise.all([import("highlight.js/lib/core"), grammar()]);
      highlighter.registerLanguage(name, define);
      this.#highlighter = highlighter;
      this.#ready.add(name);
      for (const listener of this.#listeners) listener();
    } catch {
      // Offline: the code stays plain, and the next block in this language tries again.
      this.#loading.delete(name);
    }
  }
}

export const languages = new Languages();

function resolve(language: string): string {
  const name = language.toLowerCase();
  return (Object.hasOwn(aliases, name) ? aliases[name] : undefined) ?? name;
}
