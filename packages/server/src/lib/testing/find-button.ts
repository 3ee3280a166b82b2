// Which button a test means.
import { type Action, type ActionId, ChatError, type ChatState, eachNode, type StepId, type StepState } from "@colloquy/protocol";
import { viewElement, viewIn } from "../chat/view/shown-view.ts";

/** What can be pressed, and where it is. */
export interface ShownButton {
  readonly stepId: StepId;
  readonly action: Action;
  /** What a person reads on it. */
  readonly words: string;
  /** It sends a form. */
  readonly sends: boolean;
}

/** What a form's button says by itself, in English. */
const SEND = "Send";

/** The newest button that says so, or the one with this id. Throws NOT_FOUND with what the others say. */
export function findButton({ steps, asks }: ChatState, button: string | { readonly id: ActionId }, sends = false): ShownButton {
  const all = [...steps.values()].flatMap(buttonsOf).filter((one) => one.sends === sends);
  const found = all.findLast(({ action, words }) => (typeof button === "string" ? words === button : action.id === button.id));
  if (found) return found;
  if (sends && typeof button === "string" && answers({ steps, asks }, button))
    throw new ChatError("NOT_FOUND", `The form with the button "${button}" answers a question and runs no action.`, {
      fix: "Fill it in with chat.fill(…).",
    });
  const what = sends ? "form with a button" : "button";
  const others = all.map(({ words }) => `"${words}"`).join(", ");
  throw new ChatError("NOT_FOUND", `There is no ${what} ${typeof button === "string" ? `"${button}"` : "with this id"}.`, {
    fix: others === "" ? `No ${what} is shown.` : `There are ${others}.`,
  });
}

/** Whether a form that a question put into its view says so. */
function answers({ steps, asks }: Pick<ChatState, "steps" | "asks">, words: string): boolean {
  return [...asks.values()].some((ask) => {
    if (ask.kind !== "form") return false;
    const view = viewIn(viewElement(steps.get(ask.stepId)?.elements ?? []));
    const forms = [...(view ? eachNode(view) : [])].filter((node) => node.type === "Form" && !node.action);
    return forms.some((node) => node.type === "Form" && (node.submit ?? ask.submit ?? SEND) === words);
  });
}

/** Those under a message, then those in its view. */
export function buttonsOf({ step, elements }: StepState): ShownButton[] {
  const { id: stepId } = step;
  const view = viewIn(viewElement(elements));
  const listed = (step.actions ?? []).map((action) => ({ stepId, action, words: action.label ?? action.name, sends: false }));
  const inView = [...(view ? eachNode(view) : [])].flatMap((node) => {
    if ((node.type !== "Button" && node.type !== "Form") || !node.action) return [];
    const { action } = node;
    const words = node.type === "Form" ? (node.submit ?? action.label ?? SEND) : (action.label ?? action.name);
    return [{ stepId, action, words, sends: node.type === "Form" }];
  });
  return [...listed, ...inView];
}
