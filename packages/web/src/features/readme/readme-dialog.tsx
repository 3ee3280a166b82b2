// The app's readme page over the chat, in the person's language.
import { useChatClient } from "@colloquy/client/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useLater } from "../../components/ui/later.ts";
import { toMarkdownOptions } from "../thread/markdown-options.ts";

type Loaded = { readonly text: string } | "failed" | undefined;

export function ReadmeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { root, markdown, language } = useAppContext();
  const config = useConfig();
  const loaded = useReadme(language);
  const engine = useLater(markdown);
  return (
    <Dialog id="readme" title={t("shell.readme")} closeLabel={t("common.close")} wide onClose={onClose}>
      {loaded === "failed" && <p role="alert">{t("shell.readmeFailed")}</p>}
      {loaded !== "failed" && (!loaded || !engine) && <span className="spin" role="status" aria-label={t("common.loading")} />}
      {loaded !== "failed" && loaded && engine && <engine.StaticMarkdown text={loaded.text} {...toMarkdownOptions(config, root)} />}
    </Dialog>
  );
}

function useReadme(language: string): Loaded {
  const { api } = useChatClient();
  const [loaded, setLoaded] = useState<Loaded>(undefined);
  useEffect(() => {
    const { signal, abort } = toAbort();
    api.call("readme", { language }, { signal }).then(
      ({ markdown }) => setLoaded({ text: markdown ?? "" }),
      () => signal.aborted || setLoaded("failed"),
    );
    return abort;
  }, [api, language]);
  return loaded;
}

function toAbort(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
