// One file, compiled as it would be loaded but not run: whether it is valid, and what it imports where.
import { createJiti, type Jiti } from "jiti";
import { JSX } from "../../config/author-code.ts";
import type { ImportedName } from "./import-names.ts";
import type { LoadProblem } from "./load-problem.ts";

/** One import and its place in the file. */
export interface ImportSite {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
  /** What it takes by name and uses as a value in its own file. */
  readonly names: readonly ImportedName[];
}

/** What a file tells without being run. */
export interface ScannedModule {
  readonly imports: readonly ImportSite[];
  /** Names it exports by itself; more may be there that cannot be seen. */
  readonly exported: readonly string[];
  readonly problem?: LoadProblem;
}

/** Compiles a file in memory. Imports of types alone do not count, as they are gone when the app runs. */
export function scanModule(file: string, source: string): ScannedModule {
  if (file.endsWith(".json")) return scanJson(file, source);
  const imports: ImportSite[] = [];
  const exported: string[] = [];
  const code = compiler().transform({
    source,
    filename: file,
    ts: /\.[cm]?tsx?$/.test(file),
    jsx: JSX,
    async: true,
    babel: { plugins: [() => collectImports(imports, exported)] },
  });
  const problem = syntaxProblem(file, code);
  return problem === undefined ? { imports, exported } : { imports: [], exported: [], problem };
}

/** The compiler is the loader's own, so that what passes here is what loads there. */
const compiler = (): Jiti => createJiti(import.meta.url, { fsCache: false, jsx: JSX });

interface SourceNode {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } } | null;
}

interface ImportNode {
  readonly node: {
    readonly source?: SourceNode | null;
    readonly callee?: SourceNode;
    readonly arguments?: readonly SourceNode[];
    readonly specifiers?: readonly Specifier[];
    readonly declaration?: Declaration | null;
  };
}

interface Specifier {
  readonly type: string;
  readonly imported?: SourceNode;
  readonly exported?: SourceNode;
  readonly local?: SourceNode;
}

interface Declaration extends SourceNode {
  readonly id?: SourceNode | null;
  readonly declarations?: readonly { readonly id: SourceNode }[];
}

interface ProgramPath {
  traverse(visitor: Readonly<Record<string, (path: ImportNode) => void>>): void;
}

/** A Babel plugin. It looks at the start, when imports of types have been taken out and the others are not yet rewritten. */
function collectImports(found: ImportSite[], exported: string[]) {
  // What is imported and exported again may be a type; so only names are looked at that are not.
  const passedOn = new Set<string | undefined>();
  const add = (source: SourceNode | null | undefined, names: readonly ImportedName[] = []) => {
    if (source?.type !== "StringLiteral" || typeof source.value !== "string" || !source.loc) return;
    found.push({ specifier: source.value, line: source.loc.start.line, column: source.loc.start.column + 1, names });
  };
  const declaration = ({ node }: ImportNode) => add(node.source);
  const importing = ({ node }: ImportNode) =>
    add(
      node.source,
      (node.specifiers ?? []).flatMap((specifier) => namesOf(specifier, passedOn)),
    );
  const exporting = ({ node }: ImportNode) => {
    add(node.source);
    exported.push(...exportsOf(node));
  };
  const lookForPassedOn = ({ node }: ImportNode) => {
    for (const { local } of node.specifiers ?? []) passedOn.add(local?.name);
    if (node.declaration?.type === "Identifier") passedOn.add(node.declaration.name);
  };
  const call = ({ node }: ImportNode) => {
    if (node.callee?.type === "Import") add(node.arguments?.[0]);
  };
  const visitor = {
    ImportDeclaration: importing,
    ExportNamedDeclaration: exporting,
    ExportAllDeclaration: declaration,
    CallExpression: call,
  };
  const before = { ExportNamedDeclaration: lookForPassedOn, ExportDefaultDeclaration: lookForPassedOn };
  const enter = (program: ProgramPath) => {
    program.traverse(before);
    program.traverse(visitor);
  };
  return { visitor: { Program: { enter } } };
}

function namesOf({ type, imported, local }: Specifier, passedOn: ReadonlySet<string | undefined>): ImportedName[] {
  if (type !== "ImportSpecifier" || imported?.name === undefined || imported.name === "default" || !imported.loc) return [];
  const { line, column } = imported.loc.start;
  return passedOn.has(local?.name) ? [] : [{ name: imported.name, line, column: column + 1 }];
}

function exportsOf({ declaration, specifiers = [] }: ImportNode["node"]): string[] {
  const ids = [declaration?.id, ...(declaration?.declarations ?? []).map(({ id }) => id), ...specifiers.map(({ exported }) => exported)];
  return ids.flatMap((id) => (id?.name === undefined ? [] : [id.name]));
}

/** The loader's compiler reports a syntax error as code that says so; it throws nothing. */
function syntaxProblem(file: string, code: string): LoadProblem | undefined {
  const marker = "exports.__JITI_ERROR__ = ";
  if (!code.startsWith(marker)) return undefined;
  const { line, column, message } = JSON.parse(code.slice(marker.length)) as { line: number; column: number; message: string };
  return { title: `SyntaxError: ${message.replace(`${file}: `, "").trim()}`, file, line, column: column + 1 };
}

function scanJson(file: string, source: string): ScannedModule {
  try {
    JSON.parse(source);
    return { imports: [], exported: [] };
  } catch (error) {
    return {
      imports: [],
      exported: [],
      problem: { title: `This is not valid JSON: ${error instanceof Error ? error.message : String(error)}`, file },
    };
  }
}
