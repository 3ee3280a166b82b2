// Headings in an answer stand below the page's own: the model's first level is announced as the third.

const SHIFT = 2;

export type HeadingTag = "h3" | "h4" | "h5" | "h6";

/** The element of a heading of some level. How it looks goes by its own level, through the class `md-h<level>`. */
export function headingTag(level: number): HeadingTag {
  return `h${Math.min(Math.max(level, 1) + SHIFT, 6)}` as HeadingTag;
}
