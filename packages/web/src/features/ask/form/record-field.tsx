// Values by names that the person chooses.
import { type FormField, fieldPathIn, startValue } from "@colloquy/protocol";
import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { type Row, rowsOf, toEntry, toRow } from "./entries.ts";
import type { FieldProps } from "./field-props.ts";
import { inputId, useForm } from "./form-context.ts";
import { Frame } from "./frame.tsx";
import { useRowFocus } from "./use-row-focus.ts";

export function RecordField({ field, path, entry, onChange }: FieldProps<"record">) {
  const { t } = useTranslation();
  const parts = useForm();
  const { Field } = parts;
  const box = useRef<HTMLFieldSetElement>(null);
  const focus = useRowFocus(box);
  const rows = rowsOf(entry);
  const free = !parts.disabled && !field.readOnly;
  const item = { ...field.value, label: field.value.label || t("form.value"), required: true } as FormField;
  const set = (next: readonly Row[]) => onChange({ rows: next });
  const change = (id: string, changed: Partial<Row>) => set(rows.map((row) => (row.id === id ? { ...row, ...changed } : row)));
  const add = () => {
    const row = toRow(toEntry(parts.form, item, startValue(item)));
    set([...rows, row]);
    focus.input(row.id);
  };
  return (
    <Frame field={field} path={path} box={box}>
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((row) => {
            const at = fieldPathIn(path, row.name);
            const id = `${inputId(parts, path)}-name-${row.id}`;
            return (
              <li key={row.id} data-row={row.id} className="row-of-form">
                <div className="row-fields two">
                  <div className="field">
                    <label htmlFor={id}>{t("form.name")}</label>
                    <input
                      id={id}
                      className="input"
                      dir={row.name === "" ? undefined : "auto"}
                      value={row.name}
                      autoComplete="off"
                      disabled={!free}
                      onChange={({ target }) => change(row.id, { name: target.value })}
                    />
                  </div>
                  <Field field={item} path={at} entry={row.entry} onChange={(changed) => change(row.id, { entry: changed })} />
                </div>
                {free && (
                  <div className="row-acts">
                    <IconButton
                      small
                      icon={X}
                      data-act="remove"
                      label={t("settings.removeTag", { word: row.name || field.label })}
                      onClick={() => {
                        const index = rows.indexOf(row);
                        set(rows.filter((one) => one !== row));
                        focus.button((rows[index + 1] ?? rows[index - 1])?.id, "remove");
                      }}
                    />
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {free && (
        <button type="button" className="btn sm add" onClick={add}>
          <Icon of={Plus} size="s" />
          {t("form.add", { label: field.label })}
        </button>
      )}
    </Frame>
  );
}
