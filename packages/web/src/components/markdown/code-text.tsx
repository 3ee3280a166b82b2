// Code with its colours, once its language has come.
import { memo, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { languages } from "./code-languages.ts";
import { keepTextSelection } from "./keep-selection.ts";

/** Code up to this length is coloured as it is shown; longer code a moment later, when the page is idle. */
const AT_ONCE = 6_000;

export const CodeText = memo(function CodeText({ source, language }: { source: string; language: string }) {
  const ready = useSyncExternalStore(languages.subscribe, () => languages.isReady(language));
  const code = useRef<HTMLElement>(null);
  const [html, setHtml] = useState(() => (source.length <= AT_ONCE ? languages.highlight(language, source) : languages.recall(source)));
  useEffect(() => {
    if (html !== undefined) return undefined;
    if (!ready) {
      void languages.load(language);
      return undefined;
    }
    return whenIdle(() => {
      const coloured = languages.highlight(language, source);
      if (coloured === undefined) return;
      const restore = code.current ? keepTextSelection(code.current) : undefined;
      // The colours are new nodes: what a person selected is selected again before anybody sees that it was gone.
      flushSync(() => setHtml(coloured));
      restore?.();
    });
  }, [html, ready, language, source]);
  const className = `language-${language || "plaintext"}`;
  if (html === undefined)
    return (
      <code ref={code} className={className}>
        {source}
      </code>
    );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the highlighter escapes the code and adds only spans with classes
  return <code ref={code} className={className} dangerouslySetInnerHTML={{ __html: html }} />;
});

function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== "function") {
    const id = setTimeout(run, 50);
    return () => clearTimeout(id);
  }
  const id = requestIdleCallback(run, { timeout: 1_000 });
  return () => cancelIdleCallback(id);
}
