// A field of a view. It is filled in within a form; elsewhere nobody would hear of it, and it says so by being off.
import "../../../theme/parts/settings.css";
import "../../attachments/attachments.css";
import "../../ask/form/form.css";
import { asksForPassword, type FormField, fieldPathIn, startValue } from "@colloquy/protocol";
import { useContext, useId, useMemo } from "react";
import { toEntry } from "../../ask/form/entries.ts";
import { FormContext, type FormParts } from "../../ask/form/form-context.ts";
import { FormFieldView } from "../../ask/form/form-field.tsx";
import { Unshown } from "../unshown.tsx";
import { useView } from "../view-context.ts";
import type { ViewNodeProps } from "../view-props.ts";
import { ViewFormContext } from "./view-form-context.ts";

export function ViewField({ node }: ViewNodeProps<"Field">) {
  const { field } = node;
  const parts = useContext(ViewFormContext);
  const { byModel } = useView();
  // The server has refused it; whoever sends views by another way cannot make one look like the product asking either.
  if (byModel && asksForPassword(field)) return <Unshown node={node} />;
  if (!parts) return <LoneField field={field} />;
  const { key } = field;
  return (
    <div className="v-field">
      <FormFieldView field={field} path={fieldPathIn("", key)} entry={parts.entries[key]} onChange={(entry) => parts.change(key, entry)} />
    </div>
  );
}

function LoneField({ field }: { readonly field: FormField }) {
  const id = useId();
  const parts = useMemo<FormParts>(
    () => ({
      Field: FormFieldView,
      form: { fields: [field] },
      id,
      problemAt: () => undefined,
      disabled: true,
      files: undefined,
      say: () => undefined,
    }),
    [field, id],
  );
  return (
    <div className="v-field">
      <FormContext value={parts}>
        <FormFieldView
          field={field}
          path={fieldPathIn("", field.key)}
          entry={toEntry(parts.form, field, startValue(field))}
          onChange={() => undefined}
        />
      </FormContext>
    </div>
  );
}
