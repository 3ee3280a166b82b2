// What a person filled in, once the form is closed: each field and what stood in it, to be opened.
import "./closed-form.css";
import type { ClosedAsk, FieldOption, FormField } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { listOf, toLocale } from "../../thread/times.ts";
import { toEntries } from "./entries.ts";
import { itemName, leavesOf, namesOf } from "./entry-problems.ts";

export interface ClosedFormProps {
  readonly closed: ClosedAsk;
}

export function ClosedForm({ closed: { spec, answer } }: ClosedFormProps) {
  const { t, i18n } = useTranslation();
  if (spec.kind !== "form" || answer?.kind !== "form" || answer.values === null) return null;
  const { form } = spec;
  const entries = toEntries(form, form.fields, answer.values);
  const names = namesOf(form, entries, itemName);
  const rows = leavesOf(form, entries, answer.values).flatMap(({ path, field, value }) => {
    const words = wordsOf(field, value, t, i18n.language);
    return words === "" ? [] : [{ path, name: names.get(path) ?? "", words }];
  });
  return (
    <details className="closed-form">
      <summary>{t("common.show")}</summary>
      <dl>
        {rows.map(({ path, name, words }) => (
          <div key={path}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd dir="auto">{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Empty for what was left empty. */
function wordsOf(field: FormField, value: unknown, t: TFunction, language: string): string {
  if (value === undefined || value === null) return "";
  switch (field.type) {
    case "text":
      if (field.format === "password") return "••••••";
      if (field.format === "date") return dayOf(String(value), language);
      return String(value);
    case "number":
      return new Intl.NumberFormat(toLocale(language), { maximumFractionDigits: 12 }).format(Number(value));
    case "boolean":
      return t(value === true ? "ask.yes" : "ask.no");
    case "choice":
      return labelOf(field.options, value);
    case "choices":
      return Array.isArray(value)
        ? listOf(
            value.map((one) => labelOf(field.options, one)),
            language,
          )
        : "";
    case "file": {
      const files = (Array.isArray(value) ? value : [value]) as readonly { readonly name?: unknown }[];
      return listOf(
        files.map(({ name }) => String(name ?? "")),
        language,
      );
    }
    case "variants":
      return field.variants.find((variant) => variant.value === (value as Record<string, unknown>)[field.tag])?.label ?? "";
    case "json":
      return JSON.stringify(value);
    default:
      return "";
  }
}

function labelOf(options: readonly FieldOption[], value: unknown): string {
  return options.find((option) => option.value === value)?.label ?? String(value);
}

function dayOf(day: string, language: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime())
    ? day
    : new Intl.DateTimeFormat(toLocale(language), { dateStyle: "medium", timeZone: "UTC" }).format(at);
}
