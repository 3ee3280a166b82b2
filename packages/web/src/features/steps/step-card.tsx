// What went into a step and what came out: a card with tabs for data, plain prose for thinking.
import { useChatClient } from "@colloquy/client/react";
import type { Step, TextField } from "@colloquy/protocol";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/ui/copy-button.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import { useHasText } from "../thread/use-steps.ts";
import { LiveWords } from "../thread/words.tsx";
import { PlainText } from "./plain-text.tsx";

export interface StepCardProps {
  readonly step: Step;
}

export function StepCard({ step }: StepCardProps) {
  const hasInput = useHasText(step.id, "input") && step.showInput !== false;
  const hasOutput = useHasText(step.id, "output");
  if (!hasInput && !hasOutput) return null;
  if (!hasInput && !step.language && !step.isError && isProse(step)) return <Thoughts step={step} />;
  return <Tabs step={step} fields={[...(hasInput ? (["input"] as const) : []), ...(hasOutput ? (["output"] as const) : [])]} />;
}

/** Reasoning reads like text; what tools return is data. */
function isProse(step: Step): boolean {
  return step.type === "llm" || step.type === "run" || step.type === "undefined";
}

function Thoughts({ step }: { readonly step: Step }) {
  return (
    <div className="think">
      <LiveWords stepId={step.id} />
    </div>
  );
}

interface TabsProps {
  readonly step: Step;
  readonly fields: readonly TextField[];
}

function Tabs({ step, fields }: TabsProps) {
  const { t } = useTranslation();
  const { store } = useChatClient();
  const id = useId();
  const [chosen, choose] = useState<TextField>();
  const field = chosen && fields.includes(chosen) ? chosen : (fields.at(-1) ?? "output");
  const nameOf = (one: TextField) => (one === "input" ? t("steps.input") : step.isError ? t("steps.error") : t("steps.output"));
  const copyLabel = field === "input" ? t("steps.copyInput") : step.isError ? t("steps.copyError") : t("steps.copyOutput");
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    rovingKeys(event);
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused.dataset["field"]) choose(focused.dataset["field"] === "input" ? "input" : "output");
  };
  return (
    <div className="step-card">
      <div className="tabs">
        <div role="tablist" aria-label={step.name} style={{ flex: 1, display: "flex", gap: "0.125rem" }} onKeyDown={onKeyDown}>
          {fields.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`${id}-${one}`}
              data-field={one}
              className="tab"
              aria-selected={one === field}
              aria-controls={`${id}-panel`}
              tabIndex={one === field ? 0 : -1}
              onClick={() => choose(one)}
            >
              {nameOf(one)}
            </button>
          ))}
        </div>
        <CopyButton label={copyLabel} doneLabel={t("common.copied")} text={() => store.text(step.id, field).read()} />
      </div>
      <PlainText key={field} stepId={step.id} field={field} id={`${id}-panel`} labelledBy={`${id}-${field}`} />
    </div>
  );
}
