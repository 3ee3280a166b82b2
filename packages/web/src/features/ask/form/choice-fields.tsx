// One of several, all in view while they are few; and several of them.
import type { FieldOption } from "@colloquy/protocol";
import { RadioInput, SelectInput } from "../../settings/inputs/choice-inputs.tsx";
import { MultiselectInput } from "../../settings/inputs/multiselect-input.tsx";
import type { FieldProps } from "./field-props.ts";
import { useInput } from "./use-input.ts";

/** More than these stand in a menu. */
const FEW = 4;

export function ChoiceField({ field, path, entry, onChange }: FieldProps<"choice">) {
  const { options, required, nullable } = field;
  const { input, problem } = useInput(field, path, { items: toItems(options), initial: null });
  const chosen = options.findIndex(({ value }) => value === entry);
  const props = {
    problem,
    value: chosen < 0 ? null : String(chosen),
    onChange: (index: string | null) => onChange(index === null ? undefined : options[Number(index)]?.value),
  };
  // Of what is all in view nothing can be taken back.
  if (options.length <= FEW && required && !nullable) return <RadioInput input={{ ...input, type: "radio" }} {...props} />;
  return <SelectInput input={{ ...input, type: "select" }} {...props} />;
}

export function ChoicesField({ field, path, entry, onChange }: FieldProps<"choices">) {
  const { options } = field;
  const { input, problem } = useInput(field, path, {
    type: "multiselect" as const,
    items: toItems(options),
    initial: [] as string[],
  });
  const chosen = Array.isArray(entry) ? (entry as unknown[]) : [];
  return (
    <MultiselectInput
      input={input}
      problem={problem}
      value={options.flatMap(({ value }, index) => (chosen.includes(value) ? [String(index)] : []))}
      onChange={(indexes) => onChange(indexes.map((index) => options[Number(index)]?.value))}
    />
  );
}

/** A choice may be a number; the inputs know it by its place. */
function toItems(options: readonly FieldOption[]) {
  return options.map(({ label, description }, index) => ({
    value: String(index),
    label,
    ...(description !== undefined && { description }),
  }));
}
