// The form that the fields of a view make, with those that its question wants beside them. The same objects as long as its fields are the same.
import type { Form, FormField } from "@colloquy/protocol";
import { useMemo, useRef } from "react";
import { collectFields } from "./collect-fields.ts";

interface FieldsOf {
  readonly form: Form;
  /** Those that stand in the view. */
  readonly shown: readonly FormField[];
}

export function useFieldsOf(parts: readonly unknown[] | undefined, asked: Form): FieldsOf {
  const known = useRef<readonly FormField[]>([]);
  const shown = useMemo(() => {
    const fields = collectFields(parts);
    const same = fields.length === known.current.length && fields.every((field, at) => field === known.current[at]);
    if (!same) known.current = fields;
    return known.current;
  }, [parts]);
  const form = useMemo(() => {
    const keys = new Set(shown.map(({ key }) => key));
    const { steps, groups, ...rest } = asked;
    const sections = groups ?? steps;
    // In a view all of it is in sight at once.
    return { ...rest, fields: [...shown, ...asked.fields.filter(({ key }) => !keys.has(key))], ...(sections && { groups: sections }) };
  }, [shown, asked]);
  return { form, shown };
}
