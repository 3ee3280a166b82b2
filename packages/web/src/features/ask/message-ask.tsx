// The question that a message puts, under it: open, or what became of it. All of it comes with the first question.
import { useOverview } from "@colloquy/client/react";
import type { Ask, Step } from "@colloquy/protocol";
import { Suspense } from "react";
import { Part } from "../../app/part.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { textsOf } from "./meant-text.ts";

const AskCard = lazyPart<{ step: Step; ask: Ask | undefined }>(async () => (await import("./ask-card.tsx")).AskCard);

export function MessageAsk({ step }: { readonly step: Step }) {
  const ask = useOverview(({ asks }) => asks.find(({ stepId }) => stepId === step.id));
  const several = useOverview(({ asks }) => textsOf(asks).length > 1);
  const { closedAsk } = step;
  // A text is written in the message box, and stands there as a message of its own. Of several it is said here which one is meant.
  const shows = ask ? ask.kind !== "text" || several : closedAsk && (closedAsk.spec.kind !== "text" || closedAsk.outcome !== "answered");
  if (!shows) return null;
  return (
    <Part>
      <Suspense>
        <AskCard step={step} ask={ask} />
      </Suspense>
    </Part>
  );
}
