// Inline nodes as React elements, for sealed blocks.
import { createElement, Fragment, type ReactNode, useCallback, useMemo, useSyncExternalStore } from "react";
import { FormulaView } from "./formula-view.tsx";
import { ImageView } from "./image-view.tsx";
import { type Inline, labelsIn } from "./inline.ts";
import { cachedInline } from "./inline-cache.ts";
import { toShape } from "./inline-shape.ts";
import { type RenderText, useMarkdown } from "./markdown-options.ts";

/** Inline Markdown of a block that will not change. It is read again only when a link it names is defined later. */
export function InlineText({ source }: { source: string }) {
  const {
    options: { latex, allowHtml },
    definitions,
    renderText,
  } = useMarkdown();
  const labels = useMemo(() => (source.includes("[") ? labelsIn(source) : []), [source]);
  const defined = useCallback(() => labels.map((label) => definitions.get(label)?.href ?? "").join("\n"), [labels, definitions]);
  const known = useSyncExternalStore(definitions.subscribe, defined);
  const nodes = useMemo(
    () => cachedInline(source, { latex, html: allowHtml }, { definitions, known }),
    [source, latex, allowHtml, definitions, known],
  );
  return renderNodes(nodes, renderText);
}

function renderNodes(nodes: readonly Inline[], renderText: RenderText | undefined): ReactNode[] {
  return nodes.map((node, index) => renderNode(node, index, renderText));
}

function renderNode(node: Inline, index: number, renderText: RenderText | undefined): ReactNode {
  if (node.kind === "text") return renderText ? <Fragment key={index}>{renderText(node.text)}</Fragment> : node.text;
  if (node.kind === "math") return <FormulaView key={index} tex={node.tex} display={node.display} />;
  if (node.kind === "image") return <ImageView key={index} url={node.url} alt={node.alt} title={node.title} />;
  const shape = toShape(node);
  if (!shape) return null;
  const { datetime, ...attributes } = shape.attributes;
  const props = { key: index, ...attributes, ...(datetime === undefined ? {} : { dateTime: datetime }) };
  return shape.children.length > 0
    ? createElement(shape.tag, props, ...renderNodes(shape.children, renderText))
    : createElement(shape.tag, props);
}
