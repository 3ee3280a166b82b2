// What a person reads in inline Markdown, without its marks.

/** A short text without its marks. */
export function toPlain(cell: string): string {
  return cell
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(`+)([\s\S]*?)\1/g, "$2")
    .replace(/(\*\*|__|~~)(?=\S)([\s\S]*?\S)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=\S)([^*]*[^\s*])\*/g, "$1")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
