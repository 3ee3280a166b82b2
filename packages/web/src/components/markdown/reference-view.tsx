// The raised number that leads to a footnote.
import { useTranslation } from "react-i18next";
import { noteId, placeId } from "./footnote-ids.ts";
import { useMarkdown } from "./markdown-options.ts";

interface ReferenceProps {
  label: string;
  number: number;
  /** What it says has come. Until then there is nothing to lead to. */
  defined: boolean;
  place: string;
}

export function ReferenceView({ label, number, defined, place }: ReferenceProps) {
  const { t } = useTranslation();
  const { idPrefix } = useMarkdown();
  if (!defined) return <sup className="md-reference">{number}</sup>;
  return (
    <sup className="md-reference">
      <a
        href={`#${noteId(idPrefix, label)}`}
        id={placeId(idPrefix, place)}
        role="doc-noteref"
        aria-label={t("markdown.footnote", { number })}
      >
        {number}
      </a>
    </sup>
  );
}
