// A formula: KaTeX with MathML for screen readers, or its TeX until KaTeX has come.
import { useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { mathLoader } from "./math.ts";

export function FormulaView({ tex, display }: { tex: string; display: boolean }) {
  const html = useFormula(tex, display);
  if (html === undefined) return <span className="md-formula">{tex}</span>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes what it is given, and `trust` is off
  return <span className="md-formula" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A formula on its own line; it scrolls in its own region when it is wide. */
export function MathBlock({ tex }: { tex: string }) {
  const { t } = useTranslation();
  const html = useFormula(tex, true);
  const region = { className: "md-math", role: "region", tabIndex: 0, "aria-label": t("markdown.formula") };
  if (html === undefined) return <div {...region}>{tex}</div>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX escapes what it is given, and `trust` is off
  return <div {...region} dangerouslySetInnerHTML={{ __html: html }} />;
}

function useFormula(tex: string, display: boolean): string | undefined {
  const ready = useSyncExternalStore(mathLoader.subscribe, mathLoader.isReady);
  return useMemo(() => (ready ? mathLoader.render(tex, display) : undefined), [ready, tex, display]);
}
