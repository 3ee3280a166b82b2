// What every component of a view may need: where it stands, and how values are written here. It does not change while the view does.
import type { ElementId, StepId } from "@colloquy/protocol";
import { createContext, useContext } from "react";
import type { ValueWords } from "./value-words.ts";

export interface ViewPlace {
  /** The message that shows the view; undefined where it belongs to none, and nothing in it can be pressed. */
  readonly stepId: StepId | undefined;
  readonly elementId: ElementId;
  /** The path the server is mounted on. */
  readonly root: string;
  readonly words: ValueWords;
  /** Which way the view reads; undefined when it says nothing that would tell, and it reads as the page does. */
  readonly dir: "ltr" | "rtl" | undefined;
  /** The least level of its headings: that one begins right below the message. */
  readonly topHeading: number;
  /** It has so much in it that what is out of sight is left out until it comes near. */
  readonly large: boolean;
  /** A model put it together, and nobody else has seen it before. */
  readonly byModel: boolean;
}

export const ViewContext = createContext<ViewPlace | undefined>(undefined);

export function useView(): ViewPlace {
  const place = useContext(ViewContext);
  if (!place) throw new Error("A component stands outside of a view.");
  return place;
}

/** The level of a heading of the page at the view's top. The message itself is of level 2. */
export const TOP_LEVEL = 3;

export function headingTag(level: number): "h3" | "h4" | "h5" | "h6" {
  return level <= 3 ? "h3" : level === 4 ? "h4" : level === 5 ? "h5" : "h6";
}
