// Which button a test means.
import { type ActionId, ChatError, type ChatState, type StepId } from "@colloquy/protocol";

/** The newest button that says so, or the one with this id. Throws NOT_FOUND with what the others say. */
export function findButton(
  { steps }: ChatState,
  button: string | { readonly id: ActionId },
): { readonly stepId: StepId; readonly actionId: ActionId } {
  const all = [...steps.values()].flatMap(({ step }) => (step.actions ?? []).map((action) => ({ stepId: step.id, action })));
  const found = all.findLast(({ action }) =>
    typeof button === "string" ? (action.label ?? action.name) === button : action.id === button.id,
  );
  if (found) return { stepId: found.stepId, actionId: found.action.id };
  const words = all.map(({ action }) => `"${action.label ?? action.name}"`).join(", ");
  throw new ChatError("NOT_FOUND", `There is no button ${typeof button === "string" ? `"${button}"` : "with this id"}.`, {
    fix: words === "" ? "No button is shown." : `There are ${words}.`,
  });
}
