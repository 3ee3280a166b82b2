// Which files the page lets pass. The server decides, by what is in them; the page refuses only what it is sure of, so that nobody waits for an
// upload that cannot end well, and nobody is refused because their computer calls a table something else.
import type { Accept } from "../../app/config.ts";
import { endingOf, hasEnding, itemsOf, matches } from "./accept.ts";

/** What a browser does not know, or calls by the name of the program that opens it. */
const BY_ENDING: Readonly<Record<string, string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  md: "text/markdown",
  txt: "text/plain",
  log: "text/plain",
  json: "application/json",
  jsonl: "application/x-ndjson",
  xml: "application/xml",
  html: "text/html",
  svg: "image/svg+xml",
  js: "text/javascript",
  ts: "text/x-typescript",
  tsx: "text/x-typescript",
  py: "text/x-python",
  sh: "text/x-shellscript",
  sql: "application/sql",
  yaml: "application/yaml",
  yml: "application/yaml",
  toml: "application/toml",
  pdf: "application/pdf",
};

/** False for what is surely not taken here. */
export function mayPass(accept: Accept, { name, type }: { readonly name: string; readonly type: string }): boolean {
  const known = BY_ENDING[endingOf(name)];
  const mimes = [type, known].filter((mime) => mime !== undefined && mime !== "") as readonly string[];
  // Nobody knows what it is before somebody looks into it.
  if (mimes.length === 0) return itemsOf(accept).some(([pattern, endings]) => pattern !== undefined && hasEnding(name, endings));
  return itemsOf(accept).some(
    ([pattern, endings]) => hasEnding(name, endings) && (pattern === undefined || mimes.some((mime) => matches(pattern, mime))),
  );
}
