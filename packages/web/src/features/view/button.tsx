// A button of a view: it runs a handler of the app, says while it does, and what went wrong with it.
import "../actions/actions.css";
import { useAction } from "@colloquy/client/react";
import type { StepId, ViewNodeOf } from "@colloquy/protocol";
import { ActionButton } from "../actions/action-button.tsx";
import { ActionError } from "../actions/action-error.tsx";
import type { DrawPlain } from "./view-props.ts";

export const drawButton: DrawPlain<"Button"> = (node, { place: { stepId } }) =>
  stepId === undefined ? (
    <div className="v-act">
      <button type="button" className="btn" aria-disabled>
        <bdi>{node.action.label ?? node.action.name}</bdi>
      </button>
    </div>
  ) : (
    <Pressable node={node} stepId={stepId} />
  );

interface PressableProps {
  readonly node: ViewNodeOf<"Button">;
  readonly stepId: StepId;
}

function Pressable({ node: { action, disabled, pending }, stepId }: PressableProps) {
  const { view, run } = useAction(stepId, action);
  const { error, running } = view;
  return (
    <div className="v-act">
      <ActionButton view={view} large disabled={disabled} pending={pending} onRun={() => run().catch(() => undefined)} />
      {error && !running && <ActionError label={action.label ?? action.name} error={error} />}
    </div>
  );
}
