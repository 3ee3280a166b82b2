// What a screen reader is told of questions: that one is put, that the app reminds of it, and when half a minute and ten seconds are left.
import { useChatClient } from "@colloquy/client/react";
import type { Ask, AskId } from "@colloquy/protocol";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";

const TELL_AT_S = [30, 10];

/** What was told of a question. */
interface Told {
  remindedAt: string | undefined;
  deadlineAt: string | null;
  readonly seconds: Set<number>;
}

export function useAnnounceAsks(asks: readonly Ask[]): void {
  const { t } = useTranslation();
  const { announcer } = useAppContext();
  const { name: appName } = useConfig();
  const { store } = useChatClient();
  const known = useRef(new Map<AskId, Told>());
  useEffect(() => {
    const told = known.current;
    for (const { id, stepId, remindedAt, deadlineAt } of asks) {
      const before = told.get(id);
      const name = store.getStep(stepId)?.name ?? appName;
      if (!before) announcer.say(t("announce.asks", { name }));
      else if (before.remindedAt !== remindedAt) announcer.say(t("ask.stillWaits", { name }));
      // With more time, what is left is told anew.
      const seconds = before && before.deadlineAt === deadlineAt ? before.seconds : new Set<number>();
      told.set(id, { remindedAt, deadlineAt, seconds });
    }
    for (const id of told.keys()) if (!asks.some((ask) => ask.id === id)) told.delete(id);
  }, [asks, announcer, appName, store, t]);
  const timed = asks.some(({ deadlineAt }) => deadlineAt !== null);
  useEffect(() => {
    if (!timed) return undefined;
    const look = () => {
      for (const { deadlineAt, seconds } of known.current.values()) {
        if (deadlineAt === null) continue;
        const left = Math.ceil((Date.parse(deadlineAt) - store.now()) / 1_000);
        const due = TELL_AT_S.find((at) => left <= at && left > at - 5 && !seconds.has(at));
        if (due === undefined) continue;
        seconds.add(due);
        announcer.say(t("ask.leftNote", { seconds: due }));
      }
    };
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [timed, announcer, store, t]);
}
