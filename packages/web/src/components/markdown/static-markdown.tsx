// Markdown that is whole. It is split and rendered by the same parts as a text that streamed, so both look the same.
import { useMemo } from "react";
import { BlockSplitter } from "./block-splitter.ts";
import type { LinkedNames } from "./linked-names.ts";
import { type MarkdownOptions, type RenderText, useStableOptions } from "./markdown-options.ts";
import { MarkdownRoot } from "./markdown-root.tsx";

export interface StaticMarkdownProps extends MarkdownOptions {
  readonly text: string;
  readonly className?: string | undefined;
  /** Names in the text that lead somewhere; keep it stable. */
  readonly names?: LinkedNames | undefined;
  /** Draws words otherwise than as they are; keep it stable. */
  readonly renderText?: RenderText | undefined;
}

/** Shows a text that does not change as Markdown. */
export function StaticMarkdown({ text, className, names, renderText, ...options }: StaticMarkdownProps) {
  const resolved = useStableOptions(options);
  const { latex, allowHtml } = resolved;
  const splitter = useMemo(() => splitWhole(text, latex, allowHtml), [text, latex, allowHtml]);
  return <MarkdownRoot splitter={splitter} options={resolved} className={className} names={names} renderText={renderText} />;
}

function splitWhole(text: string, latex: boolean, html: boolean): BlockSplitter {
  const splitter = new BlockSplitter({ latex, html });
  splitter.feed(text);
  splitter.end();
  return splitter;
}
