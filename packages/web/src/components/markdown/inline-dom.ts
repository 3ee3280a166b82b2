// Writes inline nodes into the DOM, changing only what differs from what is there.
import type { Inline } from "./inline-node.ts";
import { toShape } from "./inline-shape.ts";
import { mathLoader } from "./math.ts";

/** Makes the children of `parent` show `nodes`; those up to `after` are left as they are. */
export function patchInline(parent: Element, nodes: readonly Inline[], after?: ChildNode | undefined): void {
  let child: ChildNode | null = after ? after.nextSibling : parent.firstChild;
  for (const node of nodes) {
    const next: ChildNode | null = child?.nextSibling ?? null;
    const kept = patchNode(child, node);
    if (kept !== child) {
      if (child) child.replaceWith(kept);
      else parent.append(kept);
    }
    child = next;
  }
  while (child) {
    const next: ChildNode | null = child.nextSibling;
    child.remove();
    child = next;
  }
}

/** The text node that text written next belongs to: the innermost last one, unless what is last holds no running text. */
export function lastTextOf(parent: Element, nodes: readonly Inline[]): Text | undefined {
  const last = nodes.at(-1);
  const child = parent.lastChild;
  if (!last || !child) return undefined;
  if (last.kind === "footnote" || last.kind === "named") return undefined;
  if (last.kind === "text") return child.nodeType === 3 ? (child as Text) : undefined;
  const shape = toShape(last);
  return shape && child.nodeType === 1 ? lastTextOf(child as Element, shape.children) : undefined;
}

function patchNode(current: ChildNode | null, node: Inline): ChildNode {
  if (node.kind === "text") return patchText(current, node.text);
  if (node.kind === "footnote" && node.number === undefined) return patchText(current, node.raw);
  const shape = toShape(node);
  if (!shape) return patchSpecial(current, node);
  const element = reuse(current, shape.tag) ?? document.createElement(shape.tag);
  setAttributes(element, shape.attributes);
  patchInline(element, shape.children);
  return element;
}

function patchText(current: ChildNode | null, text: string): ChildNode {
  if (current?.nodeType !== 3) return document.createTextNode(text);
  const existing = current as Text;
  if (text === existing.data) return existing;
  if (text.startsWith(existing.data)) existing.appendData(text.slice(existing.data.length));
  else existing.data = text;
  return existing;
}

/** Formulas, and images, which load only when their block is sealed. */
function patchSpecial(current: ChildNode | null, node: Inline): ChildNode {
  const key = JSON.stringify(node);
  const element = reuse(current, "span") ?? document.createElement("span");
  if (element.dataset["key"] === key) return element;
  const html = node.kind === "math" ? mathLoader.render(node.tex, node.display) : undefined;
  element.className = node.kind === "math" ? "md-formula" : "md-image-pending";
  element.dataset["key"] = key;
  if (html === undefined) element.textContent = node.kind === "math" ? node.tex : node.kind === "image" ? node.alt : "";
  else element.innerHTML = html;
  return element;
}

function reuse(current: ChildNode | null, tag: string): HTMLElement | undefined {
  return current?.nodeType === 1 && (current as Element).localName === tag ? (current as HTMLElement) : undefined;
}

function setAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const name of element.getAttributeNames()) if (!Object.hasOwn(attributes, name)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(attributes)) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
