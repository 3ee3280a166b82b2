// Says what is wrong with something an author gave, in one sentence with its place: "commands[0].id is missing."
import type * as z from "zod/mini";

type Issue = z.core.$ZodIssue;

/** The sentence for one issue; `root` is what the value is called. */
export function describeIssue(root: string, issue: Issue, input: unknown): string {
  const inner = plainIssue(issue);
  const place = inner.path.reduce<string>((text, key) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), root);
  return `${place} ${valueAt(input, inner.path) === undefined ? "is missing" : problemOf(inner)}.`;
}

/** Of a choice of shapes, what is wrong with the one that is nearest: it was followed deepest. */
function plainIssue(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const tried = issue.errors.flatMap((branch) => branch.slice(0, 1)).map((first) => plainIssue(first));
  const [nearest] = tried.sort((a, b) => b.path.length - a.path.length);
  return nearest === undefined ? issue : { ...nearest, path: [...issue.path, ...nearest.path] };
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};
const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " entries" };

function problemOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      if (issue.minimum === 1 && issue.origin in UNITS) return "must not be empty";
      return `must be at least ${issue.minimum}${UNITS[issue.origin] ?? ""}`;
    case "too_big":
      return `must be at most ${issue.maximum}${UNITS[issue.origin] ?? ""}`;
    case "unrecognized_keys":
      return `has an unknown field: ${issue.keys.join(", ")}`;
    default:
      return "is not valid";
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) value = typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}
