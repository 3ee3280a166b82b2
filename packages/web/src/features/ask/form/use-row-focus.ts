// Where the focus goes when rows come, go and move: it must never be lost with what it stood on.
import type { RefObject } from "react";

export interface RowFocus {
  /** To the first input of a row. */
  readonly input: (row: string) => void;
  /** To a button of a row; to the one that adds when there is none. */
  readonly button: (row: string | undefined, act: string) => void;
}

export function useRowFocus(box: RefObject<HTMLElement | null>): RowFocus {
  const find = (row: string | undefined, selector: string) =>
    row === undefined ? undefined : box.current?.querySelector<HTMLElement>(`[data-row="${row}"] ${selector}`);
  const later = (focus: () => HTMLElement | null | undefined) =>
    requestAnimationFrame(() => (focus() ?? box.current?.querySelector<HTMLElement>(":scope > .add"))?.focus());
  return {
    input: (row) => later(() => find(row, ".row-fields :is(input, select, textarea, button)")),
    button: (row, act) => later(() => find(row, `[data-act="${act}"]`)),
  };
}
