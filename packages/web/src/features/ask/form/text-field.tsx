// Texts: in the browser's own field for what they are, several lines, and JSON.
import type { TextFormat } from "@colloquy/protocol";
import { Field } from "../../settings/inputs/field.tsx";
import type { FieldProps } from "./field-props.ts";
import { useInput } from "./use-input.ts";

type Shown = { readonly type: string; readonly autoComplete?: string; readonly inputMode?: "email" | "url" | "tel" };

const INPUTS: Partial<Readonly<Record<TextFormat, Shown>>> = {
  email: { type: "email", autoComplete: "email" },
  uri: { type: "url", autoComplete: "url" },
  tel: { type: "tel", autoComplete: "tel" },
  password: { type: "password", autoComplete: "new-password" },
  date: { type: "date" },
  time: { type: "time" },
  "date-time": { type: "datetime-local" },
};

export function TextField({ field, path, entry, onChange }: FieldProps<"text">) {
  const { format } = field;
  const { input, problem, required } = useInput(field, path, {});
  const text = typeof entry === "string" ? entry : "";
  const { type, autoComplete = "off" } = (format && INPUTS[format]) ?? { type: "text" };
  const native = type === "date" || type === "time" || type === "datetime-local";
  const isLong = format === "multiline" || text.includes("\n");
  return (
    <Field input={input} problem={problem}>
      {({ describedBy }) => {
        const props = {
          id: input.id,
          className: native ? "input num" : "input",
          // An empty field is written as the page is: its placeholder is. Addresses are written from the left everywhere.
          dir: native || text === "" ? undefined : type === "text" ? "auto" : "ltr",
          value: type === "datetime-local" ? toLocal(text) : text,
          placeholder: input.placeholder,
          autoComplete,
          "aria-describedby": describedBy,
          "aria-invalid": problem !== undefined || undefined,
          "aria-required": required || undefined,
          disabled: input.disabled,
          onChange: ({ target }: { readonly target: { readonly value: string } }) =>
            onChange(type === "datetime-local" ? toInstant(target.value) : target.value),
        };
        return isLong ? (
          <textarea {...props} rows={3} />
        ) : (
          <input type={type} {...(type === "datetime-local" && { step: 60 })} {...props} />
        );
      }}
    </Field>
  );
}

export function JsonField({ field, path, entry, onChange }: FieldProps<"json">) {
  const { input, problem, required } = useInput(field, path, {});
  const text = typeof entry === "string" ? entry : "";
  return (
    <Field input={input} problem={problem}>
      {({ describedBy }) => (
        <textarea
          id={input.id}
          className="input json"
          dir="ltr"
          spellCheck={false}
          rows={Math.min(16, text.split("\n").length + 1)}
          value={text}
          placeholder={input.placeholder ?? "{ }"}
          autoComplete="off"
          aria-describedby={describedBy}
          aria-invalid={problem !== undefined || undefined}
          aria-required={required || undefined}
          disabled={input.disabled}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

/** An instant as the clock on the person's wall shows it; what is half written stays as it is. */
function toLocal(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** In the world's time, with seconds, as schemas want it. */
function toInstant(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString().replace(".000Z", "Z");
}
