// The values of a chart as a table: for who reads with the ears, and for who asks for it.
import type { ChartSpec } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { cellOf, toColumns } from "./chart-model.ts";
import type { ChartWords } from "./chart-words.ts";

/** More rows are told by their number. */
const MOST_ROWS = 300;

interface ChartTableProps {
  readonly spec: ChartSpec;
  readonly words: ChartWords;
  readonly caption: string;
  readonly hidden: boolean;
}

export function ChartTable({ spec, words, caption, hidden }: ChartTableProps) {
  const { t } = useTranslation();
  const columns = toColumns(spec);
  const heads = [spec.xLabel ?? spec.x, ...(spec.series === undefined ? [] : [spec.series]), ...columns];
  const firstNumber = heads.length - columns.length;
  const more = spec.data.length - MOST_ROWS;
  return (
    <div className={hidden ? "sr" : "chart-table"} {...(!hidden && { tabIndex: 0, role: "region", "aria-label": caption })}>
      <table>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the series may be told apart by what is along the chart
              <th key={`${at} ${head}`} scope="col" className={at >= firstNumber ? "n" : ""}>
                <bdi>{head}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spec.data.slice(0, MOST_ROWS).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
            <tr key={at}>
              <th scope="row">
                <bdi>{toText(cellOf(row, spec.x), words)}</bdi>
              </th>
              {spec.series !== undefined && <td>{toText(cellOf(row, spec.series), words)}</td>}
              {columns.map((column) => (
                <td key={column} className="n">
                  {toText(cellOf(row, column), words, true)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p>{t("elements.chart.moreRows", { count: more })}</p>}
    </div>
  );
}

function toText(value: string | number | boolean | null | undefined, words: ChartWords, isY = false): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return isY ? words.number(value) : words.x(value);
  return words.x(String(value));
}
