// Where the pages stand, one above the other: those that nobody looked at are taken to be as large as the first.

export interface PageSize {
  /** In points, a 72nd of an inch. */
  readonly width: number;
  readonly height: number;
}

/** CSS pixels of a point at 100 %. */
export const PX_PER_POINT = 96 / 72;
/** Between pages, in px. */
export const GAP_PX = 12;

export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3] as const;

/** The next step of the zoom up or down from any zoom. */
export function stepZoom(zoom: number, by: 1 | -1): number {
  const next = by > 0 ? ZOOMS.find((step) => step > zoom + 0.001) : ZOOMS.findLast((step) => step < zoom - 0.001);
  return next ?? (by > 0 ? (ZOOMS.at(-1) ?? zoom) : ZOOMS[0]);
}

/** The page to begin with; what is no page of the document is the first. */
export function toStartPage(page: unknown, count: number): number {
  return typeof page === "number" && Number.isInteger(page) && page >= 1 && page <= count ? page : 1;
}

export class PageLayout {
  readonly #sizes: readonly PageSize[];
  /** Where each page begins, and where the last one ends, in px. */
  readonly #tops: Float64Array;
  readonly #scale: number;

  constructor(sizes: readonly PageSize[], scale: number) {
    this.#sizes = sizes;
    this.#scale = scale;
    this.#tops = new Float64Array(sizes.length + 1);
    for (const [at, { height }] of sizes.entries()) this.#tops[at + 1] = (this.#tops[at] ?? 0) + Math.round(height * scale) + GAP_PX;
  }

  get height(): number {
    return this.#tops.at(-1) ?? 0;
  }

  /** Pages count from 1. */
  top(page: number): number {
    return this.#tops[page - 1] ?? 0;
  }

  size(page: number): PageSize {
    const { width, height } = this.#sizes[page - 1] ?? { width: 0, height: 0 };
    return { width: Math.round(width * this.#scale), height: Math.round(height * this.#scale) };
  }

  /** The page that is read when these px are seen: the first one of which enough is there. */
  read(top: number, view: number): number {
    const half = this.size(this.at(top)).height / 2;
    return this.at(top + Math.min(view / 3, 200, half));
  }

  /** The page that stands at a height. */
  at(top: number): number {
    let [low, high] = [0, this.#sizes.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#tops[middle] ?? 0) <= top) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** The zoom at which the widest page fills a window. */
export function fitWidth(sizes: readonly PageSize[], viewPx: number): number {
  const widest = sizes.reduce((most, { width }) => Math.max(most, width), 1);
  return Math.max(0.1, viewPx / (widest * PX_PER_POINT));
}
