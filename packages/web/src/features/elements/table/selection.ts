// Which cells are selected, and where the keys lead. The row -1 is the head.

export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  readonly active: Place;
  /** The other corner of what is selected. */
  readonly anchor: Place;
}

export const HEAD = -1;

export interface Bounds {
  readonly rows: number;
  readonly columns: number;
  /** So many rows are a page. */
  readonly page: number;
  readonly rtl: boolean;
}

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
}

/** Undefined when the key means nothing here. */
export function moveByKey(selection: Selection, { key, ctrl, shift }: Key, bounds: Bounds): Selection | undefined {
  const { rows, columns } = bounds;
  if (ctrl && key.toLowerCase() === "a") return selectAll(rows, columns);
  const { row, column } = selection.active;
  const next = toNext({ row, column }, key, ctrl, bounds);
  if (!next) return undefined;
  const active = {
    row: Math.max(shift ? 0 : HEAD, Math.min(next.row, rows - 1)),
    column: Math.max(0, Math.min(next.column, columns - 1)),
  };
  return { active, anchor: shift && selection.anchor.row !== HEAD ? selection.anchor : active };
}

function toNext({ row, column }: Place, key: string, ctrl: boolean, { rows, columns, page, rtl }: Bounds): Place | undefined {
  const forward = rtl ? -1 : 1;
  switch (key) {
    case "ArrowDown":
      return { row: ctrl ? rows - 1 : row + 1, column };
    case "ArrowUp":
      return { row: ctrl ? 0 : row - 1, column };
    case "ArrowRight":
      return { row, column: ctrl ? (rtl ? 0 : columns - 1) : column + forward };
    case "ArrowLeft":
      return { row, column: ctrl ? (rtl ? columns - 1 : 0) : column - forward };
    case "Home":
      return { row: ctrl ? 0 : row, column: 0 };
    case "End":
      return { row: ctrl ? rows - 1 : row, column: columns - 1 };
    case "PageDown":
      return { row: Math.max(row, 0) + page, column };
    case "PageUp":
      return { row: Math.max(row - page, 0), column };
    default:
      return undefined;
  }
}

export function selectAll(rows: number, columns: number): Selection {
  return { active: { row: 0, column: 0 }, anchor: { row: rows - 1, column: columns - 1 } };
}

/** The rectangle between both corners; undefined while the head is active. */
export function toRange({ active, anchor }: Selection) {
  if (active.row === HEAD || anchor.row === HEAD) return undefined;
  return {
    fromRow: Math.min(active.row, anchor.row),
    toRow: Math.max(active.row, anchor.row) + 1,
    fromColumn: Math.min(active.column, anchor.column),
    toColumn: Math.max(active.column, anchor.column) + 1,
  };
}
