// A payload that an author's schema has looked at.
import { ChatError } from "@colloquy/protocol";
import { invalidValues } from "../controls/settings-check.ts";

/** What Standard Schema says is wrong. */
export type Issues =
  | readonly { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined }[]
  | undefined;

/** Throws INVALID_VALUES with what is wrong with which field, by its path: `items.0.id`; "" for the whole. With a place it is the author who is told. */
export function invalidIssues(issues: Issues, place?: string): void {
  if (!issues) return;
  const fields = issues.map(({ message, path = [] }) => [
    path.map((part) => String(typeof part === "object" ? part.key : part)).join("."),
    message,
  ]);
  const wrong = Object.fromEntries(fields) as Record<string, string>;
  if (place === undefined) throw invalidValues(wrong);
  const words = Object.entries(wrong).map(([path, message]) => (path === "" ? message : `${path}: ${message}`));
  throw new ChatError("INVALID_VALUES", `${place}: the payload does not fit its schema. ${words.join("; ")}`, {
    fix: "Give the button what the schema of its action asks for.",
    fields: wrong,
  });
}
