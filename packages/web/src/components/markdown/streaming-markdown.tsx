// Markdown that is being written: words reach the page without React, and each finished block is rendered once.
import { useEffect, useLayoutEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Pages } from "./block-view.tsx";
import "./markdown.css";
import { type MarkdownOptions, MarkdownProvider, useStableOptions } from "./markdown-options.ts";
import { StreamingBody } from "./streaming-body.ts";
import type { TextSource } from "./text-source.ts";

export interface StreamingMarkdownProps extends MarkdownOptions {
  readonly source: TextSource;
  readonly className?: string | undefined;
}

/** Shows a text source as Markdown while it grows, and after. Keep it mounted when the source closes: then nothing moves. */
export function StreamingMarkdown({ source, className, ...options }: StreamingMarkdownProps) {
  const resolved = useStableOptions(options);
  const { t } = useTranslation();
  const plainCode = t("markdown.code");
  const { latex, allowHtml } = resolved;
  const body = useMemo(() => new StreamingBody(source, { latex, html: allowHtml }, plainCode), [source, latex, allowHtml, plainCode]);
  const context = useMemo(() => ({ options: resolved, definitions: body.splitter.definitions, body }), [resolved, body]);
  useLayoutEffect(() => body.connect(), [body]);
  useEffect(() => body.markShown(), [body]);
  return (
    <MarkdownProvider value={context}>
      <div className={className === undefined ? "md" : `md ${className}`} dir="auto">
        <Pages root={body.splitter.root} />
      </div>
    </MarkdownProvider>
  );
}
