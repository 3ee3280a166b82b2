// A table: under a message its first rows, in the panel and on a page of its own all of them.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { copyBlobs } from "../../../components/ui/copy-text.ts";
import { useShortly } from "../../../components/ui/use-copied.ts";
import type { ElementViewProps } from "../element-view.ts";
import { intrinsicSize } from "../intrinsic-size.ts";
import type { CopyFormat } from "./copy-rows.ts";
import { DataGrid } from "./data-grid.tsx";
import { RowCount } from "./row-count.tsx";
import { type Selection, toRange } from "./selection.ts";
import { TableTools } from "./table-tools.tsx";
import { type OpenTable, useTable } from "./use-table.ts";
import "./table.css";

/** Under a message. */
const FIRST_ROWS = 10;
/** What is copied is made as HTML too, as spreadsheets want it, up to so many cells. */
const MOST_HTML_CELLS = 100_000;
const START: Selection = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

export function TableView({ element, url, place, onOpen }: ElementViewProps) {
  const { t } = useTranslation();
  const table = useTable(element, url);
  const [selection, setSelection] = useState(START);
  const [copied, setCopied] = useShortly();
  const isInline = place === "inline";
  if (!table)
    return (
      <div className={`data-table is-${place}`} style={{ blockSize: intrinsicSize({ ...element, type: "dataframe" }, place) }}>
        <output className="sr">{t("elements.table.loading")}</output>
      </div>
    );
  const limit = isInline ? FIRST_ROWS : Number.POSITIVE_INFINITY;
  const copy = (format: CopyFormat, range: ReturnType<typeof toRange>) => void copyCells(table, format, range, limit).then(setCopied);
  return (
    <div className={`data-table is-${place}`}>
      {!isInline && (
        <TableTools
          table={table}
          copied={copied}
          onCopy={(format) => copy(format, toManyCells(selection))}
          onDownload={() => void download(table, element.name)}
        />
      )}
      <DataGrid
        table={table}
        label={element.name}
        limit={limit}
        selection={selection}
        onSelect={setSelection}
        onCopy={() => copy("csv", toRange(selection))}
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
async function copyCells({ client, facts, count }: OpenTable, format: CopyFormat, range: ReturnType<typeof toRange>, limit: number) {
  const all = { fromRow: 0, toRow: Math.min(count, limit), fromColumn: 0, toColumn: facts.columns.length };
  const asked = { range: range ?? all, withHead: range === undefined || range.toRow - range.fromRow > 1 };
  const cells = (asked.range.toRow - asked.range.fromRow) * (asked.range.toColumn - asked.range.fromColumn);
  const html = format === "csv" && cells <= MOST_HTML_CELLS ? client.ask("copy", { ...asked, format: "html" }) : undefined;
  return copyBlobs(client.ask("copy", { ...asked, format }), html);
}

async function download({ client, facts, count }: OpenTable, name: string): Promise<void> {
  const range = { fromRow: 0, toRow: count, fromColumn: 0, toColumn: facts.columns.length };
  const address = URL.createObjectURL(await client.ask("copy", { range, format: "csv", withHead: true }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name.endsWith(".csv") ? name : `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
