// How the fields of a form are laid out: one below the other, under headings, or in steps of which one is shown.
import type { Form, FormSection } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import type { Entries } from "./entries.ts";
import { FormFields } from "./form-fields.tsx";

interface FormSectionsProps {
  readonly form: Form;
  readonly step: number;
  readonly entries: Entries;
  readonly onChange: (entries: Entries) => void;
}

export function FormSections({ form, step, ...rest }: FormSectionsProps) {
  const { t } = useTranslation();
  const { fields, steps, groups } = form;
  const pick = (keys: readonly string[]) => keys.flatMap((key) => fields.find((field) => field.key === key) ?? []);
  const shown = steps?.[step];
  if (steps && shown) {
    return (
      <section key={step}>
        <h4 className="step-head" tabIndex={-1}>
          <small>{t("form.step", { step: step + 1, all: steps.length })}</small>
          <bdi>{shown.label}</bdi>
        </h4>
        <About section={shown} />
        <FormFields fields={pick(shown.keys)} path="" {...rest} />
      </section>
    );
  }
  if (!groups) return <FormFields fields={fields} path="" {...rest} />;
  const named = new Set(groups.flatMap(({ keys }) => keys));
  const others = fields.filter(({ key }) => !named.has(key));
  return (
    <>
      {groups.map((group) => (
        <section key={group.label} className="group">
          <h4>
            <bdi>{group.label}</bdi>
          </h4>
          <About section={group} />
          <FormFields fields={pick(group.keys)} path="" {...rest} />
        </section>
      ))}
      <FormFields fields={others} path="" {...rest} />
    </>
  );
}

function About({ section: { description } }: { readonly section: FormSection }) {
  if (!description) return null;
  return (
    <p className="hint" dir="auto">
      {description}
    </p>
  );
}
