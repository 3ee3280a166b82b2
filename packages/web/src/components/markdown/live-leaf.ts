// The block that is being written, as plain DOM. Its markup is that of the sealed block, so nothing moves when React takes over.
import type { Container, OpenLeaf } from "./block-tree.ts";
import type { Definitions } from "./definitions.ts";
import { headingTag } from "./heading.ts";
import { type InlineOptions, parseInline } from "./inline.ts";
import { patchInline } from "./inline-dom.ts";
import { LiveInline } from "./live-inline.ts";
import { splitRow } from "./table-rows.ts";

export interface LiveLeaf {
  readonly element: HTMLElement;
  append(text: string): void;
}

export interface LiveContext {
  readonly options: InlineOptions;
  readonly definitions: Definitions;
  /** The word shown above code without a language. */
  readonly plainCode: string;
}

/** Lines of code in one box: the browser lays out again only the box that grows. */
const LINES_A_BOX = 40;

/** Makes the view of an open leaf. */
export function createLiveLeaf(leaf: OpenLeaf, parent: Container, context: LiveContext): LiveLeaf {
  switch (leaf.kind) {
    case "paragraph":
      return liveParagraph(context);
    case "heading":
      return liveText(create(headingTag(leaf.level), `md-h${leaf.level} md-live`), context);
    case "code":
      return liveCode(leaf.language || context.plainCode, leaf.language);
    case "row":
      return liveRow(parent, context);
    case "math":
      return livePlain(create("div", "md-math md-live"));
    case "html":
    case "rule":
      return { element: create("div", "md-live md-pending"), append() {} };
    default:
      return leaf.kind satisfies never;
  }
}

function liveText(element: HTMLElement, { options, definitions }: LiveContext): LiveLeaf {
  const inline = new LiveInline(element, options, definitions);
  return { element, append: (text) => inline.append(text) };
}

/** A paragraph shows nothing while it may yet be a reference definition or the head of a table. */
function liveParagraph(context: LiveContext): LiveLeaf {
  const element = create("p", "md-live");
  const inner = liveText(element, context);
  let held: string | undefined = "";
  return {
    element,
    append(text) {
      if (held === undefined) {
        inner.append(text);
        return;
      }
      held += text;
      const waits = held.startsWith("|") ? !held.includes("\n") : /^\[(?:[^\]\n]{0,80}|[^\]\n]{1,80}\](?::[^\n]{0,400})?)$/.test(held);
      element.classList.toggle("md-pending", waits);
      if (waits) return;
      const whole = held;
      held = undefined;
      inner.append(whole);
    },
  };
}

function livePlain(element: HTMLElement): LiveLeaf {
  const node = element.appendChild(document.createTextNode(""));
  return { element, append: (text) => node.appendData(text) };
}

function liveCode(label: string, language: string): LiveLeaf {
  const element = create("figure", "md-code");
  element.dir = "ltr";
  const head = element.appendChild(create("div", "md-code-head"));
  head.appendChild(create("b", "md-code-language")).textContent = label;
  const code = element.appendChild(create("pre", "")).appendChild(create("code", `language-${language || "plaintext"} md-live`));
  let lines = 0;
  let node: Text | undefined;
  return {
    element,
    append(text) {
      node ??= newBox(code);
      const last = text.lastIndexOf("\n");
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
      if (lines < LINES_A_BOX || last < 0) {
        node.appendData(text);
        return;
      }
      node.appendData(text.slice(0, last + 1));
      lines = 0;
      node = last + 1 < text.length ? newBox(code) : undefined;
      node?.appendData(text.slice(last + 1));
    },
  };
}

function newBox(code: HTMLElement): Text {
  const box = create("span", "md-code-box");
  const node = box.appendChild(document.createTextNode(""));
  code.append(box);
  return node;
}

function liveRow(parent: Container, { options, definitions }: LiveContext): LiveLeaf {
  const { data } = parent;
  const align = data.kind === "table" ? data.align : [];
  const element = create("tr", "");
  const cells = align.map((side) => {
    const cell = element.appendChild(create("td", ""));
    if (side) cell.dataset["align"] = side;
    return cell;
  });
  let source = "";
  return {
    element,
    append(text) {
      source += text;
      const texts = splitRow(source);
      cells.forEach((cell, index) => {
        patchInline(cell, parseInline(texts[index] ?? "", options, definitions));
        cell.classList.toggle("md-live", index === Math.min(texts.length, cells.length) - 1);
      });
    },
  };
}

function create(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  return element;
}
