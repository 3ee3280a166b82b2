// A list whose places each have an input of their own.
import { fieldPathIn } from "@colloquy/protocol";
import { rowsOf, toRow } from "./entries.ts";
import type { FieldProps } from "./field-props.ts";
import { useForm } from "./form-context.ts";
import { Frame } from "./frame.tsx";

export function TupleField({ field, path, entry, onChange }: FieldProps<"tuple">) {
  const { Field } = useForm();
  const rows = rowsOf(entry);
  return (
    <Frame field={field} path={path}>
      <div className={field.items.length === 2 ? "two" : "fields"}>
        {field.items.map((item, index) => (
          <Field
            // biome-ignore lint/suspicious/noArrayIndexKey: the places are what they are
            key={index}
            field={item}
            path={fieldPathIn(path, index)}
            entry={rows[index]?.entry}
            onChange={(changed) =>
              onChange({ rows: field.items.map((_, at) => (at === index ? toRow(changed) : (rows[at] ?? toRow(undefined)))) })
            }
          />
        ))}
      </div>
    </Frame>
  );
}
