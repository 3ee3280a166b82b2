// Above a table: which rows are wanted, how many there are, and what takes them along.
import { Download, FileSpreadsheet, Search, TextQuote } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { RowCount } from "./row-count.tsx";
import type { OpenTable } from "./use-table.ts";

/** Typing goes on for so long before it is looked for, in ms. */
const PAUSE_MS = 150;

interface TableToolsProps {
  readonly table: OpenTable;
  readonly copied: boolean;
  readonly onCopy: (format: "csv" | "markdown") => void;
  readonly onDownload: () => void;
}

export function TableTools({ table, copied, onCopy, onDownload }: TableToolsProps) {
  const { t } = useTranslation();
  return (
    <div className="data-tools">
      <FilterField table={table} />
      <span className="sp" />
      <RowCount table={table} />
      <IconButton
        small
        icon={FileSpreadsheet}
        label={t(copied ? "common.copied" : "elements.table.copyCsv")}
        onClick={() => onCopy("csv")}
      />
      <IconButton small icon={TextQuote} label={t("elements.table.copyMarkdown")} onClick={() => onCopy("markdown")} />
      <IconButton small icon={Download} label={t("elements.table.downloadCsv")} onClick={onDownload} />
    </div>
  );
}

function FilterField({ table: { facts, arrangement, arrange } }: { readonly table: OpenTable }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [column, setColumn] = useState<number>();
  const now = useRef({ arrangement, arrange });
  now.current = { arrangement, arrange };
  useEffect(() => {
    const wanted = text.trim() === "" ? undefined : { text, column };
    const current = now.current.arrangement.filter;
    if (wanted?.text === current?.text && wanted?.column === current?.column) return undefined;
    const id = setTimeout(() => now.current.arrange({ ...now.current.arrangement, filter: wanted }), PAUSE_MS);
    return () => clearTimeout(id);
  }, [text, column]);
  return (
    <search className="data-filter">
      <Icon of={Search} size="s" />
      <input
        type="search"
        name="filter"
        value={text}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={t("elements.table.filter")}
        placeholder={t("elements.table.filter")}
        onChange={(event) => setText(event.target.value)}
      />
      <select
        name="column"
        aria-label={t("elements.table.lookIn")}
        value={column ?? ""}
        onChange={({ target }) => setColumn(target.value === "" ? undefined : Number(target.value))}
      >
        <option value="">{t("elements.table.allColumns")}</option>
        {facts.columns.slice(0, MOST_CHOICES).map(({ name }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name that is their own
          <option key={at} value={at}>
            {name || t("elements.table.rowName")}
          </option>
        ))}
      </select>
    </search>
  );
}

/** A list of more is no help. */
const MOST_CHOICES = 200;
