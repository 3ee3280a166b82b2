// One colour of a theme: a swatch to pick it, and a field to write it as CSS.
import { useId } from "react";
import { useTranslation } from "react-i18next";

interface ColorRowProps {
  readonly label: string;
  /** As written; empty for the page's own. */
  readonly value: string;
  /** What it comes to, as `#rrggbb`. */
  readonly hex: string | undefined;
  readonly wrong: boolean;
  readonly onChange: (value: string) => void;
}

export function ColorRow({ label, value, hex = "#000000", wrong, onChange }: ColorRowProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="color-row">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        value={value}
        placeholder={t("looks.default")}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <input
        type="color"
        className="swatch"
        aria-label={t("looks.pick", { name: label })}
        value={hex}
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong && (
        <span className="err" id={`${id}-wrong`}>
          {t("looks.notColor")}
        </span>
      )}
    </div>
  );
}
