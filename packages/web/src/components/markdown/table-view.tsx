// A table: lines and no box, in a region of its own that scrolls and that the keyboard reaches.
import { Check, FileSpreadsheet } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCopied } from "../ui/use-copied.ts";
import type { Align, Container } from "./block-tree.ts";
import { IconButton } from "./icon-button.tsx";
import { InlineText } from "./inline-view.tsx";
import { toCsv } from "./table-csv.ts";
import { splitRow } from "./table-rows.ts";

interface TableProps {
  table: Container;
  head: readonly string[];
  align: readonly Align[];
  children: ReactNode;
  /** Where the row that is being written stands, while the table is open. */
  slot: ReactNode;
}

export function TableView({ table, head, align, children, slot }: TableProps) {
  const { t } = useTranslation();
  const [copied, copy] = useCopied();
  const label = copied ? t("common.copied") : t("markdown.copyCsv");
  return (
    <div className="md-table">
      <section
        className="md-table-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={t("markdown.table", { columns: head.join(", ") })}
      >
        <table>
          <thead>
            <tr>
              {head.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a table's columns never move
                <th key={index} scope="col" data-align={align[index]}>
                  <InlineText source={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
          {slot}
        </table>
      </section>
      <div className="md-table-tools">
        <IconButton label={label} onClick={() => copy(toCsv(table))}>
          {copied ? (
            <Check size={16} strokeWidth={1.6} aria-hidden="true" />
          ) : (
            <FileSpreadsheet size={16} strokeWidth={1.6} aria-hidden="true" />
          )}
        </IconButton>
      </div>
    </div>
  );
}

export function RowView({ source, align }: { source: string; align: readonly Align[] }) {
  const cells = splitRow(source);
  return (
    <tr>
      {align.map((side, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a table's columns never move
        <td key={index} data-align={side}>
          <InlineText source={cells[index] ?? ""} />
        </td>
      ))}
    </tr>
  );
}
