// Which series is which: the same colour, stroke, mark or filling as in the drawing.
import type { ChartSpec } from "@colloquy/protocol";
import { thinMarks } from "../../../components/markdown/mark-runs.ts";
import type { Ink } from "./inks.ts";

interface ChartLegendProps {
  readonly kind: ChartSpec["kind"];
  readonly names: readonly string[];
  readonly inks: readonly Ink[];
}

export function ChartLegend({ kind, names, inks }: ChartLegendProps) {
  return (
    <ul className="chart-legend" aria-hidden="true">
      {names.map((name, at) => {
        const ink = inks[at];
        return (
          <li key={name}>
            <svg width="20" height="12" focusable="false" aria-hidden="true">
              {kind === "line" ? (
                <path d="M0 6 H20" stroke={ink?.color} strokeWidth="2.5" strokeDasharray={ink?.dash || undefined} />
              ) : kind === "scatter" ? (
                <path d={SHAPES[ink?.symbol ?? "circle"]} fill={ink?.color} />
              ) : (
                <rect x="0.5" y="0.5" width="19" height="11" rx="2" fill={ink?.fill} stroke={ink?.color} />
              )}
            </svg>
            <bdi>{thinMarks(name)}</bdi>
          </li>
        );
      })}
    </ul>
  );
}

const SHAPES: Readonly<Record<Ink["symbol"], string>> = {
  circle: "M10 1.5 a4.5 4.5 0 1 1 0 9 a4.5 4.5 0 1 1 0 -9 Z",
  square2: "M6 2 h8 v8 h-8 Z",
  triangle: "M10 1 L15 10.5 H5 Z",
  diamond2: "M10 0.5 L15 6 L10 11.5 L5 6 Z",
  star: "M10 0 L11.6 4.2 L16 4.4 L12.5 7.2 L13.8 11.5 L10 9 L6.2 11.5 L7.5 7.2 L4 4.4 L8.4 4.2 Z",
  cross: "M8.4 1 h3.2 v3.4 H15 v3.2 h-3.4 V11 H8.4 V7.6 H5 V4.4 h3.4 Z",
  wye: "M8.6 6 L5 3 L6.8 1 L10 4 L13.2 1 L15 3 L11.4 6 V11.5 H8.6 Z",
};
