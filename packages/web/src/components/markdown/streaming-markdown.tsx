// Markdown that is being written: words reach the page without React, and each finished block is rendered once.
import { useEffect, useLayoutEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LinkedNames } from "./linked-names.ts";
import { type MarkdownOptions, useStableOptions } from "./markdown-options.ts";
import { MarkdownRoot } from "./markdown-root.tsx";
import { StreamingBody } from "./streaming-body.ts";
import type { TextSource } from "./text-source.ts";

export interface StreamingMarkdownProps extends MarkdownOptions {
  readonly source: TextSource;
  readonly className?: string | undefined;
  /** Names in the text that lead somewhere; keep it stable. They may come while the text is written. */
  readonly names?: LinkedNames | undefined;
}

/** Shows a text source as Markdown while it grows, and after. Keep it mounted when the source closes: then nothing moves. */
export function StreamingMarkdown({ source, className, names, ...options }: StreamingMarkdownProps) {
  const resolved = useStableOptions(options);
  const { t } = useTranslation();
  const words = useMemo(
    () => ({
      plainCode: t("markdown.code"),
      codeLabel: (language: string) => t("markdown.codeLabel", { language }),
      tooLarge: t("markdown.tooLarge"),
      showAsText: t("markdown.showAsText"),
    }),
    [t],
  );
  const { latex, allowHtml, root } = resolved;
  const body = useMemo(() => new StreamingBody(source, { latex, html: allowHtml, root }, words), [source, latex, allowHtml, root, words]);
  useLayoutEffect(() => body.setNames(names), [body, names]);
  useLayoutEffect(() => body.connect(), [body]);
  useEffect(() => body.markShown(), [body]);
  return <MarkdownRoot splitter={body.splitter} options={resolved} body={body} className={className} names={names} />;
}
