// The cells: only those that are seen are drawn. The grid has the focus, and says which cell is the active one.
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, memo, type PointerEvent, useEffect, useId, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { useTallScroll } from "../use-tall-scroll.ts";
import { type Columns, layOut, seenColumns } from "./column-widths.ts";
import { HEAD, moveByKey, type Place, type Selection, toRange } from "./selection.ts";
import type { SortDirection } from "./sort-rows.ts";
import type { ColumnFacts, SeenRow } from "./table-engine.ts";
import type { OpenTable } from "./use-table.ts";

interface DataGridProps {
  readonly table: OpenTable;
  readonly label: string;
  /** No more rows than these are shown. */
  readonly limit: number;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onCopy: () => void;
}

const ROW_PX = 36;
const HEAD_PX = 37;
/** Rows above and below those that are seen. */
const AROUND = 6;

export function DataGrid({ table, label, limit, selection, onSelect, onCopy }: DataGridProps) {
  const { facts, rows, arrangement, arrange } = table;
  const id = useId();
  const count = Math.min(table.count, limit);
  const grid = useTallScroll(count * ROW_PX, HEAD_PX);
  const { scroll } = grid;
  const columns = useMemo(() => layOut(facts.columns, grid.width), [facts.columns, grid.width]);
  const seen = seenColumns(columns, grid.left, grid.width);
  const shown = useMemo(() => facts.columns.slice(seen.from, seen.to), [facts.columns, seen.from, seen.to]);
  const from = Math.max(0, Math.floor(scroll.top / ROW_PX) - AROUND);
  const to = Math.min(count, Math.ceil((scroll.top + grid.height) / ROW_PX) + AROUND);
  useEffect(() => rows.want(from, to), [rows, from, to]);
  const width = columns.edges.at(-1) ?? 0;
  const select = (next: Selection) => {
    onSelect(next);
    const { row, column } = next.active;
    if (row !== HEAD) grid.showPart(row * ROW_PX, (row + 1) * ROW_PX);
    grid.showColumns(columns.edges[column] ?? 0, columns.edges[column + 1] ?? 0);
  };
  const sort = (column: number) => arrange({ ...arrangement, sort: nextSort(arrangement.sort, column) });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key, shiftKey: shift } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor(grid.height / ROW_PX) - 1);
    const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const next = moveByKey(selection, { key, ctrl, shift }, { rows: count, columns: facts.columns.length, page, rtl });
    if (next) select(next);
    else if (ctrl && key.toLowerCase() === "c") onCopy();
    else if ((key === "Enter" || key === " ") && selection.active.row === HEAD) sort(selection.active.column);
    else if (key === "Escape" && selection.anchor !== selection.active) onSelect({ active: selection.active, anchor: selection.active });
    else return;
    event.preventDefault();
  };
  const idOf = ({ row, column }: Place) => toId(id, row, column);
  const isDrawn =
    selection.active.row === HEAD ||
    (selection.active.row >= from &&
      selection.active.row < to &&
      selection.active.column >= seen.from &&
      selection.active.column < seen.to);
  const pointer = usePointer(selection, select);
  const range = toRange(selection);
  const isOne = selection.active.row === selection.anchor.row && selection.active.column === selection.anchor.column;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of a million rows is drawn in part
    <div
      ref={grid.box}
      className={`data-grid ${isOne ? "" : "has-many"}`}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={facts.columns.length}
      aria-multiselectable="true"
      aria-busy={table.busy}
      aria-activedescendant={isDrawn ? idOf(selection.active) : undefined}
      style={{ blockSize: `calc(${HEAD_PX + count * ROW_PX}px + var(--scrollbar, 0.75rem))` }}
      onScroll={grid.onScroll}
      onKeyDown={onKeyDown}
      {...pointer}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className="data-head" style={{ inlineSize: width, blockSize: HEAD_PX }}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="row" aria-rowindex={1} tabIndex={-1}>
          {shown.map((column, at) => (
            <HeadCell
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name that is their own
              key={seen.from + at}
              id={idOf({ row: HEAD, column: seen.from + at })}
              column={column}
              at={seen.from + at}
              columns={columns}
              sort={arrangement.sort?.column === seen.from + at ? arrangement.sort.direction : undefined}
              isActive={selection.active.row === HEAD && selection.active.column === seen.from + at}
              isIndex={facts.hasIndex && seen.from + at === 0}
              onSort={() => {
                onSelect({ active: { row: HEAD, column: seen.from + at }, anchor: { row: HEAD, column: seen.from + at } });
                sort(seen.from + at);
              }}
            />
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className="data-rows" style={{ inlineSize: width, blockSize: scroll.size }}>
        {Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at).map((row) => (
          <GridRow
            key={row}
            row={row}
            top={row * ROW_PX - scroll.shift}
            values={rows.get(row)}
            shown={shown}
            first={seen.from}
            columns={columns}
            hasIndex={facts.hasIndex}
            active={selection.active.row === row ? selection.active.column : undefined}
            selectedFrom={range && row >= range.fromRow && row < range.toRow ? range.fromColumn : 0}
            selectedTo={range && row >= range.fromRow && row < range.toRow ? range.toColumn : 0}
            gridId={id}
          />
        ))}
      </div>
    </div>
  );
}

