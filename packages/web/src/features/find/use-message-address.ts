// An address may name a message: `/thread/<id>#step-<id>`. It is shown once its chat stands, with the words that it was found by.
import { useChatClient } from "@colloquy/client/react";
import { isUuid, type StepId, type ThreadId } from "@colloquy/protocol";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";
import { lateStrings } from "../../i18n/late-strings.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";

/** What goes along with an address, also over a reload: the words by which its message was found. */
export interface FoundBy {
  readonly foundBy: string;
}

/** The address of a message in its chat. */
export function toMessageAddress(threadId: ThreadId, stepId: StepId): string {
  return `/thread/${threadId}#step-${stepId}`;
}

/** The message that an address names; undefined when it names none. */
export function useNamedMessage(): { readonly threadId: ThreadId; readonly stepId: StepId } | undefined {
  const { pathname, hash } = useLocation();
  const [, threadId = ""] = /^\/thread\/([^/]+)$/.exec(pathname) ?? [];
  const stepId = hash.replace(/^#step-/, "");
  if (!isUuid(threadId) || !isUuid(stepId)) return undefined;
  return { threadId: threadId.toLowerCase() as ThreadId, stepId: stepId.toLowerCase() as StepId };
}

/** Shows the message that the address names, each time it is gone to. */
export function useMessageAddress(): void {
  const client = useChatClient();
  const ui = useUiStore();
  const { announcer } = useAppContext();
  const tellFailure = useTellFailure();
  const { t } = useTranslation();
  const { key, state } = useLocation();
  const { threadId, stepId } = useNamedMessage() ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same address gone to again shows its message again
  useEffect(() => {
    if (!threadId || !stepId) return;
    const leave = new AbortController();
    const before = document.activeElement;
    Promise.all([import("./show-addressed.ts"), lateStrings()])
      .then(([{ showAddressed }]) => showAddressed({ client, ui, announcer, t }, { threadId, stepId, before, state }, leave.signal))
      .catch(tellFailure);
    return () => leave.abort();
  }, [client, ui, announcer, tellFailure, t, threadId, stepId, key]);
}
