// Code with its colours, once its language has come.
import { memo, useEffect, useState, useSyncExternalStore } from "react";
import { languages } from "./code-languages.ts";

/** Code up to this length is coloured as it is shown; longer code a moment later, when the page is idle. */
const AT_ONCE = 6_000;

export const CodeText = memo(function CodeText({ source, language }: { source: string; language: string }) {
  const ready = useSyncExternalStore(languages.subscribe, () => languages.isReady(language));
  const [html, setHtml] = useState(() => (source.length <= AT_ONCE ? languages.highlight(language, source) : languages.recall(source)));
  useEffect(() => {
    if (html !== undefined) return undefined;
    if (!ready) {
      void languages.load(language);
      return undefined;
    }
    return whenIdle(() => setHtml(languages.highlight(language, source)));
  }, [html, ready, language, source]);
  const className = `language-${language || "plaintext"}`;
  if (html === undefined) return <code className={className}>{source}</code>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the highlighter escapes the code and adds only spans with classes
  return <code className={className} dangerouslySetInnerHTML={{ __html: html }} />;
});

function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== "function") {
    const id = setTimeout(run, 50);
    return () => clearTimeout(id);
  }
  const id = requestIdleCallback(run, { timeout: 1_000 });
  return () => cancelIdleCallback(id);
}
