// A button of a view: it runs a handler of the app, says while it does, and what went wrong with it.
import "../actions/actions.css";
import { useAction } from "@colloquy/client/react";
import type { StepId, ViewNodeOf } from "@colloquy/protocol";
import { ActionButton } from "../actions/action-button.tsx";
import { ActionError } from "../actions/action-error.tsx";
import { useTellWhenGone } from "../actions/use-tell-when-gone.ts";
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
  const tellWhenGone = useTellWhenGone(stepId);
  const { error, running } = view;
  const label = action.label ?? action.name;
  const press = () => run().catch((failure: unknown) => tellWhenGone(label, failure));
  return (
    <div className="v-act">
      <ActionButton view={view} large disabled={disabled} pending={pending} onRun={press} />
      {error && !running && <ActionError label={label} error={error} />}
    </div>
  );
}
