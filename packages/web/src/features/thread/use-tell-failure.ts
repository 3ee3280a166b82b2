// A request that was refused says so in a toast, with the server's own words.
import { isChatError } from "@colloquy/protocol";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";

/** Use as the rejection handler of a request. */
export function useTellFailure(): (error: unknown) => void {
  const { t } = useTranslation();
  const ui = useUiStore();
  return useCallback(
    (error: unknown) => {
      const text = isChatError(error) ? `${error.message} ${error.fix}` : error instanceof Error ? error.message : "";
      ui.toast({ tone: "error", title: t("chat.actionFailed"), text });
    },
    [ui, t],
  );
}
