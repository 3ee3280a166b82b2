// What is wrong with the value of one field that has no others in it.
import { isUuid } from "../ids.ts";
import type { FormField, FormFile } from "./form.ts";
import { fitsPattern } from "./tame-pattern.ts";
import { isOfFormat } from "./text-format.ts";

/** Why a value cannot stand in its field. */
export const FORM_ISSUE_CODES = [
  "required",
  "type",
  "choose",
  "agree",
  "integer",
  "min",
  "max",
  "above",
  "below",
  "step",
  "short",
  "long",
  "pattern",
  "format",
  "few",
  "many",
  "accept",
  "large",
  "name",
  "fixed",
  "unknown",
] as const;
export type FormIssueCode = (typeof FORM_ISSUE_CODES)[number];

/** What is wrong, and the bound that is broken or the format that it has not. */
export interface FieldProblem {
  readonly code: FormIssueCode;
  readonly limit?: number | string;
}

type Problem = FieldProblem | undefined;
type FieldOf<Type extends FormField["type"]> = Extract<FormField, { type: Type }>;

export function textProblem({ minLength, maxLength, format, pattern, required }: FieldOf<"text">, value: unknown): Problem {
  if (typeof value !== "string") return { code: "type" };
  // An empty field is one that nobody filled in.
  if (value === "") return required ? { code: "required" } : undefined;
  if (minLength !== undefined && value.length < minLength) return { code: "short", limit: minLength };
  if (maxLength !== undefined && value.length > maxLength) return { code: "long", limit: maxLength };
  if (format !== undefined && !isOfFormat(format, value)) return { code: "format", limit: format };
  if (pattern !== undefined && fitsPattern(pattern, value) === false) return { code: "pattern" };
  return undefined;
}

export function numberProblem({ integer, min, max, above, below, step }: FieldOf<"number">, value: unknown): Problem {
  if (typeof value !== "number" || !Number.isFinite(value)) return { code: "type" };
  if (integer && !Number.isInteger(value)) return { code: "integer" };
  if (min !== undefined && value < min) return { code: "min", limit: min };
  if (max !== undefined && value > max) return { code: "max", limit: max };
  if (above !== undefined && value <= above) return { code: "above", limit: above };
  if (below !== undefined && value >= below) return { code: "below", limit: below };
  if (step !== undefined && !isMultiple(value, step)) return { code: "step", limit: step };
  return undefined;
}

export function booleanProblem({ mustBe }: FieldOf<"boolean">, value: unknown): Problem {
  if (typeof value !== "boolean") return { code: "type" };
  return mustBe === undefined || value === mustBe ? undefined : { code: "agree" };
}

export function choicesProblem({ options, min, max }: FieldOf<"choices">, value: unknown): Problem {
  if (!Array.isArray(value)) return { code: "type" };
  // Who sends more than there are need not be looked up, one by one.
  if (value.length > options.length) return { code: "choose" };
  const offered = new Set<unknown>(options.map((option) => option.value));
  if (!value.every((one) => offered.has(one)) || new Set(value).size !== value.length) return { code: "choose" };
  return countProblem(value.length, min, max);
}

export function fileProblem({ multiple, minFiles, maxFiles, maxSizeMb, accept }: FieldOf<"file">, value: unknown): Problem {
  if (multiple !== Array.isArray(value) && (multiple || Array.isArray(value))) return { code: "type" };
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const files = given.map(toFile);
  const isLarge = (size: number) => maxSizeMb !== undefined && size > maxSizeMb * 1024 * 1024;
  const isTaken = (mime: string) => accept === undefined || accept.some((type) => isOfType(mime, type));
  for (const file of files) {
    if (!file) return { code: "type" };
    if (isLarge(file.size)) return { code: "large", limit: maxSizeMb ?? 0 };
    if (!isTaken(file.mime)) return { code: "accept" };
  }
  return multiple ? countProblem(files.length, minFiles, maxFiles) : undefined;
}

export function countProblem(count: number, min: number | undefined, max: number | undefined): Problem {
  if (min !== undefined && count < min) return { code: "few", limit: min };
  if (max !== undefined && count > max) return { code: "many", limit: max };
  return undefined;
}

/** As decimal fractions are meant: 0.3 is three times 0.1. */
function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times));
}

function isOfType(mime: string, accepted: string): boolean {
  if (accepted === "*/*" || accepted === mime) return true;
  return accepted.endsWith("/*") && mime.startsWith(accepted.slice(0, -1));
}

/** As `formFileSchema` has it, by hand: the page checks forms too, and has no library of schemas. */
function toFile(value: unknown): FormFile | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { key, name, mime, size } = value as Partial<Record<keyof FormFile, unknown>>;
  const isNamed = typeof name === "string" && name.length <= 1_000 && typeof mime === "string" && mime.length <= 200;
  const isSized = typeof size === "number" && Number.isFinite(size) && size >= 0;
  return typeof key === "string" && isUuid(key) && isNamed && isSized ? (value as FormFile) : undefined;
}
