// Numbers, which stay numbers: one between bounds with its value beside it, one that is typed.
import type { SettingInput } from "@colloquy/protocol";
import { type CSSProperties, useState } from "react";
import { useTranslation } from "react-i18next";
import { toLocale } from "../../thread/times.ts";
import { Field, type InputProps } from "./field.tsx";

type OfType<Type extends SettingInput["type"]> = Extract<SettingInput, { type: Type }>;

export function SliderInput({ input, value, problem, onChange }: InputProps<OfType<"slider">, number>) {
  const { i18n } = useTranslation();
  const { min, max, step } = input;
  const shown = new Intl.NumberFormat(toLocale(i18n.language), { maximumFractionDigits: 6 }).format(value);
  const share = max > min ? Math.min(Math.max((value - min) / (max - min), 0), 1) : 0;
  return (
    <Field input={input} problem={problem} aside={<span className="badge num">{shown}</span>}>
      {({ describedBy }) => (
        <input
          type="range"
          className="slider"
          id={input.id}
          min={min}
          max={max}
          step={step}
          value={value}
          style={{ "--v": share } as CSSProperties}
          aria-valuetext={shown}
          aria-describedby={describedBy}
          aria-invalid={problem !== undefined || undefined}
          disabled={input.disabled}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      )}
    </Field>
  );
}

/** What is typed is kept as it was typed: "1." is on its way to a number. Words that are none are held as NaN. */
export function NumberInput({ input, value, problem, onChange }: InputProps<OfType<"number">, number | null>) {
  const [typed, setTyped] = useState(() => toText(value));
  if (!Number.isNaN(value) && toNumber(typed) !== value) setTyped(toText(value));
  return (
    <Field input={input} problem={problem}>
      {({ describedBy }) => (
        <input
          type="number"
          inputMode="decimal"
          className="input num"
          id={input.id}
          value={typed}
          min={input.min}
          max={input.max}
          step={input.step ?? "any"}
          placeholder={input.placeholder}
          autoComplete="off"
          aria-describedby={describedBy}
          aria-invalid={problem !== undefined || undefined}
          disabled={input.disabled}
          onChange={({ target }) => {
            setTyped(target.value);
            onChange(target.validity.badInput ? Number.NaN : toNumber(target.value));
          }}
        />
      )}
    </Field>
  );
}

function toText(value: number | null): string {
  return value === null || Number.isNaN(value) ? "" : String(value);
}

function toNumber(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
