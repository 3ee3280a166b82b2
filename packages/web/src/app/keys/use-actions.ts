// What each shortcut does. The search offers most of it as well. An action says whether there was anything to do.

import { useChatClient } from "@colloquy/client/react";
import { isFinal } from "@colloquy/protocol";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../../components/ui/copy-text.ts";
import { useNavigation } from "../../features/history/use-navigation.ts";
import { withSaidTools } from "../../features/said/load-said-tools.ts";
import { findSelection } from "../../features/said/selection.ts";
import { saidText } from "../../features/thread/said-text.ts";
import { useTellFailure } from "../../features/thread/use-tell-failure.ts";
import { useConfig, useUiStore } from "../app-context.tsx";
import { usePanelTabs } from "../panel-tabs.ts";
import { editEarlier } from "./edit-earlier.ts";
import type { ShortcutName } from "./shortcuts.ts";
import { chooseVersion, walk } from "./turns-in-view.ts";

export type Actions = Readonly<Record<ShortcutName, () => boolean>>;

export function useActions(): Actions {
  const { t } = useTranslation();
  const client = useChatClient();
  const ui = useUiStore();
  const { features } = useConfig();
  const [panelTab] = usePanelTabs();
  const { startNewChat } = useNavigation();
  const tellFailure = useTellFailure();
  const { history, editMessage, regenerate } = features;
  return useMemo(() => {
    const { store } = client;
    const done = (act: () => unknown) => () => {
      act();
      return true;
    };
    const copy = (text: string | undefined, told: string) => {
      if (!text) return false;
      void copyText(text).then((copied) => copied && ui.toast({ tone: "success", title: told }));
      return true;
    };
    return {
      search: done(() => ui.set({ dialog: ui.get().dialog === "search" ? undefined : "search", drawer: false })),
      newChat: done(startNewChat),
      sidebar: () => history && done(() => ui.toggleSidebar())(),
      panel: () => panelTab !== undefined && done(() => ui.showPanel(ui.get().panel ? undefined : panelTab))(),
      settings: done(() => ui.openSettings()),
      sheet: done(() => ui.set({ dialog: "keys", drawer: false })),
      composer: done(() => document.getElementById("chat-input")?.focus()),
      stop: () => {
        const { busy, asks } = store.getOverview();
        if (ui.get().dialog || ui.get().drawer || (!busy && asks.length === 0)) return false;
        client.stop().catch(() => undefined); // The line is down: the notice above the message box says so.
        return true;
      },
      find: () => {
        // Elsewhere, and with the bar open, these keys are the browser's own.
        if (ui.get().finding || ui.get().dialog || !document.activeElement?.closest(".log")) return false;
        ui.set({ finding: true });
        return true;
      },
      editLast: () => (editMessage && editEarlier(store, ui)) || ui.composer.walk(1, true),
      previousTurn: () => ui.composer.walk(1) || walk(-1),
      nextTurn: () => ui.composer.walk(-1) || walk(1),
      quote: () => {
        if (!findSelection()) return false;
        withSaidTools(({ quoteSelection }) => ui.composer.add(quoteSelection() ?? ""));
        return true;
      },
      copyLast: () => {
        const { turnIds } = store.getOverview();
        const view = turnIds.map((id) => store.getTurn(id)).findLast((turn) => turn && turn.stepIds.length > 1);
        const last = view?.stepIds.findLast((id) => store.getStep(id)?.type === "assistant_message");
        return copy(last && saidText(store, last), t("keys.answerCopied"));
      },
      copyCode: () => copy([...document.querySelectorAll(".ai-message pre code")].at(-1)?.textContent, t("keys.codeCopied")),
      retryLast: () => {
        const { turnIds, busy } = store.getOverview();
        const last = turnIds.map((id) => store.getTurn(id)?.turn).findLast((turn) => turn?.messageId !== undefined);
        if (!regenerate || busy || !last || !isFinal(last.state)) return false;
        client.regenerate(last.id).catch(tellFailure);
        return true;
      },
      earlierVersion: () => chooseVersion("back"),
      laterVersion: () => chooseVersion("on"),
    };
  }, [client, ui, t, history, editMessage, regenerate, panelTab, startNewChat, tellFailure]);
}
