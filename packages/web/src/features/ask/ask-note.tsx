// A note tucked behind the message box while questions wait: how many, how long is left, and the way to each.
import "./ask.css";
import { useChatClient, useOverview, useTurn } from "@colloquy/client/react";
import type { Ask, TurnId } from "@colloquy/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { textsOf } from "./meant-text.ts";
import { showAsk } from "./show-ask.ts";
import { Clock, MoreTime } from "./time-left.tsx";
import { useAnnounceAsks } from "./use-announce-asks.ts";
import { useOutOfView } from "./use-out-of-view.ts";

export function AskNote() {
  const { t } = useTranslation();
  const asks = useOverview((overview) => overview.asks);
  useAnnounceAsks(asks);
  const [first] = asks;
  const away = useOutOfView(first && (first.kind === "text" ? `step-${first.stepId}` : `ask-${first.id}`));
  if (!first) return null;
  const soonest = asks.filter(({ deadlineAt }) => deadlineAt !== null).sort(byDeadline)[0];
  // What is written below is answered there, so more time for it is asked for there too; of several each has its own card.
  const texts = textsOf(asks);
  const typed = texts.length === 1 ? texts[0] : undefined;
  return (
    <div className="asknote">
      <span className="dot wait live" aria-hidden />
      <b>{t("ask.waits", { count: asks.length })}</b>
      <span className="sp" />
      {soonest?.deadlineAt && <Clock deadlineAt={soonest.deadlineAt} />}
      {typed?.extendBy !== undefined && <MoreTime ask={typed} />}
      <StopButton turnId={first.turnId} />
      {(away || asks.length > 1) && <ShowButton asks={asks} />}
    </div>
  );
}

/** For who wants to answer nothing: the turn that asks ends. After a restart there is none. */
function StopButton({ turnId }: { readonly turnId: TurnId }) {
  const { t } = useTranslation();
  const client = useChatClient();
  const tellFailure = useTellFailure();
  const state = useTurn(turnId)?.turn.state;
  if (state !== "waiting" && state !== "running") return null;
  const stop = () => {
    // The button goes with the question.
    document.getElementById("chat-input")?.focus({ preventScroll: true });
    client.stop(turnId).catch(tellFailure);
  };
  return (
    <button type="button" className="btn quiet sm" onClick={stop}>
      {t("composer.stop")}
    </button>
  );
}

/** One question after the other, from the oldest on. */
function ShowButton({ asks }: { readonly asks: readonly Ask[] }) {
  const { t } = useTranslation();
  const client = useChatClient();
  const ui = useUiStore();
  const tellFailure = useTellFailure();
  const [shown, setShown] = useState<Ask["id"]>();
  const show = () => {
    const next = asks[(asks.findIndex(({ id }) => id === shown) + 1) % asks.length];
    if (!next) return;
    setShown(next.id);
    showAsk(client, ui, next).catch(tellFailure);
  };
  return (
    <button type="button" className="btn quiet sm" onClick={show}>
      {t(asks.length > 1 ? "ask.showNext" : "common.show")}
    </button>
  );
}

function byDeadline(a: Ask, b: Ask): number {
  return Date.parse(a.deadlineAt ?? "") - Date.parse(b.deadlineAt ?? "");
}
