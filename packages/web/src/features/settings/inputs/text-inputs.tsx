// Words: one line or several, and a list of words of which each is added with Enter.
import type { SettingInput } from "@colloquy/protocol";
import { X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { isComposing } from "../../composer/is-composing.ts";
import { Field, type InputProps } from "./field.tsx";

type OfType<Type extends SettingInput["type"]> = Extract<SettingInput, { type: Type }>;

export function TextInput({ input, value, problem, onChange }: InputProps<OfType<"text">, string | null>) {
  return (
    <Field input={input} problem={problem}>
      {({ describedBy }) => {
        const props = {
          id: input.id,
          className: "input",
          // An empty field is written as the page is: its placeholder is.
          dir: value ? "auto" : undefined,
          value: value ?? "",
          placeholder: input.placeholder,
          autoComplete: "off",
          "aria-describedby": describedBy,
          "aria-invalid": problem !== undefined || undefined,
          disabled: input.disabled,
          onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value === "" ? null : target.value),
        };
        return input.multiline ? <textarea {...props} rows={3} /> : <input type="text" {...props} />;
      }}
    </Field>
  );
}

export function TagsInput({ input, value, problem, onChange }: InputProps<OfType<"tags">, readonly string[]>) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const add = () => {
    const word = typed.trim();
    setTyped("");
    if (word !== "" && !value.includes(word)) onChange([...value, word]);
  };
  const remove = (word: string) => {
    onChange(value.filter((one) => one !== word));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && typed !== "") {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && typed === "" && value.length > 0) {
      event.preventDefault();
      onChange(value.slice(0, -1));
    }
  };
  return (
    <Field input={input} problem={problem}>
      {({ label, describedBy }) => (
        <div className="input tags" data-off={input.disabled || undefined} data-bad={problem !== undefined || undefined}>
          {value.length > 0 && (
            <ul aria-labelledby={label}>
              {value.map((word) => (
                <li key={word} className="tag">
                  <bdi>{word}</bdi>
                  {!input.disabled && <IconButton small icon={X} label={t("settings.removeTag", { word })} onClick={() => remove(word)} />}
                </li>
              ))}
            </ul>
          )}
          <input
            ref={field}
            id={input.id}
            dir={typed === "" ? undefined : "auto"}
            value={typed}
            placeholder={input.placeholder ?? t("settings.addTag")}
            autoComplete="off"
            enterKeyHint="enter"
            aria-describedby={describedBy}
            aria-invalid={problem !== undefined || undefined}
            disabled={input.disabled}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={add}
          />
        </div>
      )}
    </Field>
  );
}
