// A note tucked behind the message box while a question waits: who asks, how long is left, and the way to the question.
import { useOverview, useStep } from "@colloquy/client/react";
import type { Ask, StepId } from "@colloquy/protocol";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { clock } from "../../components/ui/durations.ts";
import { useNow } from "../../components/ui/use-now.ts";

const TELL_AT_S = [30, 10];

export function AskNote() {
  const { t } = useTranslation();
  const asks = useOverview((overview) => overview.asks);
  const newest = asks.at(-1);
  if (!newest) return null;
  const show = () => document.getElementById(`step-${newest.stepId}`)?.scrollIntoView({ block: "center" });
  return (
    <div className="asknote" role="status">
      <span className="dot wait live" />
      <b>{t("ask.waits", { count: asks.length })}</b>
      <Announced stepId={newest.stepId} />
      <span className="sp" />
      {newest.deadlineAt && <TimeLeft ask={newest} deadline={Date.parse(newest.deadlineAt)} />}
      <button type="button" className="btn quiet sm" style={{ blockSize: "1.75rem" }} onClick={show}>
        {t("common.show")}
      </button>
    </div>
  );
}

/** Says once that somebody asks. */
function Announced({ stepId }: { readonly stepId: StepId }) {
  const { t } = useTranslation();
  const { announcer } = useAppContext();
  const config = useConfig();
  const name = useStep(stepId)?.name ?? config.name;
  useEffect(() => announcer.say(t("announce.asks", { name })), [announcer, t, name]);
  return null;
}

function TimeLeft({ deadline }: { readonly ask: Ask; readonly deadline: number }) {
  const { t } = useTranslation();
  const { announcer } = useAppContext();
  const left = deadline - useNow(true);
  const seconds = Math.ceil(left / 1000);
  const told = useRef(new Set<number>());
  useEffect(() => {
    const due = TELL_AT_S.find((at) => seconds <= at && seconds > at - 5 && !told.current.has(at));
    if (due === undefined) return;
    told.current.add(due);
    announcer.say(t("ask.leftNote", { seconds }));
  }, [announcer, t, seconds]);
  return (
    <span className="left" aria-hidden>
      {t("time.left", { time: clock(left) })}
    </span>
  );
}
