// What a field of a form is to the inputs of the settings, which draw it.
import type { FormField } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { inputId, useForm } from "./form-context.ts";

/** What need not be filled in says so. */
export function useInput<Rest extends object>(field: FormField, path: string, rest: Rest) {
  const { t } = useTranslation();
  const form = useForm();
  const { label, description, placeholder, required, readOnly } = field;
  const disabled = readOnly === true || form.disabled;
  const mark = !required && field.type !== "boolean" ? t("form.optional") : undefined;
  return {
    input: {
      ...rest,
      id: inputId(form, path),
      label,
      ...(mark !== undefined && { mark }),
      ...(description !== undefined && { description }),
      ...(placeholder !== undefined && { placeholder }),
      ...(disabled && { disabled }),
    },
    required: required === true,
    problem: form.problemAt(path),
  };
}
