// A pie, drawn by ourselves: the library has none.
import type { Slice } from "./chart-model.ts";
import type { ChartWords } from "./chart-words.ts";
import type { Ink } from "./inks.ts";

interface PieProps {
  readonly slices: readonly Slice[];
  readonly inks: readonly Ink[];
  readonly words: ChartWords;
  readonly height: number;
}

const RADIUS = 100;
/** Slices below this share have no room for their number. */
const LEAST_LABELLED = 0.05;

export function Pie({ slices, inks, words, height }: PieProps) {
  let before = 0;
  return (
    <svg className="chart-pie" viewBox="-106 -106 212 212" height={height} aria-hidden="true" focusable="false">
      {slices.map(({ name, value, share }, at) => {
        const from = before;
        before += share;
        const middle = toPlace(from + share / 2, RADIUS * 0.68);
        return (
          <g key={name}>
            <title>{`${words.x(name)}\n${words.number(value)}\n${words.percent(share)}`}</title>
            <path d={toPath(from, before)} fill={inks[at]?.fill} stroke={inks[at]?.color} strokeWidth="1" />
            {share >= LEAST_LABELLED && (
              <text x={middle.x} y={middle.y} textAnchor="middle" dominantBaseline="central">
                {words.percent(share)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** From the top, clockwise; `part` is 1 after one turn. */
function toPlace(part: number, radius: number): { readonly x: number; readonly y: number } {
  const angle = part * 2 * Math.PI - Math.PI / 2;
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

function toPath(from: number, to: number): string {
  // An arc that ends where it begins is none.
  if (to - from > 0.999_99) return `M0 ${-RADIUS} A${RADIUS} ${RADIUS} 0 1 1 0 ${RADIUS} A${RADIUS} ${RADIUS} 0 1 1 0 ${-RADIUS} Z`;
  const [start, end] = [toPlace(from, RADIUS), toPlace(to, RADIUS)];
  return `M0 0 L${start.x} ${start.y} A${RADIUS} ${RADIUS} 0 ${to - from > 0.5 ? 1 : 0} 1 ${end.x} ${end.y} Z`;
}
