// The block that is being written, as plain DOM. Its markup is that of the sealed block, so nothing moves when React takes over.
import type { Container, OpenLeaf } from "./block-tree.ts";
import type { Definitions } from "./definitions.ts";
import { headingTag } from "./heading.ts";
import type { InlineOptions } from "./inline.ts";
import { LiveInline } from "./live-inline.ts";
import { createLiveRest } from "./live-rest.ts";
import { LiveRow } from "./live-row.ts";
import type { Direction } from "./text-direction.ts";

export interface LiveLeaf {
  readonly element: HTMLElement;
  append(text: string): void;
  /** Takes the direction of its words, once they have one. */
  setDirection?(dir: Direction): void;
}

/** What the live block says by itself, in the person's language. */
export interface LiveWords {
  /** Above code without a language. */
  readonly plainCode: string;
  /** Where a text is more than a page can show with its formatting. */
  readonly tooLarge: string;
  readonly showAsText: string;
}

export interface LiveContext {
  readonly options: InlineOptions;
  readonly definitions: Definitions;
  readonly words: LiveWords;
  /** The person opened or closed the text behind the limit. */
  readonly onRestToggle: (open: boolean) => void;
}

/** A line that begins with a pipe is held back up to here, in case it is the head of a table. */
const LONGEST_HEAD = 4_000;
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
      return liveCode(leaf.language || context.words.plainCode, leaf.language);
    case "row":
      return liveRow(parent, context);
    case "math":
      return livePlain(create("div", "md-math md-live"));
    case "rest":
      return createLiveRest(context.words, context.onRestToggle);
    case "html":
    case "rule":
      return { element: create("div", "md-live md-pending"), append() {} };
    default:
      return leaf.kind satisfies never;
  }
}

function liveText(element: HTMLElement, { options, definitions }: LiveContext): LiveLeaf {
  const inline = new LiveInline(element, options, definitions);
  return {
    element,
    append: (text) => inline.append(text),
    setDirection(dir) {
      // Setting it anew with each token would be a change of the page each time.
      if (element.dir !== dir) element.dir = dir;
    },
  };
}

/** A paragraph shows nothing while it may yet be a reference definition or the head of a table. */
function liveParagraph(context: LiveContext): LiveLeaf {
  const element = create("p", "md-live");
  const inner = liveText(element, context);
  let held: string | undefined = "";
  return {
    ...inner,
    append(text) {
      if (held === undefined) {
        inner.append(text);
        return;
      }
      held += text;
      const waits = held.startsWith("|")
        ? !text.includes("\n") && held.length < LONGEST_HEAD
        : /^\[(?:[^\]\n]{0,80}|[^\]\n]{1,80}\](?::[^\n]{0,400})?)$/.test(held);
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
  const row = new LiveRow(data.kind === "table" ? data.align : [], options, definitions);
  return { element: row.element, append: (text) => row.append(text) };
}

function create(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  return element;
}
