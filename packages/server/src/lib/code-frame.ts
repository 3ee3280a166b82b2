// The lines around a place in a file, with a mark under it.
import type pc from "picocolors";

type Colors = ReturnType<typeof pc.createColors>;

interface Place {
  readonly line: number;
  readonly column?: number | undefined;
}

/** A few numbered lines of a source; the one meant is marked. Empty when the source has no such line. */
export function codeFrame(source: string, { line, column }: Place, colors: Colors): string {
  const lines = source.split(/\r?\n/);
  if (line < 1 || line > lines.length) return "";
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 2);
  const width = String(last).length;
  const rows = lines.slice(first - 1, last).flatMap((text, index) => {
    const number = first + index;
    const shown = text.replaceAll("\t", "  ").slice(0, 200);
    const gutter = `${String(number).padStart(width)} │`;
    if (number !== line) return [colors.dim(`  ${gutter} ${shown}`)];
    const row = `${colors.red("›")} ${colors.bold(gutter)} ${shown}`;
    if (column === undefined) return [row];
    const before = text.slice(0, column - 1).replaceAll("\t", "  ").length;
    return [row, `  ${" ".repeat(width)} ${colors.dim("│")} ${" ".repeat(before)}${colors.red("^")}`];
  });
  return rows.join("\n");
}
