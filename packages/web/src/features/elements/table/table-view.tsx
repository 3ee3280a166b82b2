// A table: under a message its first rows, in the panel and on a page of its own all of them.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortly } from "../../../components/ui/use-copied.ts";
import type { ElementViewProps } from "../element-view.ts";
import { intrinsicSize } from "../intrinsic-size.ts";
import { DataGrid } from "./data-grid.tsx";
import { RowCount } from "./row-count.tsx";
import { type Selection, toRange } from "./selection.ts";
import { TableTools } from "./table-tools.tsx";
import { copyCells, saveCells } from "./take-cells.ts";
import { type OpenTable, useTable } from "./use-table.ts";
import "./table.css";

/** Under a message. */
const FIRST_ROWS = 10;
const START: Selection = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

export function TableView({ element, url, place, onOpen }: ElementViewProps) {
  const { t } = useTranslation();
  const table = useTable(element, url);
  const [selection, setSelection] = useState(START);
  const [copied, setCopied] = useShortly();
  const [savedAs, setSavedAs] = useState<string>();
  const isInline = place === "inline";
  if (!table)
    return (
      <div className={`data-table is-${place}`} style={{ blockSize: intrinsicSize({ ...element, type: "dataframe" }, place) }}>
        <output className="sr">{t("elements.table.loading")}</output>
      </div>
    );
  const limit = isInline ? FIRST_ROWS : Number.POSITIVE_INFINITY;
  const copy = async (format: "csv" | "markdown", range: ReturnType<typeof toRange>) => {
    setSavedAs(undefined);
    const taken = await copyCells(table.client, toAsked(table, range, limit), format, element.name);
    setCopied(taken.is === "copied");
    if (taken.is === "saved") setSavedAs(taken.name);
  };
  return (
    <div className={`data-table is-${place}`}>
      {!isInline && (
        <TableTools
          table={table}
          copied={copied}
          onCopy={(format) => void copy(format, toManyCells(selection))}
          onDownload={() => void saveCells(table.client, toAsked(table, undefined, limit).range, element.name)}
        />
      )}
      <output className="data-note">{savedAs !== undefined && t("elements.table.savedInstead", { name: `\u2068${savedAs}\u2069` })}</output>
      <DataGrid
        table={table}
        label={element.name}
        limit={limit}
        selection={selection}
        onSelect={setSelection}
        onCopy={() => void copy("csv", toRange(selection))}
      />
      {table.count === 0 && (
        <p className="data-none">{t(table.facts.rowCount === 0 ? "elements.table.empty" : "elements.table.noMatch")}</p>
      )}
      {isInline && (
        <div className="data-foot">
          <RowCount table={table} />
          {table.facts.rowCount > FIRST_ROWS && onOpen && (
            <button type="button" className="btn quiet sm" onClick={onOpen}>
              {t("elements.table.showAll")}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** One cell is where one stands, and no choice of what to copy. */
function toManyCells(selection: Selection): ReturnType<typeof toRange> {
  const range = toRange(selection);
  return range && (range.toRow - range.fromRow > 1 || range.toColumn - range.fromColumn > 1) ? range : undefined;
}

/** What is selected, else all that is seen; whole tables with their head. */
function toAsked({ facts, count }: OpenTable, range: ReturnType<typeof toRange>, limit: number) {
  const all = { fromRow: 0, toRow: Math.min(count, limit), fromColumn: 0, toColumn: facts.columns.length };
  return { range: range ?? all, withHead: range === undefined || range.toRow - range.fromRow > 1 };
}
