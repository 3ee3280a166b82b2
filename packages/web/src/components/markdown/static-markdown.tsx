// Markdown that is whole. It is split and rendered by the same parts as a text that streamed, so both look the same.
import { useMemo } from "react";
import { BlockSplitter } from "./block-splitter.ts";
import { Pages } from "./block-view.tsx";
import "./markdown.css";
import { type MarkdownOptions, MarkdownProvider, type RenderText, useStableOptions } from "./markdown-options.ts";

export interface StaticMarkdownProps extends MarkdownOptions {
  readonly text: string;
  readonly className?: string | undefined;
  /** Draws words otherwise than as they are; keep it stable. */
  readonly renderText?: RenderText | undefined;
}

/** Shows a text that does not change as Markdown. */
export function StaticMarkdown({ text, className, renderText, ...options }: StaticMarkdownProps) {
  const resolved = useStableOptions(options);
  const { latex, allowHtml } = resolved;
  const splitter = useMemo(() => splitWhole(text, latex, allowHtml), [text, latex, allowHtml]);
  const context = useMemo(
    () => ({ options: resolved, definitions: splitter.definitions, body: undefined, renderText }),
    [resolved, splitter, renderText],
  );
  return (
    <MarkdownProvider value={context}>
      <div className={className === undefined ? "md" : `md ${className}`} dir="auto">
        <Pages root={splitter.root} />
      </div>
    </MarkdownProvider>
  );
}

function splitWhole(text: string, latex: boolean, html: boolean): BlockSplitter {
  const splitter = new BlockSplitter({ latex, html });
  splitter.feed(text);
  splitter.end();
  return splitter;
}
