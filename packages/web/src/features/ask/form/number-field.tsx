// A number, as the settings take one.
import { NumberInput } from "../../settings/inputs/number-inputs.tsx";
import type { FieldProps } from "./field-props.ts";
import { useInput } from "./use-input.ts";

export function NumberField({ field, path, entry, onChange }: FieldProps<"number">) {
  const { integer, min, max, above, below, step } = field;
  const least = min ?? above;
  const most = max ?? below;
  const { input, problem } = useInput(field, path, {
    type: "number",
    initial: null,
    ...(least !== undefined && { min: least }),
    ...(most !== undefined && { max: most }),
    ...((step ?? integer) && { step: step ?? 1 }),
  } as const);
  return (
    <NumberInput
      input={input}
      problem={problem}
      value={typeof entry === "number" ? entry : null}
      onChange={(value) => onChange(value ?? undefined)}
    />
  );
}
