// The pages of the reference, made of what the compiler sees.
import { API_ENTRIES, type ApiEntry } from "./entries.ts";
import { type ApiDoc, type ApiItem, type ApiMember, readApi } from "./read-api.ts";

/** One page, as it is to stand in docs/api. */
export interface ApiPage {
  readonly file: string;
  readonly text: string;
}

const MADE = "<!-- Made from the comments in the code by `npm run api`. Changes here are lost. -->";

/** Everything that is public, by entry. */
export function readEntries(): Map<ApiEntry, ApiItem[]> {
  const bySource = readApi(API_ENTRIES.map(({ source }) => source));
  return new Map(API_ENTRIES.map((entry) => [entry, bySource.get(entry.source) ?? []]));
}

/** All pages, the index among them. */
export function writePages(entries: ReadonlyMap<ApiEntry, readonly ApiItem[]>): ApiPage[] {
  return [writeIndex(entries), ...[...entries].map(([entry, items]) => writePage(entry, items))];
}

function writeIndex(entries: ReadonlyMap<ApiEntry, readonly ApiItem[]>): ApiPage {
  const sections = [...entries].map(([entry, items]) => {
    const byName = new Map(items.map((item) => [item.name, item]));
    const lines = entry.groups.map(({ title, names }) => {
      const links = names.flatMap((name) => byName.get(name) ?? []).map((item) => `[\`${item.name}\`](${entry.page}#${anchor(item)})`);
      return `- **${title}**: ${links.join(", ")}`;
    });
    return [`## ${entry.name}`, `${entry.about} [The whole page](${entry.page}).`, lines.join("\n")].join("\n\n");
  });
  const intro =
    "Everything that is public, made from the comments that your editor shows. The [guide](../guide/README.md) tells how the parts work together.";
  return { file: "README.md", text: `${["# API reference", MADE, intro, ...sections].join("\n\n")}\n` };
}

function writePage(entry: ApiEntry, items: readonly ApiItem[]): ApiPage {
  const byName = new Map(items.map((item) => [item.name, item]));
  const groups = entry.groups.map(({ title, about, names }) =>
    [
      `## ${title}`,
      ...(about ? [about] : []),
      ...names.flatMap((name) => byName.get(name) ?? []).map((item) => writeItem(item, byName)),
    ].join("\n\n"),
  );
  return { file: entry.page, text: `${[`# ${entry.name}`, MADE, entry.about, ...groups].join("\n\n")}\n` };
}

function writeItem(item: ApiItem, byName: ReadonlyMap<string, ApiItem>): string {
  const members = item.members.map(writeMember).join("\n");
  const seen = [item.signature, ...item.members.map(({ signature }) => signature)].join(" ");
  const types = [...new Set(seen.match(/\w+/g))].flatMap((name) => byName.get(name) ?? []).filter(({ name }) => name !== item.name);
  // Values are named like words; only types are looked up from a signature.
  const links = types.filter(({ kind }) => kind === "type" || kind === "class").map((type) => `[\`${type.name}\`](#${anchor(type)})`);
  return [
    `### ${heading(item)}`,
    fence(item.signature),
    flow(item.doc.text),
    ...throwsOf(item.doc),
    ...item.doc.examples.map(fence),
    ...(members === "" ? [] : [members]),
    ...(links.length > 0 ? [`See ${links.join(", ")}.`] : []),
  ].join("\n\n");
}

function writeMember({ signature, doc }: ApiMember): string {
  const said = [flow(doc.text), ...throwsOf(doc)].join(" ");
  const lines = signature.split("\n");
  return `- ${lines.map((line) => `\`${line}\``).join(", ")}: ${said.replace(/\s*\n\s*/g, " ")}`;
}

function throwsOf({ throws }: ApiDoc): string[] {
  return throws.map((sentence) => `**Throws** ${flow(sentence)}`);
}

/** A comment's lines are cut for the code's width; a page has its own. */
function flow(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\n(?![-*] )/g, " "))
    .join("\n\n");
}

/** Not `ts`: what is marked so is compiled as code that runs, and these are signatures. */
function fence(code: string): string {
  return `\`\`\`typescript\n${code}\n\`\`\``;
}

/** A class and a function may have names that differ by a capital alone, which addresses do not tell apart. */
function heading({ name, kind }: ApiItem): string {
  if (kind === "function") return `${name}()`;
  return kind === "value" ? name : `${kind} ${name}`;
}

function anchor(item: ApiItem): string {
  return heading(item)
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
