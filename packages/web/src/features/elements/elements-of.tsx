// What a message or a step shows with it. Most show nothing, and cost nothing: the views come with the first element.
import { useElements } from "@colloquy/client/react";
import type { StepId } from "@colloquy/protocol";
import { Suspense } from "react";
import { Part } from "../../app/part.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import type { StepElementsProps } from "./step-elements.tsx";

const StepElements = lazyPart<StepElementsProps>(async () => (await import("./step-elements.tsx")).StepElements);
const Attachments = lazyPart<StepElementsProps>(async () => (await import("./attachments.tsx")).Attachments);

interface ElementsOfProps {
  readonly stepId: StepId;
  /** Files that a person sent with a message are cards. */
  readonly as?: "elements" | "attachments";
}

export function ElementsOf({ stepId, as = "elements" }: ElementsOfProps) {
  const elements = useElements(stepId);
  if (elements.length === 0) return null;
  const Shown = as === "elements" ? StepElements : Attachments;
  return (
    <Part>
      <div className={as === "elements" ? "elements" : "attached"}>
        <Suspense>
          <Shown elements={elements} />
        </Suspense>
      </div>
    </Part>
  );
}
