// Lucide glyphs in the product's stroke. Decoration only: the control that holds one has the name.
import type { LucideIcon } from "lucide-react";

interface IconProps {
  readonly of: LucideIcon;
  /** 18, 16 or 14 px. */
  readonly size?: "m" | "s" | "xs";
  /** Points along the line of writing, so it turns around from right to left. */
  readonly flip?: boolean;
  readonly className?: string;
}

export function Icon({ of: Glyph, size = "m", flip = false, className = "" }: IconProps) {
  return (
    <Glyph className={`i ${size === "m" ? "" : size} ${flip ? "flip" : ""} ${className}`} strokeWidth={1.6} aria-hidden focusable="false" />
  );
}
