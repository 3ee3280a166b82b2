// One step: a line with its state, name and time; opened, a card with what went in and what came out, and the steps inside of it.
import { useStep } from "@colloquy/client/react";
import type { Step, Turn } from "@colloquy/protocol";
import { Check, ChevronDown, ChevronRight, Clock, X } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { shortDuration } from "../../components/ui/durations.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { useNow } from "../../components/ui/use-now.ts";
import type { TrailNode } from "../thread/turn-outline.ts";
import { StepCard } from "./step-card.tsx";
import { type StepState, stepState } from "./step-state.ts";
import { useStepHint } from "./use-step-hint.ts";

interface StepRowProps {
  readonly node: TrailNode;
  readonly turn: Turn;
}

export const StepRow = memo(function StepRow({ node, turn }: StepRowProps) {
  const { t } = useTranslation();
  const step = useStep(node.id);
  const [open, setOpen] = useOpen(step);
  const hint = useStepHint(step);
  if (!step) return null;
  const state = stepState(step, turn);
  const tone = state === "failed" ? "is-bad" : state === "waiting" ? "is-ask" : "";
  return (
    <div className={`step ${tone}`} id={`step-${step.id}`} data-step-type={step.type} data-step-name={step.name} data-block>
      <button
        type="button"
        className="step-line"
        ref={(line) => nameFirst(line, step.name)}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="g">
          <Glyph state={state} />
        </span>
        <b className={state === "running" ? "shimmer" : ""}>
          <bdi>{step.name}</bdi>
        </b>
        {(state === "waiting" || state === "cancelled" || hint) && (
          <span className={`arg ${state === "waiting" || state === "cancelled" ? "keep" : ""}`}>
            {state === "waiting" ? t("steps.waiting") : state === "cancelled" ? t("steps.cancelled") : <bdi>{hint}</bdi>}
          </span>
        )}
        <Icon of={open ? ChevronDown : ChevronRight} className="chev" flip={!open} />
        {step.start && state !== "waiting" && <StepTime step={step} running={state === "running"} />}
        <span className="sr">{state === "failed" ? t("steps.failedState") : t(`steps.${state}`)}</span>
      </button>
      {open && <StepCard step={step} />}
      {open && node.children.length > 0 && (
        <div className="trail">
          {node.children.map((child) => (
            <StepRow key={child.id} node={child} turn={turn} />
          ))}
        </div>
      )}
    </div>
  );
});

/** The first step of a name has the id that others know it by; ids stay unique. */
function nameFirst(line: HTMLElement | null, name: string): void {
  const id = `step-${name}`;
  if (line && !document.getElementById(id)) line.id = id;
}

/** Open by the author's wish, by failing, or by the person's hand, which wins. */
function useOpen(step: Step | undefined): [boolean, (open: boolean) => void] {
  const [byHand, setByHand] = useState<boolean>();
  const ended = step?.end !== undefined;
  const wasEnded = useRef(ended);
  useEffect(() => {
    // What the author had opened closes itself when the work is done, also over the person's hand: it is that work's end.
    if (ended && !wasEnded.current && step?.autoCollapse) setByHand(undefined);
    wasEnded.current = ended;
  }, [ended, step?.autoCollapse]);
  if (!step) return [false, setByHand];
  const byAuthor = step.defaultOpen === true && !(step.autoCollapse && ended);
  return [byHand ?? (byAuthor || step.isError === true), setByHand];
}

function Glyph({ state }: { readonly state: StepState }) {
  switch (state) {
    case "running":
      return <span className="spin" />;
    case "waiting":
      return <Icon of={Clock} />;
    case "done":
      return <Icon of={Check} className="ok" />;
    case "failed":
      return <Icon of={X} />;
    case "cancelled":
      return <Icon of={X} className="mute" />;
    default:
      return state satisfies never;
  }
}

function StepTime({ step, running }: { readonly step: Step; readonly running: boolean }) {
  const { t } = useTranslation();
  const now = useNow(running);
  if (!step.start) return null;
  const until = step.end ? Date.parse(step.end) : now;
  const ms = until - Date.parse(step.start);
  if (running && ms < 1_000) return null;
  return <span className="time">{shortDuration(t, ms, running)}</span>;
}
