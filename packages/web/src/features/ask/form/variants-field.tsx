// One of several shapes: which one is chosen first, then its fields are there.
import { RadioInput, SelectInput } from "../../settings/inputs/choice-inputs.tsx";
import { toEntries, type VariantsEntry } from "./entries.ts";
import type { FieldProps } from "./field-props.ts";
import { useForm } from "./form-context.ts";
import { FormFields } from "./form-fields.tsx";
import { useInput } from "./use-input.ts";

/** More than these stand in a menu. */
const FEW = 4;

export function VariantsField({ field, path, entry, onChange }: FieldProps<"variants">) {
  const { form } = useForm();
  const { variants, required } = field;
  const { chosen, fields } = (entry ?? { chosen: undefined, fields: {} }) as VariantsEntry;
  const items = variants.map(({ label }, index) => ({ value: String(index), label }));
  const { input, problem } = useInput(field, path, { items, initial: null });
  const at = variants.findIndex(({ value }) => value === chosen);
  const variant = variants[at];
  const choose = (index: string | null) => {
    const next = index === null ? undefined : variants[Number(index)];
    // What both shapes have stays as it was written.
    const shared = (next?.fields ?? []).filter(({ key, type }) => variant?.fields.some((old) => old.key === key && old.type === type));
    const kept = Object.fromEntries(shared.map(({ key }) => [key, fields[key]]));
    onChange({ chosen: next?.value, fields: { ...toEntries(form, next?.fields ?? [], {}), ...kept } } satisfies VariantsEntry);
  };
  const props = { problem, value: at < 0 ? null : String(at), onChange: choose };
  return (
    <div className="variants">
      {variants.length <= FEW && required ? (
        <RadioInput input={{ ...input, type: "radio" }} {...props} />
      ) : (
        <SelectInput input={{ ...input, type: "select" }} {...props} />
      )}
      {variant && (
        <div className="variant">
          {variant.description && (
            <span className="hint" dir="auto">
              {variant.description}
            </span>
          )}
          <FormFields
            fields={variant.fields}
            path={path}
            entries={fields}
            onChange={(changed) => onChange({ chosen, fields: changed } satisfies VariantsEntry)}
          />
        </div>
      )}
    </div>
  );
}
