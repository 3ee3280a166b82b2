// One file, compiled as it would be loaded but not run: whether it is valid, and what it imports where.
import { createJiti, type Jiti } from "jiti";
import { JSX } from "../../config/author-code.ts";
import type { LoadProblem } from "./load-problem.ts";

/** One import and its place in the file. */
export interface ImportSite {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
}

/** What a file tells without being run. */
export interface ScannedModule {
  readonly imports: readonly ImportSite[];
  readonly problem?: LoadProblem;
}

/** Compiles a file in memory. Imports of types alone do not count, as they are gone when the app runs. */
export function scanModule(file: string, source: string): ScannedModule {
  if (file.endsWith(".json")) return scanJson(file, source);
  const imports: ImportSite[] = [];
  const code = compiler().transform({
    source,
    filename: file,
    ts: /\.[cm]?tsx?$/.test(file),
    jsx: JSX,
    async: true,
    babel: { plugins: [() => collectImports(imports)] },
  });
  const problem = syntaxProblem(file, code);
  return problem === undefined ? { imports } : { imports: [], problem };
}

/** The compiler is the loader's own, so that what passes here is what loads there. */
const compiler = (): Jiti => createJiti(import.meta.url, { fsCache: false, jsx: JSX });

interface SourceNode {
  readonly type: string;
  readonly value?: unknown;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } } | null;
}

interface ImportNode {
  readonly node: { readonly source?: SourceNode | null; readonly callee?: SourceNode; readonly arguments?: readonly SourceNode[] };
}

interface ProgramPath {
  traverse(visitor: Readonly<Record<string, (path: ImportNode) => void>>): void;
}

/** A Babel plugin. It looks at the start, when imports of types have been taken out and the others are not yet rewritten. */
function collectImports(found: ImportSite[]) {
  const add = (source: SourceNode | null | undefined) => {
    if (source?.type !== "StringLiteral" || typeof source.value !== "string" || !source.loc) return;
    found.push({ specifier: source.value, line: source.loc.start.line, column: source.loc.start.column + 1 });
  };
  const declaration = ({ node }: ImportNode) => add(node.source);
  const call = ({ node }: ImportNode) => {
    if (node.callee?.type === "Import") add(node.arguments?.[0]);
  };
  const visitor = {
    ImportDeclaration: declaration,
    ExportNamedDeclaration: declaration,
    ExportAllDeclaration: declaration,
    CallExpression: call,
  };
  return { visitor: { Program: { enter: (program: ProgramPath) => program.traverse(visitor) } } };
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
    return { imports: [] };
  } catch (error) {
    return { imports: [], problem: { title: `This is not valid JSON: ${error instanceof Error ? error.message : String(error)}`, file } };
  }
}
