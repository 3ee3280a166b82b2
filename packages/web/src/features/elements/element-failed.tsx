// An element that cannot be shown says why, and still can be had as a file.
import type { Element } from "@colloquy/protocol";
import { Download, ExternalLink, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import type { Content } from "./content-address.ts";
import { ElementError } from "./element-error.ts";

interface ElementFailedProps {
  readonly element: Element;
  readonly content: Content;
  readonly error: unknown;
  readonly onRetry: () => void;
}

export function ElementFailed({ element, content, error, onRetry }: ElementFailedProps) {
  const { t } = useTranslation();
  return (
    <div className="element-failed" role="alert">
      <Icon of={TriangleAlert} />
      <div>
        <b>{t("elements.failed", { name: `\u2068${element.name || t(`elements.kind.${element.type}`)}\u2069` })}</b>
        <p>{error instanceof ElementError ? error.message : t("elements.failedText")}</p>
        <div className="acts">
          <button type="button" className="btn sm" onClick={onRetry}>
            {t("common.tryAgain")}
          </button>
          {content.kind === "here" && (
            <a className="btn quiet sm" href={content.download} download={element.name}>
              <Icon of={Download} size="s" />
              {t("elements.download")}
            </a>
          )}
          {(content.kind === "elsewhere" || content.kind === "player") && (
            <a className="btn quiet sm" href={content.url} target="_blank" rel="noopener noreferrer">
              <Icon of={ExternalLink} size="s" />
              {t("elements.openThere")}
            </a>
          )}
        </div>
      </div>
    </div>
  );
}
