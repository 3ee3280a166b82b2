// Whether a field, or one within it, is one for a password: the browser hides what is typed there, and offers what it has kept.

/** It may be anything: what is no field asks for nothing. Its depth is known to be small. */
export function asksForPassword(field: unknown): boolean {
  if (typeof field !== "object" || field === null) return false;
  if ("format" in field && field.format === "password") return true;
  return Object.values(field).some(asksForPassword);
}
