// What a tone looks like beside its colour, which not everybody sees.
import type { ViewTone } from "@colloquy/protocol";
import { Check, CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";

export const TONE_GLYPHS: Readonly<Record<Exclude<ViewTone, "neutral">, LucideIcon>> = {
  info: Info,
  success: Check,
  warning: TriangleAlert,
  danger: CircleAlert,
};

/** For `data-tone`: nothing for what has none. */
export function toneOf(tone: ViewTone | undefined): Exclude<ViewTone, "neutral"> | undefined {
  return tone === "neutral" ? undefined : tone;
}
