// Text that is shown as it is.

/** Text with a fence around it that it cannot close. */
export function fenced(text: string, language = "json"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
