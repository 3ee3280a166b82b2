// One field of a form: the input of its type.
import { startValue } from "@colloquy/protocol";
import { CheckboxInput } from "../../settings/inputs/toggle-inputs.tsx";
import { ChoiceField, ChoicesField } from "./choice-fields.tsx";
import type { FieldProps } from "./field-props.ts";
import { FileField } from "./file-field.tsx";
import { GroupField, ReferenceField } from "./group-field.tsx";
import { ListField } from "./list-field.tsx";
import { NumberField } from "./number-field.tsx";
import { RecordField } from "./record-field.tsx";
import { JsonField, TextField } from "./text-field.tsx";
import { TupleField } from "./tuple-field.tsx";
import { useInput } from "./use-input.ts";
import { VariantsField } from "./variants-field.tsx";

export function FormFieldView({ field, ...rest }: FieldProps) {
  switch (field.type) {
    case "text":
      return <TextField field={field} {...rest} />;
    case "number":
      return <NumberField field={field} {...rest} />;
    case "boolean":
      return <BooleanField field={field} {...rest} />;
    case "choice":
      return <ChoiceField field={field} {...rest} />;
    case "choices":
      return <ChoicesField field={field} {...rest} />;
    case "file":
      return <FileField field={field} {...rest} />;
    case "json":
      return <JsonField field={field} {...rest} />;
    case "constant":
      return null;
    case "reference":
      return <ReferenceField field={field} {...rest} />;
    case "group":
      return <GroupField field={field} {...rest} />;
    case "list":
      return <ListField field={field} {...rest} />;
    case "tuple":
      return <TupleField field={field} {...rest} />;
    case "record":
      return <RecordField field={field} {...rest} />;
    case "variants":
      return <VariantsField field={field} {...rest} />;
    default:
      return field satisfies never;
  }
}

function BooleanField({ field, path, entry, onChange }: FieldProps<"boolean">) {
  const input = useInput(field, path, { type: "checkbox", initial: startValue(field) === true } as const);
  return <CheckboxInput input={input.input} problem={input.problem} value={entry === true} onChange={onChange} />;
}
