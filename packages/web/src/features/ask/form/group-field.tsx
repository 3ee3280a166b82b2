// An object within the object: its fields under its name. One that need not be there is added and taken away.
import { type FormField, startValue } from "@colloquy/protocol";
import { Plus, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { type GroupEntry, targetOf, toEntry } from "./entries.ts";
import type { FieldProps } from "./field-props.ts";
import { useForm } from "./form-context.ts";
import { FormFields } from "./form-fields.tsx";
import { Frame } from "./frame.tsx";

export function GroupField({ field, path, entry, onChange }: FieldProps<"group">) {
  const { form } = useForm();
  const group = (entry ?? { open: false, fields: {} }) as GroupEntry;
  const open = () => onChange(toEntry(form, field, startValue({ ...field, required: true }) ?? {}));
  return (
    <Optional field={field} path={path} group={group} onOpen={open} onChange={onChange}>
      <FormFields fields={field.fields} path={path} entries={group.fields} onChange={(fields) => onChange({ open: true, fields })} />
    </Optional>
  );
}

export function ReferenceField({ field, path, entry, onChange }: FieldProps<"reference">) {
  const { form, Field } = useForm();
  const group = (entry ?? { open: false, fields: {} }) as GroupEntry;
  const target = { ...targetOf(form, field), label: field.label, required: true } as FormField;
  const open = () => onChange({ open: true, fields: { value: toEntry(form, target, startValue(target) ?? {}) } });
  // What it stands for has a frame of its own, unless it is a group, whose frame this is.
  if (group.open && field.required && target.type !== "group")
    return (
      <Field field={target} path={path} entry={group.fields["value"]} onChange={(value) => onChange({ open: true, fields: { value } })} />
    );
  return (
    <Optional field={field} path={path} group={group} onOpen={open} onChange={onChange}>
      {target.type === "group" ? (
        <FormFields
          fields={target.fields}
          path={path}
          entries={(group.fields["value"] as GroupEntry | undefined)?.fields ?? {}}
          onChange={(fields) => onChange({ open: true, fields: { value: { open: true, fields } } })}
        />
      ) : (
        <Field field={target} path={path} entry={group.fields["value"]} onChange={(value) => onChange({ open: true, fields: { value } })} />
      )}
    </Optional>
  );
}

interface OptionalProps {
  readonly field: FormField;
  readonly path: string;
  readonly group: GroupEntry;
  readonly onOpen: () => void;
  readonly onChange: (entry: GroupEntry) => void;
  readonly children: ReactNode;
}

function Optional({ field, path, group, onOpen, onChange, children }: OptionalProps) {
  const { t } = useTranslation();
  const form = useForm();
  const box = useRef<HTMLFieldSetElement>(null);
  const { label, required } = field;
  const isFree = !required && !field.readOnly && !form.disabled;
  const after = (find: () => HTMLElement | null | undefined) => requestAnimationFrame(() => find()?.focus());
  return (
    <Frame
      field={field}
      path={path}
      box={box}
      aside={
        group.open &&
        isFree && (
          <IconButton
            small
            icon={X}
            label={t("settings.removeTag", { word: label })}
            onClick={() => {
              onChange({ open: false, fields: {} });
              after(() => box.current?.querySelector<HTMLElement>(".add"));
            }}
          />
        )
      }
    >
      {group.open ? (
        <div className="frame-body">{children}</div>
      ) : (
        !form.disabled && (
          <button
            type="button"
            className="btn sm add"
            onClick={() => {
              onOpen();
              after(() => box.current?.querySelector<HTMLElement>(".frame-body :is(input, select, textarea, button)"));
            }}
          >
            <Icon of={Plus} size="s" />
            {t("form.add", { label })}
          </button>
        )
      )}
    </Frame>
  );
}
