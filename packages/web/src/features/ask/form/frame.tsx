// Several inputs under one name, with what is wrong with all of them.
import type { FormField } from "@colloquy/protocol";
import { type ReactNode, type RefObject, useId } from "react";
import { useTranslation } from "react-i18next";
import { inputId, useForm } from "./form-context.ts";

interface FrameProps {
  readonly field: FormField;
  readonly path: string;
  readonly aside?: ReactNode;
  readonly box?: RefObject<HTMLFieldSetElement | null>;
  readonly children: ReactNode;
}

export function Frame({ field, path, aside, box, children }: FrameProps) {
  const { t } = useTranslation();
  const form = useForm();
  const id = useId();
  const { label, description, required } = field;
  const problem = form.problemAt(path);
  const parts = [description && `${id}-hint`, problem && `${id}-problem`].filter(Boolean);
  return (
    <fieldset
      ref={box}
      className="frame"
      id={inputId(form, path)}
      tabIndex={-1}
      data-bad={problem !== undefined || undefined}
      aria-describedby={parts.join(" ") || undefined}
      aria-labelledby={`${id}-name`}
    >
      {(label !== "" || aside) && (
        <div className="frame-head">
          <span className="label" id={`${id}-name`}>
            <bdi>{label}</bdi>
            {!required && <span className="opt-mark">{t("form.optional")}</span>}
          </span>
          {aside}
        </div>
      )}
      {description && (
        <span className="hint" id={`${id}-hint`} dir="auto">
          {description}
        </span>
      )}
      {children}
      {problem && (
        <span className="err" id={`${id}-problem`} dir="auto">
          {problem}
        </span>
      )}
    </fieldset>
  );
}
