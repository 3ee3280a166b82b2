// Files as a value: chosen here, uploaded at once, each with how far it is.
import { Upload as UploadGlyph } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { toAcceptAttribute } from "../../attachments/accept.ts";
import { rulesInWords } from "../../attachments/words.ts";
import { Field } from "../../settings/inputs/field.tsx";
import { AskFiles } from "../kinds/ask-files.tsx";
import type { FieldProps } from "./field-props.ts";
import { useForm } from "./form-context.ts";
import { useInput } from "./use-input.ts";

/** What the server takes where the schema says nothing. */
const MOST_MB = 2_000;

export function FileField({ field, path, entry, onChange }: FieldProps<"file">) {
  const { t, i18n } = useTranslation();
  const { files } = useForm();
  const chooser = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { input, problem } = useInput(field, path, {});
  const { multiple = false, maxFiles = multiple ? 100 : 1, maxSizeMb = MOST_MB, accept = ["*/*"] } = field;
  const ids = Array.isArray(entry) ? (entry as string[]) : [];
  const uploads = files?.uploads.filter(({ id }) => ids.includes(id)) ?? [];
  const rules = { accept, maxFiles: Math.max(1, maxFiles - uploads.length), maxSize: maxSizeMb * 1024 * 1024 };
  const words = rulesInWords({ ...rules, enabled: true, maxTotalSize: rules.maxSize * rules.maxFiles }, t, i18n.language);
  // What was typed beside it meanwhile stays.
  const latest = useRef({ ids, onChange });
  latest.current = { ids, onChange };
  const add = async (chosen: readonly File[]) => {
    if (!files || chosen.length === 0) return;
    const added = await files.add(chosen, rules);
    const now = latest.current;
    now.onChange(multiple ? [...now.ids, ...added] : added.slice(-1));
    if (!multiple) for (const id of now.ids) files.box.remove(id);
  };
  const full = uploads.length >= maxFiles && multiple;
  return (
    <Field input={input} problem={problem}>
      {({ describedBy }) => (
        <div className="file-field" data-bad={problem !== undefined || undefined}>
          {files && (
            <AskFiles uploads={uploads} box={files.box} accept={accept} onGone={() => button.current?.focus({ preventScroll: true })} />
          )}
          <button
            type="button"
            id={input.id}
            className="btn"
            ref={button}
            aria-describedby={describedBy}
            aria-disabled={input.disabled || full || !files || undefined}
            onClick={() => !input.disabled && !full && chooser.current?.click()}
          >
            <Icon of={UploadGlyph} size="s" />
            {t(multiple ? "attach.choose" : "ask.chooseFile")}
          </button>
          <small className="hint">{words}</small>
          <input
            ref={chooser}
            type="file"
            hidden
            multiple={multiple}
            accept={toAcceptAttribute(accept)}
            onChange={({ currentTarget }) => {
              void add([...(currentTarget.files ?? [])]);
              currentTarget.value = "";
            }}
          />
        </div>
      )}
    </Field>
  );
}
