// How long an answer was, for those who hear that it is complete.

/** The words of some texts; languages that write without spaces have words too. */
export function countWords(texts: readonly string[]): number {
  const segmenter = new Intl.Segmenter(document.documentElement.lang || "en", { granularity: "word" });
  let count = 0;
  for (const text of texts) for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count++;
  return count;
}
