// A payload that an author's schema has looked at.
import { invalidValues } from "../controls/settings-check.ts";

/** What Standard Schema says is wrong. */
export type Issues =
  | readonly { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined }[]
  | undefined;

/** Throws INVALID_VALUES with what is wrong with which field, by its path: `items.0.id`; "" for the whole. */
export function invalidIssues(issues: Issues): void {
  if (!issues) return;
  const fields = issues.map(({ message, path = [] }) => [
    path.map((part) => String(typeof part === "object" ? part.key : part)).join("."),
    message,
  ]);
  throw invalidValues(Object.fromEntries(fields) as Record<string, string>);
}
