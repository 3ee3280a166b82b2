// Inline nodes as React elements, for sealed blocks.
import { createElement, Fragment, type ReactNode, useCallback, useMemo, useSyncExternalStore } from "react";
import { placeOf } from "./footnote-references.ts";
import { FormulaView } from "./formula-view.tsx";
import { ImageView } from "./image-view.tsx";
import { labelsIn } from "./inline.ts";
import { cachedInline } from "./inline-cache.ts";
import type { Inline } from "./inline-node.ts";
import { toShape } from "./inline-shape.ts";
import { type RenderText, useMarkdown } from "./markdown-options.ts";
import { ReferenceView } from "./reference-view.tsx";

interface InlineTextProps {
  source: string;
  /** The name of this text among those of its message, so that links can lead to a place in it. */
  name: string;
}

/** Inline Markdown of a block that will not change. It is read again only when a link it names is defined later. */
export function InlineText({ source, name }: InlineTextProps) {
  const {
    options: { latex, allowHtml, root },
    definitions,
    names,
    renderText,
  } = useMarkdown();
  const labels = useMemo(() => (source.includes("[") ? labelsIn(source) : []), [source]);
  const watch = useCallback((listener: () => void) => definitions.watch(labels, listener), [labels, definitions]);
  const defined = useCallback(() => labels.map((label) => definitions.meaning(label)).join("\n"), [labels, definitions]);
  const known = useSyncExternalStore(watch, defined);
  const plain = useMemo(
    () => cachedInline(source, { latex, html: allowHtml, root }, { definitions, known }),
    [source, latex, allowHtml, root, definitions, known],
  );
  const nodes = useMemo(() => names?.link(plain) ?? plain, [plain, names]);
  let references = 0;
  return renderNodes(nodes, { renderText, nextPlace: () => placeOf(name, references++) });
}

interface Rendering {
  readonly renderText: RenderText | undefined;
  /** The place of the next reference to a footnote. */
  readonly nextPlace: () => string;
}

function renderNodes(nodes: readonly Inline[], rendering: Rendering): ReactNode[] {
  return nodes.map((node, index) => renderNode(node, index, rendering));
}

function renderNode(node: Inline, index: number, rendering: Rendering): ReactNode {
  const { renderText } = rendering;
  if (node.kind === "text") return renderText ? <Fragment key={index}>{renderText(node.text)}</Fragment> : node.text;
  if (node.kind === "math") return <FormulaView key={index} tex={node.tex} display={node.display} />;
  if (node.kind === "image") return <ImageView key={index} url={node.url} alt={node.alt} title={node.title} />;
  if (node.kind === "footnote") {
    const place = rendering.nextPlace();
    if (node.number === undefined) return node.raw;
    return <ReferenceView key={index} label={node.label} number={node.number} defined={node.defined} place={place} />;
  }
  const shape = toShape(node);
  if (!shape) return null;
  const { datetime, class: className, ...attributes } = shape.attributes;
  const props = { key: index, ...attributes, ...(className && { className }), ...(datetime === undefined ? {} : { dateTime: datetime }) };
  return shape.children.length > 0
    ? createElement(shape.tag, props, ...renderNodes(shape.children, rendering))
    : createElement(shape.tag, props);
}
