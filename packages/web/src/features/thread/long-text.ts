// Whether a text is long enough to be folded: by how many lines it takes in a column, so that nothing has to be drawn to know.

const COLUMNS = 60;
/** Well over what a folded bubble shows: folding must be worth a press. */
const MOST_LINES = 16;
/** Letters of two columns each: Chinese, Japanese, Korean. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;

export function isLong(text: string): boolean {
  // What is longer than this is long in any letters.
  if (text.length > COLUMNS * MOST_LINES * 2) return true;
  let lines = 0;
  for (const line of text.split("\n")) lines += Math.max(1, Math.ceil((line.length + (line.match(WIDE)?.length ?? 0)) / COLUMNS));
  return lines > MOST_LINES;
}
