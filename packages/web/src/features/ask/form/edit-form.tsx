// The input of a tool, to be changed before it is allowed: as the form of its schema.
import "../../../theme/parts/settings.css";
import "./form.css";
import type { Form } from "@colloquy/protocol";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import type { Edited, EditProps } from "../kinds/edited.ts";
import { type Entries, isRecord, toEntries, toValues } from "./entries.ts";
import { problemsOf } from "./entry-problems.ts";
import { FormContext, type FormParts } from "./form-context.ts";
import { withoutSecrets } from "./form-drafts.ts";
import { FormFieldView } from "./form-field.tsx";
import { FormSections } from "./form-sections.tsx";
import { problemWords } from "./problem-words.ts";

export interface EditFormProps extends EditProps {
  readonly form: Form;
}

/** Steps are for questions; here all of it is in view. */
export function EditForm({ form: given, input, kept, onChange }: EditFormProps) {
  const { t, i18n } = useTranslation();
  const { announcer } = useAppContext();
  const id = useId();
  const form = useMemo(() => ({ ...given, steps: undefined }) as Form, [given]);
  const initial = useMemo(() => (isRecord(input) ? input : {}), [input]);
  const context = useMemo(() => ({ form, fileOf: () => undefined }), [form]);
  const [entries, setEntries] = useState<Entries>(() => (isRecord(kept) ? kept : toEntries(form, form.fields, initial)));
  const problems = problemsOf(context, entries, initial);
  const change = (next: Entries) => {
    setEntries(next);
    onChange(toEdited(next));
  };
  const toEdited = (next: Entries): Edited => {
    const now = { kept: keepable(form, next) };
    return problemsOf(context, next, initial).size > 0 ? { ...now, bad: true } : { ...now, value: toValues(context, form.fields, next) };
  };
  const begun = useRef(() => onChange(kept === undefined ? { kept: keepable(form, entries) } : toEdited(entries)));
  useEffect(() => begun.current(), []);
  const parts: FormParts = {
    Field: FormFieldView,
    form,
    id,
    problemAt: (path) => {
      const problem = problems.get(path);
      return problem && problemWords(problem, t, i18n.language);
    },
    disabled: false,
    files: undefined,
    say: (words) => announcer.say(words),
  };
  return (
    <FormContext value={parts}>
      <FormSections form={form} step={0} entries={entries} onChange={change} />
    </FormContext>
  );
}

/** With a password in it, it is not kept: without the password it would be another input. */
function keepable(form: Form, entries: Entries): Entries | undefined {
  return JSON.stringify(withoutSecrets(form, form.fields, entries)) === JSON.stringify(entries) ? entries : undefined;
}
