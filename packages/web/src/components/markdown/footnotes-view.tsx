// The footnotes at the end of a text.
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Children } from "./block-view.tsx";
import type { Footnotes } from "./footnotes.ts";

/** The footnotes of a text, once one is referred to and defined. */
export function FootnotesView({ footnotes }: { footnotes: Footnotes }) {
  const { t } = useTranslation();
  const { section } = footnotes;
  useSyncExternalStore(section.subscribe, section.version);
  if (section.children.length === 0) return null;
  return (
    <section className="md-footnotes" aria-label={t("markdown.footnotes")}>
      <ol>
        <Children parent={section} />
      </ol>
    </section>
  );
}
