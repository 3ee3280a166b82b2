// One step: a line with its state, name and time; opened, a card with what went in and what came out, and the steps inside of it.
import { useOverview, useStep } from "@colloquy/client/react";
import type { Ask, Step, StepId, Turn } from "@colloquy/protocol";
import { ChevronDown, ChevronRight } from "lucide-react";
import { memo, Suspense, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Part } from "../../app/part.tsx";
import { StepCard } from "../../app/soon.ts";
import { shortDuration } from "../../components/ui/durations.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { useNow } from "../../components/ui/use-now.ts";
import { ElementsOf } from "../elements/elements-of.tsx";
import { listOf } from "../thread/times.ts";
import type { TrailNode } from "../thread/turn-outline.ts";
import { StepGlyph } from "./step-glyph.tsx";
import { stepState, wasCut } from "./step-state.ts";
import { useOpened } from "./use-opened.ts";
import { useRunningInside } from "./use-running-inside.ts";
import { useStepHint } from "./use-step-hint.ts";

type Approval = Extract<Ask, { kind: "approval" }>;
const StepApproval = lazyPart<{ ask: Approval }>(async () => (await import("./step-approval.tsx")).StepApproval);

interface StepRowProps {
  readonly node: TrailNode;
  readonly turn: Turn;
  /** The person opened something here: what it stands in stays open too. */
  readonly onOpen: () => void;
}

export const StepRow = memo(function StepRow({ node, turn, onOpen }: StepRowProps) {
  const { t, i18n } = useTranslation();
  const step = useStep(node.id);
  const [open, setOpen] = useOpen(node.id, step);
  const hint = useStepHint(step);
  const running = useRunningInside(node);
  const approval = useOverview(({ asks }) => asks.find((ask): ask is Approval => ask.kind === "approval" && ask.targetId === node.id));
  const keepOpen = useCallback(() => {
    setOpen(true);
    onOpen();
  }, [setOpen, onOpen]);
  if (!step) return null;
  const state = approval ? "waiting" : stepState(step, turn);
  const inside = !open && state === "running" ? listOf(running, i18n.language) : "";
  const told = state === "waiting" || wasCut(state);
  const tone = state === "failed" ? "is-bad" : state === "waiting" ? "is-ask" : "";
  return (
    <div className={`step ${tone}`} id={`step-${step.id}`} data-step-type={step.type} data-step-name={step.name} data-block>
      <button
        type="button"
        className="step-line"
        ref={(line) => nameFirst(line, step.name)}
        aria-expanded={open}
        onClick={() => (open ? setOpen(false) : keepOpen())}
      >
        <span className="g">
          <StepGlyph step={step} state={state} />
        </span>
        <b className={state === "running" ? "shimmer loading-shimmer" : ""}>
          <bdi>{step.name}</bdi>
        </b>
        {(told || inside || hint) && (
          <span className={`arg ${told || inside ? "keep" : ""}`}>{told ? t(`steps.${state}`) : <bdi>{inside || hint}</bdi>}</span>
        )}
        <Icon of={open ? ChevronDown : ChevronRight} className="chev" flip={!open} />
        {step.start && state !== "waiting" && <StepTime step={step} running={state === "running"} />}
        <span className="sr">{state === "failed" ? t("steps.failedState") : t(`steps.${state}`)}</span>
      </button>
      {open && (
        <Part>
          <Suspense>
            <StepCard step={step} />
          </Suspense>
        </Part>
      )}
      {open && approval && (
        <Suspense>
          <StepApproval ask={approval} />
        </Suspense>
      )}
      {open && <ElementsOf stepId={step.id} />}
      {open && node.children.length > 0 && (
        <div className="trail">
          {node.children.map((child) => (
            <StepRow key={child.id} node={child} turn={turn} onOpen={keepOpen} />
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
function useOpen(id: StepId, step: Step | undefined): [boolean, (open: boolean) => void] {
  const [byHand, setByHand] = useOpened(id);
  if (!step) return [false, setByHand];
  const byAuthor = step.defaultOpen === true && !(step.autoCollapse && step.end !== undefined);
  return [byHand ?? (byAuthor || step.isError === true), setByHand];
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
