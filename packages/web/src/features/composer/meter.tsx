// How much of the longest message is written, from where it begins to matter.
import { useTranslation } from "react-i18next";
import { toLocale } from "../thread/times.ts";

const METER_FROM = 0.8;

export function Meter({ length, limit }: { readonly length: number; readonly limit: number }) {
  const { t, i18n } = useTranslation();
  if (length <= limit * METER_FROM) return null;
  const number = new Intl.NumberFormat(toLocale(i18n.language));
  const over = length - limit;
  return (
    <span className={`meter-note ${over > 0 ? "over" : ""}`} role={over > 0 ? "alert" : undefined}>
      {over > 0
        ? t("composer.tooLong", { over: number.format(over) })
        : t("composer.meter", { length: number.format(length), limit: number.format(limit) })}
    </span>
  );
}
