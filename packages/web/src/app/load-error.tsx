// Under `run -w`: the last change of the app's file does not load. The chat goes on with the app as it was; the error stands above the message box.
import { useOverview } from "@colloquy/client/react";
import { TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../components/ui/copy-button.tsx";
import { Icon } from "../components/ui/icon.tsx";
import { IconButton } from "../components/ui/icon-button.tsx";

export function LoadError() {
  const { t } = useTranslation();
  const error = useOverview((overview) => overview.loadError);
  const [dismissed, dismiss] = useState<string>();
  if (error === undefined || error === dismissed) return null;
  return (
    <section className="loaderror" role="alert" aria-label={t("loadError.title")}>
      <header>
        <Icon of={TriangleAlert} />
        <div>
          <b>{t("loadError.title")}</b>
          <p>{t("loadError.text")}</p>
        </div>
        <CopyButton label={t("common.copy")} doneLabel={t("common.copied")} text={() => error} />
        <IconButton small icon={X} label={t("common.dismiss")} onClick={() => dismiss(error)} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{error}</pre>
    </section>
  );
}
