// A table in Markdown.

/** Each row has a text for each column: one line, in which no bar ends the cell. */
export function tableText(
  columns: readonly { readonly label: string; readonly align?: string | undefined }[],
  rows: readonly (readonly string[])[],
): string {
  if (columns.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const marks = columns.map(({ align }) => (align === "end" ? "--:" : align === "center" ? ":-:" : "---"));
  return [line(columns.map(({ label }) => label)), line(marks), ...rows.map(line)].join("\n");
}
