// Days of the calendar, in the browser's own fields: they are written as the person's language does, and no hour can shift them.
import type { SettingInput } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { Field, type InputProps } from "./field.tsx";

type OfType<Type extends SettingInput["type"]> = Extract<SettingInput, { type: Type }>;

export function DateInput({ input, value, problem, onChange }: InputProps<OfType<"date">, string | null>) {
  return (
    <Field input={input} problem={problem}>
      {({ describedBy }) => (
        <input
          type="date"
          className="input num"
          id={input.id}
          value={value ?? ""}
          min={input.min}
          max={input.max}
          aria-describedby={describedBy}
          aria-invalid={problem !== undefined || undefined}
          disabled={input.disabled}
          onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
        />
      )}
    </Field>
  );
}

/** While one of the days is missing it is held as an empty text. */
export function DateRangeInput({ input, value, problem, onChange }: InputProps<OfType<"date-range">, readonly string[] | null>) {
  const { t } = useTranslation();
  const [first = "", last = ""] = value ?? [];
  const change = (days: readonly [string, string]) => onChange(days[0] === "" && days[1] === "" ? null : days);
  const common = { type: "date", className: "input num", disabled: input.disabled, "aria-invalid": problem !== undefined || undefined };
  return (
    <Field input={input} problem={problem} group>
      {({ label, describedBy }) => (
        <fieldset id={input.id} aria-labelledby={label} aria-describedby={describedBy} className="days">
          <input
            {...common}
            aria-label={t("settings.firstDay")}
            value={first}
            min={input.min}
            max={input.max}
            onChange={({ target }) => change([target.value, last])}
          />
          <span aria-hidden>–</span>
          <input
            {...common}
            aria-label={t("settings.lastDay")}
            value={last}
            min={first || input.min}
            max={input.max}
            onChange={({ target }) => change([first, target.value])}
          />
        </fieldset>
      )}
    </Field>
  );
}
