// The input of a tool as JSON, to be changed. What is no JSON is said while it is written, and cannot be sent.
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Edited, EditProps } from "./edited.ts";

export function EditJson({ input, kept, onChange }: EditProps) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(() => (typeof kept === "string" ? kept : (JSON.stringify(input, undefined, 2) ?? "")));
  const problem = problemOf(text);
  const change = (next: string) => {
    setText(next);
    onChange(toEdited(next));
  };
  const begun = useRef(() => onChange(kept === undefined ? { kept: text } : toEdited(text)));
  useEffect(() => begun.current(), []);
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

function toEdited(text: string): Edited {
  return problemOf(text) === undefined ? { value: JSON.parse(text), kept: text } : { bad: true, kept: text };
}

function problemOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}
