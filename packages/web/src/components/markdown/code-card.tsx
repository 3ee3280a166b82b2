// A card of code: its language, and buttons to wrap, download and copy it. Long code is folded, unless it was being read as it grew.
import { Check, Copy, Download, PanelRight, WrapText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCopied } from "../ui/use-copied.ts";
import { CodeText } from "./code-text.tsx";
import { downloadText } from "./download.ts";
import { IconButton } from "./icon-button.tsx";
import { openCode, shownAs } from "./open-code.ts";
import { useScrollEdges } from "./use-scroll-edges.ts";

/** Lines shown of code that is folded. */
const FOLD_LINES = 30;

export function CodeCard({ source, language, live }: { source: string; language: string; live: boolean }) {
  const { t } = useTranslation();
  const [wrap, setWrap] = useState(false);
  const [copied, copy] = useCopied();
  const edges = useScrollEdges();
  const lines = countLines(source);
  // A block does not move once it is there: what grew before the reader's eyes stays open.
  const [open, setOpen] = useState(live);
  const long = lines > FOLD_LINES;
  const label = language || t("markdown.code");
  return (
    <figure className="md-code" dir="ltr" data-wrap={wrap || undefined} data-folded={(long && !open) || undefined}>
      <div className="md-code-head">
        <b className="md-code-language">{label}</b>
        {shownAs(language) && (
          <IconButton label={t("markdown.openAside")} onClick={(button) => openCode(button, { language, source })}>
            <PanelRight size={16} strokeWidth={1.6} aria-hidden="true" />
          </IconButton>
        )}
        <IconButton label={t("markdown.wrap")} pressed={wrap} onClick={() => setWrap(!wrap)}>
          <WrapText size={16} strokeWidth={1.6} aria-hidden="true" />
        </IconButton>
        <IconButton label={t("markdown.download")} onClick={() => downloadText(fileName(language), source)}>
          <Download size={16} strokeWidth={1.6} aria-hidden="true" />
        </IconButton>
        <IconButton label={copied ? t("common.copied") : t("common.copy")} onClick={() => copy(source)}>
          {copied ? <Check size={16} strokeWidth={1.6} aria-hidden="true" /> : <Copy size={16} strokeWidth={1.6} aria-hidden="true" />}
        </IconButton>
      </div>
      {/* biome-ignore-start lint/a11y/useSemanticElements: a section cannot be a pre */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre ref={edges} role="region" tabIndex={0} aria-label={t("markdown.codeLabel", { language: label })}>
        <CodeText source={source} language={language} />
      </pre>
      {/* biome-ignore-end lint/a11y/useSemanticElements: a section cannot be a pre */}
      {long && (
        <button type="button" className="md-code-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t("markdown.showLess") : t("markdown.showAll", { count: lines })}
        </button>
      )}
    </figure>
  );
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

const extensions: Readonly<Record<string, string>> = {
  bash: "sh",
  csharp: "cs",
  javascript: "js",
  kotlin: "kt",
  markdown: "md",
  python: "py",
  ruby: "rb",
  rust: "rs",
  shell: "sh",
  typescript: "ts",
};

function fileName(language: string): string {
  const name = language.toLowerCase().replace(/[^a-z0-9]/g, "");
  return `code.${(Object.hasOwn(extensions, name) ? extensions[name] : undefined) ?? (name || "txt")}`;
}
