// How long a link leads somewhere.
import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { dayFrom, type End } from "./end-of-link.ts";
import { daysOf } from "./share-words.ts";

const SPANS = [1, 7, 30] as const;

export function EndField({ end, onChange }: { readonly end: End; readonly onChange: (end: End) => void }) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const today = dayFrom(Date.now(), 0);
  const choose = (value: string) => {
    if (value === "never") onChange({ kind: "never" });
    else if (value === "date") onChange({ kind: "date", day: dayFrom(Date.now(), 7) });
    else onChange({ kind: "days", days: Number(value) });
  };
  return (
    <div className="end-of-link">
      <label htmlFor={id}>{t("share.ends")}</label>
      <span className="input select">
        <select
          id={id}
          name="share-end"
          value={end.kind === "days" ? String(end.days) : end.kind}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="never">{t("share.never")}</option>
          {SPANS.map((days) => (
            <option key={days} value={days}>
              {daysOf(days, i18n.language)}
            </option>
          ))}
          <option value="date">{t("share.onDate")}</option>
        </select>
        <Icon of={ChevronDown} size="s" />
      </span>
      {end.kind === "date" && (
        <input
          type="date"
          className="input"
          name="share-day"
          aria-label={t("share.lastDay")}
          min={today}
          value={end.day}
          onChange={({ target }) => target.value !== "" && onChange({ kind: "date", day: target.value < today ? today : target.value })}
        />
      )}
    </div>
  );
}
