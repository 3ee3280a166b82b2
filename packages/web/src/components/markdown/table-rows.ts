// Reads the rows of a pipe table.
import type { Align } from "./block-tree.ts";

/** The cells of a row, without the pipes at its ends. A pipe behind a backslash or inside a code span with one stays in its cell. */
export function splitRow(line: string): string[] {
  const text = line.trim();
  const cells: string[] = [];
  let cell = "";
  let index = text.startsWith("|") ? 1 : 0;
  for (; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === "\\" && text[index + 1] === "|") {
      cell += "|";
      index += 1;
    } else if (character === "|") {
      cells.push(cell.trim());
      cell = "";
      if (index === text.length - 1) return cells;
    } else cell += character;
  }
  cells.push(cell.trim());
  return cells;
}

/** Missing cells that are added; a row that lacks more goes without, or two characters would make hundreds of cells. */
const MOST_ADDED = 8;

/** The cells of a row in a table of some columns. */
export function toCells(line: string, columns: number): string[] {
  const cells = splitRow(line).slice(0, columns);
  if (columns - cells.length <= MOST_ADDED) while (cells.length < columns) cells.push("");
  return cells;
}

/** The alignments a delimiter row (`| --- | :-: |`) gives, or `undefined` when the line is none or does not fit the header. */
export function parseDelimiter(line: string, columns: number): Align[] | undefined {
  if (!/^[ \t]*[|:-][|:\- \t]*$/.test(line) || !line.includes("|") || !line.includes("-")) return undefined;
  const cells = splitRow(line);
  if (cells.length !== columns || !cells.every((cell) => /^:?-+:?$/.test(cell))) return undefined;
  return cells.map((cell) => {
    if (cell.endsWith(":")) return cell.startsWith(":") ? "center" : "end";
    return cell.startsWith(":") ? "start" : undefined;
  });
}
