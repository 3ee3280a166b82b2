// The fields of an object, one below the other; short ones stand beside each other.
import { type FormField, fieldPathIn } from "@colloquy/protocol";
import type { Entries } from "./entries.ts";
import { useForm } from "./form-context.ts";
import { pairFields } from "./pair-fields.ts";

interface FormFieldsProps {
  readonly fields: readonly FormField[];
  readonly path: string;
  readonly entries: Entries;
  readonly onChange: (entries: Entries) => void;
}

export function FormFields({ fields, path, entries, onChange }: FormFieldsProps) {
  const { Field } = useForm();
  const drawn = fields.filter(({ type }) => type !== "constant");
  if (drawn.length === 0) return null;
  const view = (field: FormField) => (
    <Field
      key={field.key}
      field={field}
      path={fieldPathIn(path, field.key)}
      entry={entries[field.key]}
      onChange={(entry) => onChange({ ...entries, [field.key]: entry })}
    />
  );
  return (
    <div className="fields">
      {pairFields(drawn).map((line) =>
        line.length > 1 ? (
          <div className="two" key={line[0]?.key}>
            {line.map(view)}
          </div>
        ) : (
          line.map(view)
        ),
      )}
    </div>
  );
}
