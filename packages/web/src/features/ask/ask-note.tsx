// A note tucked behind the message box while a question waits: who asks, how long is left, and the way to the question.
import { useOverview, useStep } from "@colloquy/client/react";
import type { Ask, StepId } from "@colloquy/protocol";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { clock } from "../../components/ui/durations.ts";
import { useNow } from "../../components/ui/use-now.ts";

const TELL_AT_S = [30, 10];

export function AskNote() {
  const { t } = useTranslation();
  const asks = useOverview((overview) => overview.asks);
  const newest = asks.at(-1);
  const away = useOutOfView(newest && `step-${newest.stepId}`);
  if (!newest) return null;
  const show = () => document.getElementById(`step-${newest.stepId}`)?.scrollIntoView({ block: "center" });
  return (
    <div className="asknote" role="status">
      <span className="dot wait live" />
      <b>{t("ask.waits", { count: asks.length })}</b>
      <Announced stepId={newest.stepId} />
      <span className="sp" />
      {newest.deadlineAt && <TimeLeft ask={newest} deadline={Date.parse(newest.deadlineAt)} />}
      {away && (
        <button type="button" className="btn quiet sm" style={{ blockSize: "1.75rem" }} onClick={show}>
          {t("common.show")}
        </button>
      )}
    </div>
  );
}

/** True while an element is on the page and none of it can be seen. */
function useOutOfView(id: string | undefined): boolean {
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (id === undefined) return undefined;
    const views = new IntersectionObserver((entries) => setAway(entries.at(-1)?.isIntersecting === false));
    let watched: Element | null = null;
    const watch = () => {
      const element = document.getElementById(id);
      if (element === watched) return;
      if (watched) views.unobserve(watched);
      watched = element;
      if (element) views.observe(element);
      else setAway(false);
    };
    // Its turn may be drawn a moment later, and be drawn anew.
    const drawings = new MutationObserver(watch);
    drawings.observe(document.getElementById("main") ?? document.body, { childList: true, subtree: true });
    watch();
    return () => {
      views.disconnect();
      drawings.disconnect();
    };
  }, [id]);
  return away;
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
