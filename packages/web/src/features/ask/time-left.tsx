// How long a question waits, and more time for whoever needs it.
import { useChatClient } from "@colloquy/client/react";
import type { Ask } from "@colloquy/protocol";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { clock } from "../../components/ui/durations.ts";
import { useNow } from "../../components/ui/use-now.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";

/** Nothing for a question that waits for ever. */
export function TimeLeft({ ask }: { readonly ask: Ask }) {
  if (ask.deadlineAt === null) return null;
  return (
    <span className="time-left">
      <Clock deadlineAt={ask.deadlineAt} />
      {ask.extendBy !== undefined && <MoreTime ask={ask} />}
    </span>
  );
}

export function Clock({ deadlineAt }: { readonly deadlineAt: string }) {
  const { t } = useTranslation();
  const { store } = useChatClient();
  useNow(true);
  // By the clock of the server, whose deadline it is.
  const left = Date.parse(deadlineAt) - store.now();
  return (
    <span className="left" role="timer" aria-live="off">
      {t("time.left", { time: clock(left) })}
    </span>
  );
}

/** Asks for more time; how much there is then is said to whoever listens. */
export function MoreTime({ ask }: { readonly ask: Ask }) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { announcer } = useAppContext();
  const tellFailure = useTellFailure();
  const [asking, setAsking] = useState(false);
  const { id, deadlineAt } = ask;
  const before = useRef(deadlineAt);
  useEffect(() => {
    if (deadlineAt === null || before.current === deadlineAt) return;
    before.current = deadlineAt;
    announcer.say(t("time.left", { time: clock(Date.parse(deadlineAt) - client.store.now()) }));
  }, [deadlineAt, client, announcer, t]);
  const extend = () => {
    if (asking) return;
    setAsking(true);
    client
      .extendAsk(id)
      .catch(tellFailure)
      .finally(() => setAsking(false));
  };
  return (
    <button type="button" className="btn quiet sm more-time" aria-disabled={asking || undefined} onClick={extend}>
      {t("ask.moreTime")}
    </button>
  );
}
