// Yes or no: a switch that stands at the end of its line, a box to tick at its beginning.
import type { SettingInput } from "@colloquy/protocol";
import { Field, type InputProps } from "./field.tsx";

type OfType<Type extends SettingInput["type"]> = Extract<SettingInput, { type: Type }>;

export function SwitchInput({ input, value, problem, onChange }: InputProps<OfType<"switch">, boolean>) {
  return (
    <Field input={input} problem={problem} inline="after">
      {({ label, describedBy }) => (
        <button
          type="button"
          role="switch"
          className="switch"
          id={input.id}
          aria-checked={value}
          aria-labelledby={label}
          aria-describedby={describedBy}
          disabled={input.disabled}
          onClick={() => onChange(!value)}
        />
      )}
    </Field>
  );
}

export function CheckboxInput({ input, value, problem, onChange }: InputProps<OfType<"checkbox">, boolean>) {
  return (
    <Field input={input} problem={problem} inline="before">
      {({ describedBy }) => (
        <input
          type="checkbox"
          className="check"
          id={input.id}
          checked={value}
          aria-describedby={describedBy}
          aria-invalid={problem !== undefined || undefined}
          disabled={input.disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
      )}
    </Field>
  );
}
