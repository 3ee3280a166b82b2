// How wide columns are, and which of them are seen.
import type { ColumnFacts } from "./table-engine.ts";

const LETTER_PX = 7.8;
const AROUND_PX = 44;
const NARROWEST_PX = 76;
const WIDEST_PX = 340;
/** Fewer columns are all drawn. */
const FEW = 30;

export interface Columns {
  /** Where each begins, and where the last one ends. */
  readonly edges: readonly number[];
}

/** As wide as what stands in them; what is left of the view is shared. */
export function layOut(columns: readonly ColumnFacts[], viewPx: number): Columns {
  const wanted = columns.map(({ letters }) => Math.min(WIDEST_PX, Math.max(NARROWEST_PX, letters * LETTER_PX + AROUND_PX)));
  const sum = wanted.reduce((all, width) => all + width, 0);
  const more = sum > 0 && viewPx > sum ? viewPx / sum : 1;
  const edges = [0];
  for (const width of wanted) edges.push((edges.at(-1) ?? 0) + width * more);
  return { edges: edges.map((edge) => Math.round(edge)) };
}

/** From the first up to but not including the last. */
export function seenColumns({ edges }: Columns, leftPx: number, viewPx: number): { readonly from: number; readonly to: number } {
  const count = edges.length - 1;
  if (count <= FEW || viewPx === 0) return { from: 0, to: Math.min(count, FEW) };
  const from = edges.findLastIndex((edge) => edge <= leftPx);
  const to = edges.findIndex((edge) => edge >= leftPx + viewPx);
  return { from: Math.max(0, from - 2), to: to < 0 ? count : Math.min(count, to + 2) };
}
