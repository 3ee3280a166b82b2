// The fillings of areas, bars and slices.
import type { Ink, Pattern } from "./inks.ts";

export function InkPatterns({ inks }: { readonly inks: readonly Ink[] }) {
  return (
    <svg className="chart-patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {inks
          .filter(({ pattern }) => pattern !== "full")
          .map(({ patternId, pattern, color }) => (
            <pattern key={patternId} id={patternId} width="8" height="8" patternUnits="userSpaceOnUse">
              <rect width="8" height="8" fill={color} fillOpacity="0.28" />
              <path d={PATHS[pattern]} stroke={color} strokeWidth="1.6" fill="none" strokeLinecap="square" />
            </pattern>
          ))}
      </defs>
    </svg>
  );
}

const PATHS: Readonly<Record<Pattern, string>> = {
  full: "",
  light: "",
  rising: "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6",
  dots: "M2 2 h.01 M6 6 h.01",
  level: "M0 2 H8 M0 6 H8",
  falling: "M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2",
  grid: "M0 4 H8 M4 0 V8",
};
