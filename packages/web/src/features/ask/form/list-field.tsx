// A list that grows: each entry can be moved and taken away, by keys as well.
import { type FormField, fieldPathIn, startValue } from "@colloquy/protocol";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { type Entry, type Row, rowsOf, toEntry, toRow } from "./entries.ts";
import { itemName } from "./entry-problems.ts";
import type { FieldProps } from "./field-props.ts";
import { useForm } from "./form-context.ts";
import { Frame } from "./frame.tsx";
import { useRowFocus } from "./use-row-focus.ts";

export function ListField({ field, path, entry, onChange }: FieldProps<"list">) {
  const { t } = useTranslation();
  const { form, disabled, say, Field } = useForm();
  const box = useRef<HTMLFieldSetElement>(null);
  const focus = useRowFocus(box);
  const rows = rowsOf(entry);
  const free = !disabled && !field.readOnly;
  const named = (index: number) => itemName(field.label, index + 1);
  const set = (next: readonly Row[]) => onChange({ rows: next });
  const add = () => {
    const item: FormField = { ...field.item, required: true };
    const row = toRow(toEntry(form, item, startValue(item) ?? (item.type === "reference" ? {} : undefined)));
    set([...rows, row]);
    focus.input(row.id);
  };
  const remove = (index: number) => {
    set(rows.filter((_, at) => at !== index));
    focus.button((rows[index + 1] ?? rows[index - 1])?.id, "remove");
  };
  const move = (index: number, by: 1 | -1) => {
    const next = [...rows];
    next.splice(index + by, 0, ...next.splice(index, 1));
    set(next);
    focus.button(rows[index]?.id, by < 0 ? "up" : "down");
    say(t("form.moved", { label: named(index), place: index + by + 1, all: rows.length }));
  };
  const change = (id: string, changed: Entry) => set(rows.map((row) => (row.id === id ? { ...row, entry: changed } : row)));
  return (
    <Frame field={field} path={path} box={box}>
      {rows.length > 0 && (
        <ol className="rows">
          {rows.map((row, index) => (
            <li key={row.id} data-row={row.id} className="row-of-form">
              <div className="row-fields">
                <Field
                  field={{ ...field.item, label: field.item.label || named(index), required: true }}
                  path={fieldPathIn(path, index)}
                  entry={row.entry}
                  onChange={(changed) => change(row.id, changed)}
                />
              </div>
              {free && (
                <div className="row-acts">
                  <IconButton
                    small
                    icon={ArrowUp}
                    data-act="up"
                    label={t("form.up", { label: named(index) })}
                    aria-disabled={index === 0 || undefined}
                    onClick={() => index > 0 && move(index, -1)}
                  />
                  <IconButton
                    small
                    icon={ArrowDown}
                    data-act="down"
                    label={t("form.down", { label: named(index) })}
                    aria-disabled={index === rows.length - 1 || undefined}
                    onClick={() => index < rows.length - 1 && move(index, 1)}
                  />
                  <IconButton
                    small
                    icon={X}
                    data-act="remove"
                    label={t("settings.removeTag", { word: named(index) })}
                    onClick={() => remove(index)}
                  />
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      {free && rows.length < (field.maxItems ?? Number.POSITIVE_INFINITY) && (
        <button type="button" className="btn sm add" onClick={add}>
          <Icon of={Plus} size="s" />
          {t("form.add", { label: field.label })}
        </button>
      )}
    </Frame>
  );
}
