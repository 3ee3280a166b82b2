// A view in words: what is copied, exported, read out by a terminal, and shown where nobody draws views. Markdown, and readable without it.
import type { Element } from "../element.ts";
import { parseView } from "./parse-view.ts";
import { linkWords, plainWords } from "./plain-words.ts";
import { tableText } from "./table-text.ts";
import type { ViewNode, ViewNodeOf, ViewState, ViewValue } from "./view.ts";
import { childrenOf } from "./walk-view.ts";

const SIGNS: Readonly<Record<ViewState, string>> = { waiting: "○", running: "…", done: "✓", failed: "✗", stopped: "■" };
/** What a chart shows beyond these rows is more than somebody reads as text. */
const MOST_CHART_ROWS = 50;
/** Deeper than any view. */
const MOST_LEVELS = 50;

/** How the plain words of a view are written down. */
interface Writing {
  /** Words as they stand. */
  readonly words: (text: string) => string;
  /** Words within the brackets of a link or a picture. */
  readonly inBrackets: (text: string) => string;
}
const MARKDOWN: Writing = { words: plainWords, inBrackets: linkWords };
const PLAIN: Writing = { words: (text) => text, inBrackets: oneLine };

/**
 * The view as Markdown, in the order in which it is read. Buttons and fields are in square brackets. What is plain text in the view is plain text in it: no
 * word of a title, a cell or a button becomes a link, a picture or a tag.
 */
export function viewToText(view: ViewNode): string {
  return toText(view, 0, MARKDOWN);
}

/** The same with the words as they are in the view: to be searched, counted, and shown where nobody reads Markdown. */
export function viewToPlainText(view: ViewNode): string {
  return toText(view, 0, PLAIN);
}

/** What an element says as Markdown, where it is a view; undefined for all others. One that cannot be read says nothing. */
export function viewWords(element: Pick<Element, "type" | "props">): string | undefined {
  return wordsIn(element, viewToText);
}

/** What an element says as plain text, as `viewWords`. */
export function plainViewWords(element: Pick<Element, "type" | "props">): string | undefined {
  return wordsIn(element, viewToPlainText);
}

function wordsIn({ type, props }: Pick<Element, "type" | "props">, read: (view: ViewNode) => string): string | undefined {
  if (type !== "view") return undefined;
  const parsed = parseView(props?.["view"]);
  return parsed.ok ? read(parsed.view) : "";
}

function toText(node: ViewNode, level: number, how: Writing): string {
  if (level > MOST_LEVELS) return "";
  const { words } = how;
  const parts = () => childrenOf(node).map((child) => toText(child, level + 1, how));
  const inner = () => blocks(parts());
  switch (node.type) {
    case "Card":
      return blocks([lines([bold(node.title, how), words(node.subtitle ?? "")]), inner()]);
    case "Row":
      return beside(parts());
    case "Column":
    case "Grid":
    case "Tabs":
      return inner();
    case "Tab":
      return blocks([bold(node.label, how), inner()]);
    case "Details":
      return blocks([bold(node.summary, how), inner()]);
    case "Form":
      return blocks([inner(), button(node.submit ?? node.action?.label ?? "Send", node.disabled, how)]);
    case "List":
      return list(parts(), node.ordered ?? false);
    default:
      return leafText(node, how);
  }
}

