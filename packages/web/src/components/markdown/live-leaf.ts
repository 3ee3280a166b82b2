// The block that is being written, as plain DOM. Its markup is that of the sealed block, so nothing moves when React takes over.
import type { Container, OpenLeaf } from "./block-tree.ts";
import { headingTag } from "./heading.ts";
import { LiveCode } from "./live-code.ts";
import { LiveInline } from "./live-inline.ts";
import { createLiveRest } from "./live-rest.ts";
import { LiveRow } from "./live-row.ts";
import type { LiveContext, LiveLeaf } from "./live-view.ts";
import { MOST_IN_LEAF, roughNodesOf } from "./node-budget.ts";
import { watchScrollEdges } from "./scroll-edges.ts";

/** A line that begins with a pipe is held back up to here, in case it is the head of a table. */
const LONGEST_HEAD = 4_000;

/** Makes the view of an open leaf. */
export function createLiveLeaf(leaf: OpenLeaf, parent: Container, context: LiveContext): LiveLeaf {
  switch (leaf.kind) {
    case "paragraph":
      return liveParagraph(context);
    case "heading":
      return liveText(create(headingTag(leaf.level), `md-h${leaf.level} md-live`), context);
    case "code":
      return liveCode(leaf.language, context);
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
  let nodes = 0;
  let rest: Text | undefined;
  return {
    element,
    append(text) {
      nodes += roughNodesOf(text, options.latex);
      if (nodes <= MOST_IN_LEAF) inline.append(text);
      else {
        // More than one block may become: what follows is shown as it is written.
        rest ??= element.appendChild(document.createTextNode(""));
        rest.appendData(text);
      }
    },
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

function liveCode(language: string, { words }: LiveContext): LiveLeaf {
  const element = create("figure", "md-code");
  element.dir = "ltr";
  const label = language || words.plainCode;
  const head = element.appendChild(create("div", "md-code-head"));
  head.appendChild(create("b", "md-code-language")).textContent = label;
  const pre = element.appendChild(create("pre", ""));
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", words.codeLabel(label));
  const code = new LiveCode(pre.appendChild(create("code", `language-${language || "plaintext"}`)), language);
  const stop = watchScrollEdges(element, pre);
  return {
    element,
    append: (text) => code.append(text),
    endLine: () => code.endLine(),
    close: () => {
      stop();
      code.close();
    },
  };
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