/** Up, down, and as it came. */
function nextSort(sort: { readonly column: number; readonly direction: SortDirection } | undefined, column: number) {
  if (sort?.column !== column) return { column, direction: "ascending" } as const;
  return sort.direction === "ascending" ? ({ column, direction: "descending" } as const) : undefined;
}

interface HeadCellProps {
  readonly id: string;
  readonly column: ColumnFacts;
  readonly at: number;
  readonly columns: Columns;
  readonly sort: SortDirection | undefined;
  readonly isActive: boolean;
  readonly isIndex: boolean;
  readonly onSort: () => void;
}

function HeadCell({ id, column, at, columns, sort, isActive, isIndex, onSort }: HeadCellProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: as in the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: and the keys
    <div
      id={id}
      role="columnheader"
      aria-colindex={at + 1}
      aria-sort={sort ?? "none"}
      className={`data-cell ${column.kind === "number" ? "n" : ""} ${isActive ? "is-active" : ""}`}
      style={placeOf(columns, at)}
      title={column.name}
      onClick={onSort}
    >
      <bdi className="t">{isIndex ? t("elements.table.rowName") : column.name}</bdi>
      {sort && <Icon of={sort === "ascending" ? ArrowUp : ArrowDown} size="xs" />}
    </div>
  );
}

function placeOf({ edges }: Columns, at: number) {
  const start = edges[at] ?? 0;
  return { insetInlineStart: start, inlineSize: (edges[at + 1] ?? 0) - start };
}

interface GridRowProps {
  readonly row: number;
  readonly top: number;
  readonly values: SeenRow | undefined;
  readonly shown: readonly ColumnFacts[];
  readonly first: number;
  readonly columns: Columns;
  readonly hasIndex: boolean;
  /** The active column, when it is in this row. */
  readonly active: number | undefined;
  readonly selectedFrom: number;
  readonly selectedTo: number;
  readonly gridId: string;
}

/** Drawn again only when something of it changes: scrolling leaves most rows as they are. */
const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, top, values, shown, first, columns, hasIndex, active, selectedFrom, selectedTo, gridId } = props;
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: as in the grid
    <div role="row" aria-rowindex={row + 2} className="data-row" style={{ insetBlockStart: top, blockSize: ROW_PX }} tabIndex={-1}>
      {shown.map(({ kind }, n) => {
        const at = first + n;
        const value = values?.[at];
        const isActive = active === at;
        const isSelected = at >= selectedFrom && at < selectedTo;
        const cell = { role: hasIndex && at === 0 ? "rowheader" : "gridcell", "aria-colindex": at + 1, "aria-selected": isSelected };
        return (
          <div
            key={at}
            id={toId(gridId, row, at)}
            {...cell}
            data-row={row}
            data-column={at}
            className={`data-cell ${kind === "number" ? "n" : ""} ${isActive ? "is-active" : ""} ${isSelected ? "is-selected" : ""}`}
            style={placeOf(columns, at)}
            title={value && value.length > 30 ? value : undefined}
          >
            {values === undefined ? null : value === null || value === undefined ? (
              <>
                <span className="missing" aria-hidden="true">
                  –
                </span>
                <span className="sr">{t("elements.table.noValue")}</span>
              </>
            ) : (
              <bdi className="t">{value}</bdi>
            )}
          </div>
        );
      })}
    </div>
  );
});

function toId(grid: string, row: number, column: number): string {
  return `${grid}-${row}-${column}`;
}

/** A press chooses a cell, with Shift all up to it; drawing on chooses all that lies between. Fingers scroll. */
function usePointer(selection: Selection, select: (selection: Selection) => void) {
  const anchor = useRef<Place>(undefined);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const place = placeAt(event.target);
      if (!place || event.button !== 0) return;
      const from = event.shiftKey && selection.anchor.row !== HEAD ? selection.anchor : place;
      if (event.pointerType === "mouse") anchor.current = from;
      select({ active: place, anchor: from });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!anchor.current || event.buttons !== 1) {
        anchor.current = undefined;
        return;
      }
      const place = placeAt(event.target);
      if (place && (place.row !== selection.active.row || place.column !== selection.active.column))
        select({ active: place, anchor: anchor.current });
    },
  };
}

function placeAt(target: EventTarget): Place | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  return cell ? { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) } : undefined;
}
