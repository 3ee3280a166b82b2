// What is wrong with a view, and where in it.

/** One thing that is wrong with a view. */
export interface ViewIssue {
  /** The way to the component, as `Card › Row[2] › Button`; places count from 0, and are there where a component has several children. */
  readonly place: string;
  /** What is wrong with it, in a sentence. */
  readonly message: string;
}

/** What becomes of a value that should be a view. */
export type ParsedView<View> =
  | { readonly ok: true; readonly view: View }
  | { readonly ok: false; readonly issues: readonly [ViewIssue, ...ViewIssue[]] };

const MOST_OF_A_NAME = 40;

/** The place of a child, within that of its parent. */
export function placeOf(parent: string, type: unknown, at: number, count: number): string {
  const name = typeof type === "string" ? type.slice(0, MOST_OF_A_NAME) : "?";
  return `${parent === "" ? "" : `${parent} › `}${name}${count > 1 ? `[${at}]` : ""}`;
}
