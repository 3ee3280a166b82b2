// One choice from a list: from a menu, or of several that are in view.
import type { SettingInput } from "@colloquy/protocol";
import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { Field, type InputProps } from "./field.tsx";

type OfType<Type extends SettingInput["type"]> = Extract<SettingInput, { type: Type }>;

/** No value of an author's list begins with a control character. */
const NONE = "\u0000";

export function SelectInput({ input, value, problem, onChange }: InputProps<OfType<"select">, string | null>) {
  const { t } = useTranslation();
  return (
    <Field input={input} problem={problem}>
      {({ describedBy }) => (
        <div className="input select" data-bad={problem !== undefined || undefined} data-off={input.disabled || undefined}>
          <select
            id={input.id}
            value={value ?? NONE}
            aria-describedby={describedBy}
            aria-invalid={problem !== undefined || undefined}
            disabled={input.disabled}
            onChange={({ target }) => onChange(target.value === NONE ? null : target.value)}
          >
            {(value === null || input.initial === null) && <option value={NONE}>{t("settings.notChosen")}</option>}
            {input.items.map((item) => (
              <option key={item.value} value={item.value}>
                {item.label}
              </option>
            ))}
          </select>
          <Icon of={ChevronDown} size="s" />
        </div>
      )}
    </Field>
  );
}

export function RadioInput({ input, value, problem, onChange }: InputProps<OfType<"radio">, string | null>) {
  const name = useId();
  return (
    <Field input={input} problem={problem} group>
      {({ label, describedBy }) => (
        <div
          id={input.id}
          role="radiogroup"
          aria-labelledby={label}
          aria-describedby={describedBy}
          aria-invalid={problem !== undefined || undefined}
        >
          {input.items.map((item) => (
            <label key={item.value} className="opt">
              <input
                type="radio"
                className="check radio"
                name={name}
                checked={value === item.value}
                disabled={input.disabled}
                onChange={() => onChange(item.value)}
              />
              <bdi>{item.label}</bdi>
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}
