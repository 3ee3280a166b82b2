// A table: lines and no box, in a region of its own that scrolls and that the keyboard reaches.
import { Check, FileSpreadsheet } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCopied } from "../ui/use-copied.ts";
import type { Align, Container } from "./block-tree.ts";
import { IconButton } from "./icon-button.tsx";
import { InlineText } from "./inline-view.tsx";
import { type ResolvedOptions, useMarkdown } from "./markdown-options.ts";
import { toCsv } from "./table-csv.ts";
import { toCells } from "./table-rows.ts";
import { type Direction, findDirection } from "./text-direction.ts";
import { useScrollEdges } from "./use-scroll-edges.ts";

interface TableProps {
  table: Container;
  head: readonly string[];
  align: readonly Align[];
  /** The side the first column stands on. */
  dir: Direction | undefined;
  children: ReactNode;
  /** Where the row that is being written stands, while the table is open. */
  slot: ReactNode;
}

export function TableView({ table, head, align, dir, children, slot }: TableProps) {
  const { t } = useTranslation();
  const [copied, copy] = useCopied();
  const edges = useScrollEdges();
  const label = copied ? t("common.copied") : t("markdown.copyCsv");
  return (
    <div className="md-table" dir={dir}>
      <section
        ref={edges}
        className="md-table-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={t("markdown.table", { columns: head.join(", ") })}
      >
        <table>
          <Head id={table.id} head={head} align={align} />
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

/** The head of a table: it is drawn once, however many rows come. */
const Head = memo(function Head({ id, head, align }: { id: number; head: readonly string[]; align: readonly Align[] }) {
  const { options } = useMarkdown();
  return (
    <thead>
      <tr>
        {head.map((cell, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a table's columns never move
          <th key={index} scope="col" data-align={align[index]} dir={directionOfCell(cell, options)}>
            <InlineText source={cell} name={`${id}.${index}`} />
          </th>
        ))}
      </tr>
    </thead>
  );
});

export function RowView({ id, source, align }: { id: number; source: string; align: readonly Align[] }) {
  const { options } = useMarkdown();
  return (
    <tr>
      {toCells(source, align.length).map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a table's columns never move
        <td key={index} data-align={align[index]} dir={directionOfCell(cell, options)}>
          <InlineText source={cell} name={`${id}.${index}`} />
        </td>
      ))}
    </tr>
  );
}

function directionOfCell(cell: string, { latex, allowHtml }: ResolvedOptions): Direction | undefined {
  return findDirection(cell, { latex, html: allowHtml });
}
