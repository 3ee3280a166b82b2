// The input of a tool as JSON, to be changed. What is no JSON is said while it is written, and cannot be sent.
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

interface EditJsonProps {
  readonly input: unknown;
  readonly onChange: (edited: { readonly value?: unknown; readonly bad?: boolean }) => void;
}

export function EditJson({ input, onChange }: EditJsonProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(() => JSON.stringify(input, undefined, 2) ?? "");
  const problem = problemOf(text);
  const change = (next: string) => {
    setText(next);
    onChange(problemOf(next) === undefined ? { value: JSON.parse(next) } : { bad: true });
  };
  return (
    <div className="field">
      <label htmlFor={id}>{t("ask.inputAsJson")}</label>
      <textarea
        id={id}
        className="input json"
        dir="ltr"
        spellCheck={false}
        rows={Math.min(16, text.split("\n").length + 1)}
        value={text}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-p`}
        onChange={({ target }) => change(target.value)}
      />
      {problem !== undefined && (
        <span className="err" id={`${id}-p`} role="alert">
          {t("ask.noJson")} <bdi>{problem}</bdi>
        </span>
      )}
    </div>
  );
}

function problemOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}
