// Reads one line against the open blocks and says what it does, without doing it. For a line that is still being written
// it answers only when nothing that may follow on the line could change the answer.
import { type Start, scanStart } from "./block-starts.ts";
import type { Align, Container, Fence, OpenLeaf } from "./block-tree.ts";
import { LineCursor } from "./line-cursor.ts";
import { MOST_COLUMNS, MOST_LEVELS } from "./node-budget.ts";
import { parseDelimiter, splitRow } from "./table-rows.ts";

export interface OpenBlocks {
  readonly containers: readonly Container[];
  readonly leaf: OpenLeaf | undefined;
  readonly latex: boolean;
  readonly html: boolean;
}

export type Opening =
  | Start
  | { readonly kind: "list-item"; readonly start: Start & { kind: "item" }; readonly indent: number; readonly task: boolean | undefined };

export interface LinePlan {
  /** How many of the open containers go on. */
  readonly matched: number;
  /** Containers this line opens, and last, perhaps, a leaf. */
  readonly openings: readonly Opening[];
  /** What the line does once those are open. */
  readonly action:
    | { readonly kind: "text" | "lazy"; readonly text: string }
    | { readonly kind: "leaf-line"; readonly text: string; readonly closes: boolean }
    | { readonly kind: "indented-code"; readonly text: string }
    | { readonly kind: "table"; readonly head: readonly string[]; readonly align: readonly Align[] }
    | { readonly kind: "close-leaf" | "close-callout" | "blank" | "opened" };
}

/** What a line does, or `undefined` while that is open. */
export function planLine(line: string, open: OpenBlocks, complete: boolean): LinePlan | undefined {
  const cursor = new LineCursor(line);
  const raw = open.leaf?.fence;
  let matched = 1;
  for (let depth = 1; depth < open.containers.length; depth += 1) {
    const container = open.containers[depth];
    if (!container) break;
    const answer = continues(container, { cursor, open, complete });
    if (answer === "undecided") return undefined;
    if (answer === "closes") return { matched: matched + 1, openings: [], action: { kind: "close-callout" } };
    if (!answer) break;
    matched += 1;
  }
  const all = matched === open.containers.length;
  if (all && raw) {
    const action = continueRaw(raw, cursor, complete);
    if (action === "undecided") return undefined;
    if (action) return { matched, openings: [], action };
  }
  return planStarts({ cursor, open, complete, matched, all });
}

function continues(
  container: Container,
  at: { cursor: LineCursor; open: OpenBlocks; complete: boolean },
): boolean | "undecided" | "closes" {
  const { cursor, open, complete } = at;
  const { data } = container;
  switch (data.kind) {
    case "quote":
      return continueQuote(cursor, complete);
    case "item":
    case "footnote":
      if (cursor.isBlank) {
        if (!complete) return cursor.indent >= data.indent && open.leaf?.fence ? take(cursor, data.indent) : "undecided";
        const empty = container.children.length === 0 && (open.leaf === undefined || open.containers.at(-1) !== container);
        if (!empty) cursor.skipSpaces(data.indent);
        return !empty;
      }
      return cursor.indent >= data.indent ? take(cursor, data.indent) : false;
    case "callout": {
      if (container.colons === 0) return continueQuote(cursor, complete);
      if (open.leaf?.fence || cursor.indent > 3 || cursor.text[0] !== ":") return true;
      if (!/^:+[ \t]*$/.test(cursor.text)) return true;
      if (!complete) return "undecided";
      return /^:+/.exec(cursor.text)?.[0].length === container.colons ? "closes" : true;
    }
    default:
      return true;
  }
}

function continueQuote(cursor: LineCursor, complete: boolean): boolean | "undecided" {
  if (cursor.isBlank && !complete) return "undecided";
  if (cursor.indent > 3 || cursor.text[0] !== ">") return false;
  enterQuote(cursor);
  return true;
}

function enterQuote(cursor: LineCursor): void {
  cursor.skipSpaces(3);
  cursor.skip(1);
  cursor.skipSpaces(1);
}

function take(cursor: LineCursor, columns: number): true {
  cursor.skip(columns);
  return true;
}

