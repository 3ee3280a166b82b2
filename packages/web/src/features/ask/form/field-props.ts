// What the input of every field is given.
import type { FormField } from "@colloquy/protocol";
import type { Entry } from "./entries.ts";

export interface FieldProps<Type extends FormField["type"] = FormField["type"]> {
  readonly field: Extract<FormField, { type: Type }>;
  /** Where its value stands, as `toFieldPath` writes it. */
  readonly path: string;
  readonly entry: Entry;
  readonly onChange: (entry: Entry) => void;
}
