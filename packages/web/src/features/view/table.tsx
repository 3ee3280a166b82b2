// A small table, all of it in the page. What is wide scrolls, what is long shows its beginning.
import type { ViewNodeOf } from "@colloquy/protocol";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useScrollEdges } from "../../components/markdown/use-scroll-edges.ts";
import { None } from "./facts.tsx";
import { useView } from "./view-context.ts";
import type { ViewNodeProps } from "./view-props.ts";

/** A longer table begins with these rows. */
const FIRST_ROWS = 50;

export function ViewTable({ node }: ViewNodeProps<"Table">) {
  const { t } = useTranslation();
  const { words } = useView();
  const id = useId();
  const edges = useScrollEdges();
  const [open, setOpen] = useState(false);
  const { caption, columns, rows } = node;
  const sides = columns.map(({ align }, at) => align ?? (isOfNumbers(node, at) ? "end" : "start"));
  const long = rows.length > FIRST_ROWS;
  const shown = long && !open ? rows.slice(0, FIRST_ROWS) : rows;
  const label = caption ?? t("markdown.table", { columns: columns.map((column) => column.label).join(", ") });
  return (
    <div className="v-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section ref={edges} className="v-table-scroll" tabIndex={0} aria-label={label}>
        <table id={id}>
          {caption !== undefined && <caption dir="auto">{caption}</caption>}
          <thead>
            <tr>
              {columns.map(({ key, label: name }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same key
                <th key={`${at} ${key}`} scope="col" data-align={sides[at]}>
                  <bdi>{name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
              <tr key={line}>
                {columns.map(({ key }, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same key
                  <td key={`${at} ${key}`} data-align={sides[at]}>
                    {row[at] === null || row[at] === undefined ? <None /> : <bdi>{words.of(row[at])}</bdi>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length === 0 && <p className="v-none">{t("elements.table.empty")}</p>}
      {long && (
        <button type="button" className="btn quiet sm" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t(open ? "markdown.showLess" : "elements.table.showAll")}
        </button>
      )}
    </div>
  );
}

/** Numbers stand below each other by their ends. */
function isOfNumbers({ rows }: ViewNodeOf<"Table">, at: number): boolean {
  const values = rows.map((row) => row[at]).filter((value) => value !== null && value !== undefined);
  return values.length > 0 && values.every((value) => typeof value === "number");
}
