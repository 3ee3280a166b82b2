// How many rows there are, and how many of them are seen.
import { useTranslation } from "react-i18next";
import { toLocale } from "../../thread/times.ts";
import type { OpenTable } from "./use-table.ts";

export function RowCount({ table: { facts, count, busy } }: { readonly table: OpenTable }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(toLocale(i18n.language));
  const all = number.format(facts.rowCount);
  const told = busy
    ? t("elements.table.working")
    : count === facts.rowCount
      ? t("elements.table.rows", { count, rows: all })
      : t("elements.table.found", { found: number.format(count), all });
  return <output className="data-count num">{told}</output>;
}
