// How much room an element takes, known before anything of it is loaded: then nothing moves when it comes.
import type { Element } from "@colloquy/protocol";
import { heightOf } from "./custom-room.ts";
import { intrinsicSize } from "./intrinsic-size.ts";

export interface Room {
  /** As wide as this at most. */
  readonly width?: string;
  readonly height?: string;
  readonly ratio?: number;
}

const IMAGE_PX = { small: 150, medium: 300, large: 600 } as const;
const VIDEO_PX = { small: 320, medium: 512, large: 688 } as const;
/** Of a picture whose measures nobody knows. */
const USUAL_RATIO = 4 / 3;
const FILM_RATIO = 16 / 9;
const LINE_PX = 26;
const COLUMNS = 70;
/** What a text that is folded shows of itself, and what stands around it. */
const TEXT_PX = { folded: 320, around: 72 };
/** A line with a glyph. */
const LEAST = "3.125rem";

/** The room of an element under its message. */
export function roomOf(element: Element): Room {
  const { type, size = "medium" } = element;
  switch (type) {
    case "image":
      return { width: `${IMAGE_PX[size]}px`, ratio: ratioOf(element) ?? USUAL_RATIO };
    case "video":
      return { width: `${VIDEO_PX[size]}px`, ratio: FILM_RATIO };
    case "audio":
      return { width: "26rem", height: "5.375rem" };
    case "text": {
      const lines = Math.ceil((element.file?.size ?? 0) / COLUMNS);
      return { height: `${Math.min(lines * LINE_PX, TEXT_PX.folded) + TEXT_PX.around}px` };
    }
    case "pdf":
      return { width: "15.125rem", height: intrinsicSize(element, "inline") ?? LEAST };
    case "dataframe":
    case "chart":
    case "plotly":
      return { height: intrinsicSize(element, "inline") ?? LEAST };
    case "custom": {
      const height = heightOf(element.id);
      return { height: height === undefined ? LEAST : `${height}px` };
    }
    default:
      return { height: LEAST };
  }
}

/** The measures of a picture, when the server found them or it was shown before. */
export function ratioOf({ props, file, url }: Element): number | undefined {
  const { width, height } = props ?? {};
  if (typeof width === "number" && typeof height === "number" && width > 0 && height > 0) return width / height;
  return seen.get(file?.key ?? url ?? "");
}

const MOST_SEEN = 2_000;
const seen = new Map<string, number>();

/** Keeps the measures of a picture that was loaded: the next time it has its room at once. */
export function rememberRatio({ file, url }: Element, ratio: number): void {
  const key = file?.key ?? url;
  if (key === undefined || !Number.isFinite(ratio) || ratio <= 0) return;
  if (seen.size >= MOST_SEEN) seen.clear();
  seen.set(key, ratio);
}
