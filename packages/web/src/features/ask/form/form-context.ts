// What every field of a form needs, however deep it stands.
import type { Form } from "@colloquy/protocol";
import { type ComponentType, createContext, useContext } from "react";
import type { Accept } from "../../../app/config.ts";
import type { AskUploads } from "../kinds/use-ask-uploads.ts";
import type { FieldProps } from "./field-props.ts";

export interface FormFiles extends AskUploads {
  /** Sends the files, and says as which uploads. */
  readonly add: (
    files: readonly File[],
    rules: { readonly accept: Accept; readonly maxFiles: number; readonly maxSize: number },
  ) => Promise<string[]>;
}

export interface FormParts {
  /** Draws a field: fields stand in fields. */
  readonly Field: ComponentType<FieldProps>;
  readonly form: Form;
  /** Begins the id of each input, so that two forms on a page stay apart. */
  readonly id: string;
  /** What is wrong with a field, in a sentence. */
  readonly problemAt: (path: string) => string | undefined;
  readonly disabled: boolean;
  /** Where there is no place for files there is none. */
  readonly files: FormFiles | undefined;
  readonly say: (words: string) => void;
}

export const FormContext = createContext<FormParts | undefined>(undefined);

export function useForm(): FormParts {
  const parts = useContext(FormContext);
  if (!parts) throw new Error("A field stands outside of a form.");
  return parts;
}

/** The id of the input of a field, by which its label, what is wrong with it and the summary find it. */
export function inputId(form: Pick<FormParts, "id">, path: string): string {
  return `${form.id}-${path}`;
}
