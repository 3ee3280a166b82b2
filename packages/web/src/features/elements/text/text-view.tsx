// A text: Markdown, or code when it has a language. Under a message a long one shows its beginning.
import { Download } from "lucide-react";
import { use, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../../app/app-context.tsx";
import { thinMarks } from "../../../components/markdown/mark-runs.ts";
import { Icon } from "../../../components/ui/icon.tsx";
import { useLater } from "../../../components/ui/later.ts";
import { isLong } from "../../thread/long-text.ts";
import { toMarkdownOptions } from "../../thread/markdown-options.ts";
import type { ElementViewProps } from "../element-view.ts";
import { useContent } from "../use-content.ts";
import { loadText } from "./load-text.ts";

export function TextView({ element, url, place }: ElementViewProps) {
  if (url === undefined) return null;
  return <LoadedText element={element} url={url} place={place} />;
}

function LoadedText({ element, url, place }: ElementViewProps & { readonly url: string }) {
  const { t } = useTranslation();
  const id = useId();
  const { text, cut } = use(loadText(url));
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const engine = useLater(markdown);
  const content = useContent(element);
  const [open, setOpen] = useState(false);
  const { language, name } = element;
  // Code folds by itself.
  const long = place === "inline" && language === undefined && isLong(text);
  const fence = fenceFor(text);
  const shown = language === undefined ? text : `${fence}${language}\n${text}\n${fence}`;
  return (
    <div className="text">
      {(name !== "" && place === "inline") || cut ? (
        <div className="text-head">
          <b className="element-name">
            <bdi>{name || t("elements.kind.text")}</bdi>
          </b>
        </div>
      ) : null}
      <div id={id} className="text-body" data-folded={long && !open ? "" : undefined}>
        {engine ? (
          <engine.StaticMarkdown text={shown} {...toMarkdownOptions(config, root)} />
        ) : (
          <p className="plain each-way">{thinMarks(text)}</p>
        )}
      </div>
      {long && (
        <button type="button" className="btn quiet sm" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t(open ? "markdown.showLess" : "chat.showMore")}
        </button>
      )}
      {cut && content.kind === "here" && (
        <p className="text-cut">
          {t("elements.textCut")}{" "}
          <a className="btn quiet sm" href={content.download} download={name}>
            <Icon of={Download} size="s" />
            {t("elements.download")}
          </a>
        </p>
      )}
    </div>
  );
}

/** Longer than any fence in it. */
function fenceFor(text: string): string {
  let longest = 2;
  for (const [ticks] of text.matchAll(/`{3,}/g)) longest = Math.max(longest, ticks.length);
  return "`".repeat(longest + 1);
}
