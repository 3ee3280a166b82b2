// An answer of the person's own, beside what the app offers. Writing it is choosing it.
import { useRef } from "react";
import { useTranslation } from "react-i18next";

interface OtherCardProps {
  readonly name: string;
  readonly multiple: boolean;
  readonly checked: boolean;
  readonly off: boolean;
  readonly words: string;
  readonly onChange: (on: boolean) => void;
  readonly onWords: (words: string) => void;
}

export function OtherCard({ name, multiple, checked, off, words, onChange, onWords }: OtherCardProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="choice other" data-off={off || undefined}>
      <input
        type={multiple ? "checkbox" : "radio"}
        className={`check ${multiple ? "" : "radio"}`}
        name={name}
        checked={checked}
        disabled={off}
        aria-label={t("ask.other")}
        onChange={({ target }) => onChange(target.checked)}
        onClick={(event) => {
          // By a press; the arrow keys that walk over it stay with the choice.
          if (event.detail > 0 && event.currentTarget.checked) field.current?.focus();
        }}
      />
      <input
        ref={field}
        className="input"
        dir="auto"
        value={words}
        maxLength={10_000}
        disabled={off}
        placeholder={t("ask.other")}
        aria-label={t("ask.ownAnswer")}
        onChange={({ target }) => onWords(target.value)}
      />
    </div>
  );
}
