// What one footnote says, with the ways back to where it is named.
import { Fragment, type ReactNode, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Container } from "./block-tree.ts";
import { noteId, placeId } from "./footnote-ids.ts";
import { useMarkdown } from "./markdown-options.ts";

/** Ways back shown for one footnote. */
const MOST_PLACES = 20;

interface FootnoteProps {
  footnote: Container;
  label: string;
  children: ReactNode;
}

export function FootnoteView({ footnote, label, children }: FootnoteProps) {
  const { t } = useTranslation();
  const { idPrefix, definitions } = useMarkdown();
  useSyncExternalStore(footnote.subscribe, footnote.version);
  const { footnotes } = definitions;
  const number = useSyncExternalStore(
    (listener) => definitions.watch([`^${label}`], listener),
    () => footnotes.numberOf(label) ?? 0,
  );
  const places = footnotes.placesOf(label).slice(0, MOST_PLACES);
  return (
    <li id={noteId(idPrefix, label)} value={number} dir={footnote.dir}>
      {children}
      <p className="md-ways-back">
        {places.map((place, index) => (
          <Fragment key={place}>
            <a
              href={`#${placeId(idPrefix, place)}`}
              role="doc-backlink"
              aria-label={t("markdown.footnoteBack", { number: index === 0 ? `${number}` : `${number}-${index + 1}` })}
            >
              ↩{index > 0 && <sup>{index + 1}</sup>}
            </a>{" "}
          </Fragment>
        ))}
      </p>
    </li>
  );
}
