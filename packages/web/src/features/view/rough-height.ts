// About how tall a component will be, before anybody has seen it. What is out of sight is given this room: with too little of it, more than is seen is
// drawn at first, and the page is scrolled to a place that is another one a moment later.
import type { ViewNode } from "@colloquy/protocol";
import { isObject } from "./read-view.ts";

const LINE_REM = 1.5;
const GAP_REM = 0.75;
/** A pad above and below. */
const CARD_REM = 2.25;
const BUTTON_REM = 2.75;
const PICTURE_REM = 12;

/** In rem. */
export function roughHeight(node: unknown): number {
  if (!isObject(node)) return LINE_REM;
  const known = node as unknown as ViewNode;
  switch (known.type) {
    case "Card":
      return CARD_REM + (known.title === undefined ? 0 : LINE_REM + GAP_REM) + stacked(known.children, GAP_REM);
    case "Column":
    case "Form":
      return stacked(known.children, known.type === "Column" && known.gap === "none" ? 0 : GAP_REM);
    case "List":
      return stacked(known.children, GAP_REM);
    case "Row":
    case "Grid":
      return Math.max(LINE_REM, ...partsOf(known.children).map(roughHeight));
    case "Facts":
      return partsOf(known.items).length * (LINE_REM + GAP_REM / 2);
    case "Table":
      return (partsOf(known.rows).length + 1) * BUTTON_REM;
    case "Progress":
      return LINE_REM + GAP_REM;
    case "Divider":
      return 0;
    case "Button":
    case "Field":
      return BUTTON_REM;
    case "Image":
    case "Chart":
      return PICTURE_REM;
    default:
      return LINE_REM;
  }
}

function stacked(parts: unknown, gap: number): number {
  const list = partsOf(parts);
  return list.reduce((sum: number, part) => sum + roughHeight(part), 0) + gap * Math.max(0, list.length - 1);
}

/** It may be anything at all. */
function partsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