function leafText(node: ViewNode, how: Writing): string {
  const { words } = how;
  switch (node.type) {
    case "Heading":
      return `${"#".repeat((node.level ?? 2) + 1)} ${words(oneLine(node.text)).replace(how === MARKDOWN ? /#(?=#*$)/ : /(?!)/, "\\#")}`;
    case "Text":
      return words(node.text);
    case "Markdown":
      return node.text;
    case "Code":
      return fenced(node.text, node.language);
    case "Badge":
      return `(${words(node.text)})`;
    case "Icon":
      return words(node.label ?? "");
    case "Image":
      return node.alt === "" ? "" : `!${link(node.alt, node.src, how)}`;
    case "Facts":
      return list(
        node.items.map(([name, value]) => words(`${oneLine(name)}: ${valueText(value)}`)),
        false,
      );
    case "Table":
      return blocks([
        words(node.caption ?? ""),
        tableText(
          node.columns.map((column) => ({ ...column, label: words(oneLine(column.label)) })),
          node.rows.map((row) => row.map((value) => words(oneLine(valueText(value))))),
        ),
      ]);
    case "Chart":
      return chartText(node, how);
    case "Progress":
      return words(node.value === undefined ? `${node.label} …` : `${node.label}: ${Math.round(node.value * 100)} %`);
    case "Status":
      return words(`${SIGNS[node.state] ?? ""} ${node.text}${node.detail ? ` – ${node.detail}` : ""}`.trim());
    case "Divider":
      return node.label ? `--- ${words(oneLine(node.label))} ---` : "---";
    case "Link":
      return link(node.text, node.href, how);
    case "Button":
      return button(node.action.label ?? node.action.name, node.disabled, how);
    case "Field":
      return fieldText(node, how);
    case "Skeleton":
      return "…";
    // What a newer server has and this one does not know.
    default:
      return "";
  }
}

function bold(text: string | undefined, { words }: Writing): string {
  const line = oneLine(text ?? "");
  return line === "" ? "" : `**${words(line)}**`;
}

/** What is in brackets ends with them, and not where the words or the address say so. */
function link(text: string, address: string, { inBrackets }: Writing): string {
  const encoded = address.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
  return `[${inBrackets(text)}](${encoded})`;
}

function button(label: string, disabled: boolean | undefined, how: Writing): string {
  return bracketed(disabled ? `${label}, off` : label, how);
}

/** As one piece: `[x]` at the start of an item would be a box that is ticked. */
function bracketed(text: string, { words }: Writing): string {
  return words(`[${oneLine(text)}]`);
}

function fieldText({ field }: ViewNodeOf<"Field">, how: Writing): string {
  if (field.type === "constant") return "";
  const name = how.words(`${oneLine(field.label || field.key)}:`);
  if (field.type !== "choice" && field.type !== "choices") return `${name} [      ]`;
  return `${name} ${bracketed(field.options.map(({ label }) => label).join(" / "), how)}`;
}

function chartText({ title, spec }: ViewNodeOf<"Chart">, how: Writing): string {
  const { words } = how;
  const values = typeof spec.y === "string" ? [spec.y] : [...new Set(spec.y)];
  const columns = [spec.x, ...(spec.series === undefined ? [] : [spec.series]), ...values];
  const rows = spec.data
    .slice(0, MOST_CHART_ROWS)
    .map((row) => columns.map((name) => words(oneLine(valueText((Object.hasOwn(row, name) ? row[name] : null) ?? null)))));
  const left = spec.data.length - rows.length;
  return blocks([
    bold(title, how),
    words(spec.description ?? ""),
    tableText(
      columns.map((key) => ({ key, label: words(oneLine(values.includes(key) && spec.unit ? `${key} (${spec.unit})` : key)) })),
      rows,
    ),
    left > 0 ? `… ${left}` : "",
  ]);
}

function valueText(value: ViewValue): string {
  return value === null ? "–" : String(value);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function lines(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n");
}

function blocks(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part.trim() !== "").join("\n\n");
}

/** On one line where all are short. */
function beside(parts: readonly string[]): string {
  const shown = parts.filter((part) => part !== "");
  return shown.every((part) => !part.includes("\n")) ? shown.join("  ") : blocks(shown);
}

function list(items: readonly string[], ordered: boolean): string {
  return items
    .filter((item) => item !== "")
    .map((item, at) => {
      const mark = ordered ? `${at + 1}. ` : "- ";
      return mark + item.replaceAll("\n", `\n${" ".repeat(mark.length)}`);
    })
    .join("\n");
}

/** Its fence is longer than any in it. */
function fenced(code: string, language = ""): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // Anything but a name would end the line that the fence stands in, or the fence itself.
  return `${fence}${/^[\w+#.-]*$/.test(language) ? language : ""}\n${code}\n${fence}`;
}
