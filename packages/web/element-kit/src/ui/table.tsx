// A table; one that is wider than its place is scrolled, and the page is not.
import type { ComponentProps } from "react";
import { classes, dressed } from "../lib/dressed.ts";
import { useScrollable } from "../lib/scrollable.ts";
import "../styles/panes.css";

export function Table({ className, ...props }: ComponentProps<"table">) {
  const scrolling = useScrollable<HTMLDivElement>();
  return (
    <div className="k-table-frame" {...scrolling}>
      <table data-slot="table" {...props} className={classes("k-table", className)} />
    </div>
  );
}

export const TableHeader = dressed("thead", "table-header");
export const TableBody = dressed("tbody", "table-body");
export const TableFooter = dressed("tfoot", "table-footer");
export const TableRow = dressed("tr", "table-row");
export const TableHead = dressed("th", "table-head");
export const TableCell = dressed("td", "table-cell");
export const TableCaption = dressed("caption", "table-caption");
