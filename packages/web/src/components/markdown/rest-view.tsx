// What comes after the most a page can show with its formatting: a sentence that says so, and the text behind a button.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMarkdown } from "./markdown-options.ts";

export function RestView({ source }: { source: string }) {
  const { t } = useTranslation();
  const { body } = useMarkdown();
  const [open, setOpen] = useState(() => body?.restIsOpen ?? false);
  return (
    <details className="md-rest" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{t("markdown.tooLarge")}</span>
        <b>{t("markdown.showAsText")}</b>
      </summary>
      <p className="md-rest-text">{source}</p>
    </details>
  );
}
