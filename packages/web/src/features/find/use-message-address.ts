// An address may name a message: `/thread/<id>#step-<id>`. It is shown once its chat stands; one that is gone is said to be.
import { useChatClient } from "@colloquy/client/react";
import { isUuid, type StepId, type ThreadId } from "@colloquy/protocol";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { useUiStore } from "../../app/app-context.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";

/** The address of a message in its chat. */
export function toMessageAddress(threadId: ThreadId, stepId: StepId): string {
  return `/thread/${threadId}#step-${stepId}`;
}

/** Shows the message that the address names, each time it is gone to. */
export function useMessageAddress(): void {
  const client = useChatClient();
  const ui = useUiStore();
  const tellFailure = useTellFailure();
  const { t } = useTranslation();
  const { pathname, hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same address gone to again shows its message again
  useEffect(() => {
    const [, threadId = ""] = /^\/thread\/([^/]+)$/.exec(pathname) ?? [];
    const stepId = hash.replace(/^#step-/, "");
    if (!isUuid(threadId) || !isUuid(stepId)) return;
    const leave = new AbortController();
    const before = document.activeElement;
    const message = { threadId: threadId.toLowerCase() as ThreadId, stepId: stepId.toLowerCase() as StepId };
    const show = async () => {
      const { lightUp, showMessage } = await import("./show-message.ts");
      const shown = await showMessage(client, ui, message, leave.signal);
      if (shown.kind === "shown") {
        lightUp(shown.element, isFree(before));
        if (shown.switched) ui.toast({ tone: "info", title: t("find.otherVersion") });
      } else if (shown.kind === "gone") ui.toast({ tone: "warning", title: t("find.gone"), text: t("find.goneText") });
    };
    show().catch(tellFailure);
    return () => leave.abort();
  }, [client, ui, tellFailure, t, pathname, hash, key]);
}

/** Nobody has put the focus anywhere since; the message box has it by itself. */
function isFree(before: Element | null): boolean {
  const { activeElement, body } = document;
  return activeElement === before || activeElement === body || activeElement?.id === "chat-input" || before?.isConnected === false;
}
