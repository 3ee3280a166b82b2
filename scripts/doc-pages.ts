// The pages people read, as data: their text, their links, their tables and their code. For the tests that keep them true.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("..", import.meta.url));

export interface DocPage {
  /** From the repository's root, with slashes. */
  readonly file: string;
  readonly text: string;
}

/** One fenced block of TypeScript. */
export interface CodeBlock {
  /** Page and line, as an editor takes them. */
  readonly place: string;
  /** A name for the block as a file. */
  readonly name: string;
  readonly language: "ts" | "tsx";
  /** What stands behind the language: `app` is a whole app, which is also started. */
  readonly marks: readonly string[];
  readonly code: string;
}

/** Every page of the repository that is kept by hand. */
export function readPages(): DocPage[] {
  const files = ["README.md", "AGENTS.md", "CONTRIBUTING.md", "CHANGELOG.md", ...filesIn("docs"), ...packageReadmes()];
  return files.map((file) => ({ file, text: readFileSync(path.join(repository, file), "utf8") }));
}

/** The TypeScript of a page. */
export function codeBlocks({ file, text }: DocPage): CodeBlock[] {
  return [...text.matchAll(/^```(tsx?)\b([^\n]*)\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: marks = "", 3: code = "", index }) => {
    const line = text.slice(0, index).split("\n").length + 1;
    return {
      place: `${file}:${line}`,
      name: `${file.replace(/[^a-zA-Z0-9]+/g, "-")}-${line}.${language}`,
      language: language === "tsx" ? "tsx" : "ts",
      marks: marks.split(/\s+/).filter((mark) => mark !== ""),
      code,
    };
  });
}

/** The cells of the table whose first header cell this is, without its header. Bars inside of code may be escaped. */
export function tableRows({ file, text }: DocPage, firstHeader: string): string[][] {
  const lines = text.split("\n");
  const header = lines.findIndex((line) => cells(line)[0] === firstHeader);
  if (header < 0) throw new Error(`${file} has no table that begins with "${firstHeader}".`);
  const rows = lines.slice(header + 2);
  const end = rows.findIndex((line) => !line.startsWith("|"));
  return rows.slice(0, end < 0 ? rows.length : end).map(cells);
}

/** What a cell says as code, first piece first. */
export function codeIn(cell: string | undefined): string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

export function findPage(file: string): DocPage {
  const page = readPages().find((candidate) => candidate.file === file);
  if (!page) throw new Error(`There is no page ${file}.`);
  return page;
}

function cells(line: string): string[] {
  if (!line.startsWith("|")) return [];
  const inner = line.trim().replace(/^\||\|$/g, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name.split(path.sep).join("/")}`)
    .sort();
}

function packageReadmes(): string[] {
  return readdirSync(path.join(repository, "packages"))
    .map((name) => `packages/${name}/README.md`)
    .filter((file) => readdirSync(path.join(repository, path.dirname(file))).includes("README.md"));
}
