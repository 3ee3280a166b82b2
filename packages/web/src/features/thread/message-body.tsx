// One message of an answer: its words, or what went wrong.
import { useStep } from "@colloquy/client/react";
import type { ArtifactVersion, Step, StepId } from "@colloquy/protocol";
import { TriangleAlert } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { MessageAsk } from "../ask/message-ask.tsx";
import { ElementsOf } from "../elements/elements-of.tsx";
import { useArtifact } from "./use-artifact.ts";
import { useHasText } from "./use-steps.ts";
import { WaitingDot } from "./waiting-dot.tsx";
import { LiveWords, useWholeText, WholeWords } from "./words.tsx";

const ActionRow = lazyPart<{ step: Step }>(async () => (await import("../actions/action-row.tsx")).ActionRow);
const ArtifactCard = lazyPart<{ version: ArtifactVersion }>(async () => (await import("../artifacts/artifact-card.tsx")).ArtifactCard);
const SourceList = lazyPart<{ stepId: StepId }>(async () => (await import("../sources/source-list.tsx")).SourceList);

export function MessageBody({ stepId }: { readonly stepId: StepId }) {
  const step = useStep(stepId);
  const artifact = useArtifact(stepId);
  if (!step) return null;
  if (artifact)
    return (
      <div id={`step-${stepId}`} className="step ai-message" data-step-type={step.type} data-block>
        <Suspense>
          <ArtifactCard version={artifact} />
        </Suspense>
      </div>
    );
  return (
    <>
      {step.isError ? (
        <ErrorBody step={step} />
      ) : (
        <div id={`step-${stepId}`} className="step ai-message message-content" data-step-type={step.type} data-block>
          <Body step={step} />
        </div>
      )}
      <ElementsOf stepId={stepId} />
      {step.sources && step.sources.length > 0 && (
        <Suspense>
          <SourceList stepId={stepId} />
        </Suspense>
      )}
      <MessageAsk step={step} />
      {step.actions && step.actions.length > 0 && (
        <Suspense>
          <ActionRow step={step} />
        </Suspense>
      )}
    </>
  );
}

function Body({ step }: { readonly step: Step }) {
  const [seenOpen] = useState(step.end === undefined);
  const hasText = useHasText(step.id);
  const words = { stepId: step.id, language: step.language, className: step.type === "system_message" ? "quiet" : "" };
  if (!hasText) return step.end === undefined ? <WaitingDot since={step.createdAt} /> : null;
  return seenOpen ? <LiveWords {...words} /> : <WholeWords {...words} />;
}

/** A message the author sent as an error. */
function ErrorBody({ step }: { readonly step: Step }) {
  const { t } = useTranslation();
  const text = useWholeText(step.id);
  return (
    <div id={`step-${step.id}`} className="step ai-message callout bad end" data-step-type={step.type} role="note" data-block>
      <Icon of={TriangleAlert} />
      <div>
        <b>{t("chat.errorMessage")}</b>
        <p className="message-content each-way">{text}</p>
      </div>
    </div>
  );
}
