// Tells a screen reader which chat it is in, when an answer begins and how it ended; the words themselves are read from the log.

import { useChatClient, useOverview } from "@colloquy/client/react";
import { isFinal, type TurnId } from "@colloquy/protocol";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { countWords } from "./count-words.ts";
import { saidText } from "./said-text.ts";

/** Says which chat was opened, from the second one on: the first is what the page was opened for. */
export function useAnnounceChats(): void {
  const { t } = useTranslation();
  const { announcer } = useAppContext();
  const { store } = useChatClient();
  const threadId = useOverview((overview) => (overview.ready && !overview.refused ? overview.thread.id : undefined));
  const known = useRef(threadId);
  useEffect(() => {
    if (!threadId || threadId === known.current) return;
    const first = known.current === undefined;
    known.current = threadId;
    const { thread, interacted } = store.getOverview();
    if (!first) announcer.say(interacted ? t("announce.chatOpened", { name: thread.name ?? t("shell.untitled") }) : t("announce.newChat"));
  }, [threadId, announcer, store, t]);
}

export function useAnnounceTurns(): void {
  const { t } = useTranslation();
  const { announcer } = useAppContext();
  const config = useConfig();
  const { store } = useChatClient();
  const running = useOverview((overview) => {
    const leaf = overview.turnIds.at(-1);
    return leaf && overview.busy ? leaf : undefined;
  });
  const was = useRef<TurnId>(undefined);
  useEffect(() => {
    if (running) {
      was.current = running;
      announcer.say(t("announce.answering", { name: config.name }));
      return;
    }
    const view = was.current && store.getTurn(was.current);
    if (!view || !isFinal(view.turn.state)) return;
    was.current = undefined;
    const { state, error } = view.turn;
    if (state === "stopped") announcer.say(t("announce.stopped"));
    else if (state === "failed") announcer.say(t("announce.failed", { message: error?.message ?? "" }));
    else
      announcer.say(
        t("announce.complete", {
          count: countWords(view.stepIds.map((id) => (store.getStep(id)?.type === "assistant_message" ? saidText(store, id) : ""))),
        }),
      );
  }, [running, announcer, config.name, store, t]);
}
