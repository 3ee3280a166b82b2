// The trail of work before an answer. When the turn is done it folds to one line that says how long it took.
import type { StepId, Turn } from "@colloquy/protocol";
import { Check, ChevronDown, ChevronRight } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { longDuration } from "../../components/ui/durations.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { listOf } from "../thread/times.ts";
import type { TrailNode } from "../thread/turn-outline.ts";
import { useSteps } from "../thread/use-steps.ts";
import { StepRow } from "./step-row.tsx";
import { useOpened } from "./use-opened.ts";

interface TrailProps {
  readonly nodes: readonly TrailNode[];
  /** All steps of the trail, the nested ones too. */
  readonly stepIds: readonly StepId[];
  readonly turn: Turn;
}

export function Trail({ nodes, stepIds, turn }: TrailProps) {
  // An author who opens a step by default wants it seen, so its trail stays.
  const kept = useSteps(stepIds, (steps) => steps.some((step) => step.defaultOpen && !step.autoCollapse));
  const foldable = turn.state === "done" && stepIds.length > 1 && !kept;
  const [open, setOpen] = useOpened(`trail ${stepIds[0] ?? ""}`);
  const shown = !foldable || (open ?? false);
  const keepOpen = useCallback(() => setOpen(true), [setOpen]);
  return (
    <div className="trail">
      {foldable && <TrailSummary stepIds={stepIds} open={shown} onToggle={() => setOpen(!shown)} />}
      {shown && nodes.map((node) => <StepRow key={node.id} node={node} turn={turn} onOpen={keepOpen} />)}
    </div>
  );
}

interface TrailSummaryProps {
  readonly stepIds: readonly StepId[];
  readonly open: boolean;
  readonly onToggle: () => void;
}

function TrailSummary({ stepIds, open, onToggle }: TrailSummaryProps) {
  const { t, i18n } = useTranslation();
  const ms = useSteps(stepIds, (steps) => {
    const starts = steps.map((step) => Date.parse(step.start ?? step.createdAt));
    const ends = steps.map((step) => Date.parse(step.end ?? step.createdAt));
    return Math.max(...ends) - Math.min(...starts);
  });
  const failed = useSteps(stepIds, (steps) => steps.filter((step) => step.isError).length);
  const counts = [t("steps.steps", { count: stepIds.length }), ...(failed > 0 ? [t("steps.failed", { count: failed })] : [])];
  return (
    <div data-block>
      <button type="button" className="step-line" aria-expanded={open} onClick={onToggle}>
        <span className="g">
          <Icon of={Check} className="ok" />
        </span>
        <b>{t("steps.worked", { duration: longDuration(t, ms) })}</b>
        <span className="arg keep">{listOf(counts, i18n.language)}</span>
        <Icon of={open ? ChevronDown : ChevronRight} className="chev" flip={!open} />
      </button>
    </div>
  );
}
