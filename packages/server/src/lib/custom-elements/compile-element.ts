// From an author's file to one module for the page. It is a factory: each element that is shown calls it with its own scope, because an element may
// speak of its props and of what it can do by plain names, also later, and one page has many.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { OutputChunk, SourceMap } from "rolldown";
import { authorImports, ENTRY, ownFiles } from "./author-imports.ts";
import { type AuthorSources, authorSources, type OnRead } from "./author-sources.ts";
import { toProblems } from "./bundler-problems.ts";
import { loadBundler } from "./compilers.ts";
import type { ElementFile } from "./element-files.ts";
import { type ElementKit, KIT_PATH } from "./element-kit.ts";
import type { ElementProblem } from "./element-problem.ts";
import { compileStyles } from "./element-styles.ts";
import { hashOf } from "./source-stamp.ts";

/** What an element may say without having it from anywhere. */
export const FREE_NAMES = ["props", "updateElement", "deleteElement", "callAction", "sendUserMessage", "submitElement", "cancelElement"];

const MOST_BYTES = 5 * 1024 * 1024;
const PICTURES = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico"];

/** A file of a compiled element, under a name that changes with its content. */
export interface CompiledFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** What an element was compiled to. */
export interface CompiledElement {
  readonly name: string;
  readonly module: CompiledFile;
  readonly css: CompiledFile | undefined;
  readonly map: CompiledFile | undefined;
  /** Of one in TypeScript: the author's text without its types, which is what Chainlit's page reads. */
  readonly jsx: string | undefined;
  /** Every file that it was made of. */
  readonly sources: readonly string[];
}

/** Either the element, or why there is none; the files that were looked at are known in both cases. */
export type Compilation =
  | { readonly element: CompiledElement }
  | { readonly problems: readonly ElementProblem[]; readonly sources: readonly string[] };

type ParseAst = typeof import("rolldown/parseAst").parseAst;

export interface CompileOptions {
  readonly appDir: string;
  readonly kit: ElementKit;
  /** Readable, and with a map to the source. */
  readonly dev: boolean;
}

/** Compiles one element. Throws BAD_CONFIG when a compiler is not installed. */
export async function compileElement(
  { name, file }: ElementFile,
  { appDir, kit, dev }: CompileOptions,
  onRead: OnRead,
): Promise<Compilation> {
  const { rolldown, esmExternalRequirePlugin, parseAst, transform } = await loadBundler();
  const problems: ElementProblem[] = [];
  const read: AuthorSources = { code: new Map(), sheets: new Map(), order: [] };
  const isOwn = ownFiles(kit);
  const fail = (more: readonly ElementProblem[] = []): Compilation => ({
    problems: [...problems, ...more],
    sources: [...new Set([file, ...read.code.keys(), ...read.sheets.keys()])],
  });
  const bundle = await rolldown({
    input: { [name]: ENTRY },
    cwd: appDir,
    platform: "browser",
    tsconfig: false,
    onLog: () => undefined,
    moduleTypes: Object.fromEntries(PICTURES.map((ending) => [ending, "dataurl" as const])),
    transform: {
      target: "es2022",
      jsx: { runtime: "automatic", importSource: "react", development: false },
      define: {
        ...Object.fromEntries(FREE_NAMES.map((free) => [free, `__scope.${free}`])),
        "process.env.NODE_ENV": JSON.stringify(dev ? "development" : "production"),
      },
    },
    plugins: [
      authorImports({ appDir, file, kit, isOwn, problems }),
      authorSources(read, { isOwn, problems, onRead }),
      esmExternalRequirePlugin({ external: [...kit.modules.keys()] }),
    ],
  });
  let chunk: OutputChunk;
  try {
    const { output } = await bundle.generate({
      format: "esm",
      codeSplitting: false,
      minify: !dev,
      sourcemap: dev ? "hidden" : false,
      // Relative, so that it holds below every root path.
      paths: (id) => (kit.modules.has(id) ? `../${KIT_PATH}/${kit.modules.get(id)}` : id),
    });
    chunk = output[0];
  } catch (error) {
    return fail(problems.length > 0 ? [] : toProblems(error, file));
  } finally {
    await bundle.close();
  }
  if (problems.length > 0) return fail();
  const text = toFactory(chunk.code, parseAst);
  try {
    parseAst(text);
  } catch {
    return fail([
      { title: "An element cannot wait at its top level.", file, fix: "Move what begins with await into a function, or an effect." },
    ]);
  }
  if (Buffer.byteLength(text) > MOST_BYTES)
    return fail([{ title: `With all it imports the element has more than ${MOST_BYTES / 1024 / 1024} MB.`, file, fix: "Import less." }]);
  const sources = read.order.filter(isOwn);
  const styles = await compileStyles({ kit, code: read.code.values(), sheets: read.order.flatMap((id) => read.sheets.get(id) ?? []) });
  const stem = `${name}.${hashOf(text)}`;
  const map = chunk.map ? toMap(chunk.map, appDir) : undefined;
  const jsx = file.endsWith(".tsx")
    ? (await transform(file, await readFile(file, "utf8"), { jsx: "preserve", tsconfig: false })).code
    : undefined;
  return {
    element: {
      name,
      module: {
        name: `${stem}.js`,
        type: "text/javascript; charset=utf-8",
        text: map === undefined ? text : `${text}\n//# sourceMappingURL=${stem}.js.map\n`,
      },
      map: map === undefined ? undefined : { name: `${stem}.js.map`, type: "application/json; charset=utf-8", text: map },
      jsx,
      css: styles === "" ? undefined : { name: `${name}.${hashOf(styles)}.css`, type: "text/css; charset=utf-8", text: styles },
      sources,
    },
  };
}

/** Wraps what stands below the imports into a function of the scope. No line moves, so that a map of the lines still holds. */
function toFactory(code: string, parseAst: ParseAst): string {
  const { body } = parseAst(code);
  const at = body.findLast(({ type }) => type === "ImportDeclaration")?.end ?? 0;
  const last = body.at(-1);
  const component = last?.type === "ExportNamedDeclaration" ? last.specifiers[0]?.local : undefined;
  if (!last || component?.type !== "Identifier") throw new Error("The bundle of an element exports no component.");
  return `${code.slice(0, at)} export default (__scope) => {${code.slice(at, last.start)}return { default: ${component.name} };\n};\n`;
}

/** Its sources by their paths below the app. */
function toMap(map: SourceMap, appDir: string): string {
  const json = JSON.parse(map.toString()) as { sources: string[] };
  // They are relative to the folder that the output would be written to, one below the app's.
  json.sources = json.sources.map((source) => path.relative(appDir, path.resolve(appDir, "dist", source)).replaceAll(path.sep, "/"));
  return JSON.stringify(json);
}