/** A line inside code, a formula or HTML; `undefined` when it ends the block without belonging to it. */
function continueRaw(raw: Fence, cursor: LineCursor, complete: boolean): LinePlan["action"] | "undecided" | undefined {
  switch (raw.kind) {
    case "fence": {
      const inMarks = cursor.indent <= 3 && /^[`~]*[ \t]*$/.test(cursor.text);
      if (inMarks) {
        const marks = /^[`~]*/.exec(cursor.text)?.[0] ?? "";
        const same = marks === raw.character.repeat(marks.length);
        if (!complete && same) return "undecided";
        if (same && marks.length >= raw.length) return { kind: "close-leaf" };
      }
      if (cursor.isBlank && !complete && cursor.indent <= raw.indent) return "undecided";
      cursor.skipSpaces(raw.indent);
      return { kind: "leaf-line", text: cursor.remaining(), closes: false };
    }
    case "indent":
      if (cursor.isBlank && !complete) return "undecided";
      if (!cursor.isBlank && cursor.indent < 4) return undefined;
      cursor.skipSpaces(4);
      return { kind: "leaf-line", text: cursor.remaining(), closes: false };
    case "math": {
      if (!complete) return "undecided";
      // A formula holds no blank line: one that was never closed must not swallow the rest of the answer.
      if (cursor.isBlank) return undefined;
      const text = cursor.text.trimEnd();
      const closes = text.endsWith(raw.close);
      return { kind: "leaf-line", text: closes ? text.slice(0, -raw.close.length).trimEnd() : text, closes };
    }
    case "rest":
      return { kind: "leaf-line", text: cursor.remaining(), closes: false };
    case "html":
      if (!raw.end) {
        if (cursor.isBlank) return complete ? undefined : "undecided";
        return { kind: "leaf-line", text: cursor.remaining(), closes: false };
      }
      if (!complete) return "undecided";
      return { kind: "leaf-line", text: cursor.remaining(), closes: raw.end.test(cursor.remaining()) };
    default:
      return raw satisfies never;
  }
}

interface StartsAt {
  readonly cursor: LineCursor;
  readonly open: OpenBlocks;
  readonly complete: boolean;
  readonly matched: number;
  readonly all: boolean;
}

function planStarts({ cursor, open, complete, matched, all }: StartsAt): LinePlan | undefined {
  const openings: Opening[] = [];
  let level = open.containers[matched - 1]?.level ?? 0;
  const plan = (action: LinePlan["action"]): LinePlan => ({ matched, openings, action });
  for (;;) {
    if (cursor.isBlank) return complete ? plan({ kind: "blank" }) : undefined;
    const inParagraph = open.leaf?.kind === "paragraph" && openings.length === 0;
    const afterParagraph = inParagraph && all;
    if (afterParagraph && cursor.indent < 4) {
      const table = planTable(cursor.text, open.leaf.line, complete);
      if (table === "undecided") return undefined;
      if (table) return plan(table);
    }
    if (cursor.indent >= 4) {
      if (inParagraph) break;
      cursor.skip(4);
      return plan({ kind: "indented-code", text: cursor.remaining() });
    }
    const context = { complete, latex: open.latex, html: open.html, inParagraph, afterParagraph };
    const start = scanStart(cursor.text, cursor.indent, context);
    if (start === "undecided") return undefined;
    if (!start) break;
    if (start.kind === "quote" || start.kind === "callout" || start.kind === "item" || start.kind === "footnote") {
      if (level >= MOST_LEVELS) break;
      level += 1;
    }
    if (start.kind === "quote" && !start.wholeLine) {
      enterQuote(cursor);
      openings.push(start);
    } else if (start.kind === "item") openings.push(enterItem(start, cursor));
    else if (start.kind === "footnote") {
      openings.push(start);
      cursor.skip(cursor.indent + start.width);
      cursor.skipSpaces(cursor.indent);
    } else {
      openings.push(start);
      if (start.kind === "heading") return plan({ kind: "text", text: cursor.text.slice(start.width) });
      return plan(start.kind === "html" ? { kind: "text", text: cursor.remaining() } : { kind: "opened" });
    }
  }
  const lazy = !all && openings.length === 0 && open.leaf?.kind === "paragraph";
  return plan({ kind: lazy ? "lazy" : "text", text: cursor.text });
}

function enterItem(start: Start & { kind: "item" }, cursor: LineCursor): Opening {
  const outer = cursor.indent;
  cursor.skip(outer + start.width);
  const padding = cursor.indent;
  const inner = cursor.isBlank || padding > 4 ? 1 : padding;
  cursor.skipSpaces(inner);
  const box = cursor.indent === 0 ? /^\[([ xX])\](?=[ \t])/.exec(cursor.text)?.[1] : undefined;
  if (box !== undefined) {
    cursor.skip(3);
    cursor.skipSpaces(cursor.indent);
  }
  return { kind: "list-item", start, indent: outer + start.width + inner, task: box === undefined ? undefined : box !== " " };
}

/** A delimiter row right under a line with pipes makes that line the head of a table. */
function planTable(text: string, header: string, complete: boolean): LinePlan["action"] | "undecided" | undefined {
  if (!/^[|:-][|:\- \t]*$/.test(text) || !header.includes("|")) return undefined;
  if (!complete) return "undecided";
  const head = splitRow(header);
  const align = head.length > MOST_COLUMNS ? undefined : parseDelimiter(text, head.length);
  return align && { kind: "table", head, align };
}
