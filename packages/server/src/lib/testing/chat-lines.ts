// The messages of a test chat, as its person reads them.
import { type Element, plainViewWords, shownAuthor } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";
import type { ChatLine } from "./test-chat.ts";

/** Everything a person reads on the active branch, in order. */
export function chatLines(session: Session): ChatLine[] {
  const { state } = session;
  const side = [...state.turns.values()].filter(({ turn }) => !turn.foreground).map(({ turn }) => turn);
  const order = [
    ...side.filter((turn) => !turn.parentTurnId),
    ...state.path.flatMap((id) => [{ id }, ...side.filter((turn) => turn.parentTurnId === id)]),
  ];
  return order
    .flatMap(({ id }) => state.turns.get(id)?.stepIds ?? [])
    .map((id) => state.steps.get(id))
    .filter((entry) => entry !== undefined)
    .filter(({ step }) => step.type.endsWith("_message"))
    .map(({ step, texts, elements }) => ({
      id: step.id,
      type: step.type,
      author: shownAuthor(step.name, session),
      text: texts.output?.read() ?? "",
      ...viewOf(elements),
    }));
}

function viewOf(elements: readonly Element[]): Pick<ChatLine, "view"> {
  const view = elements.find(({ type }) => type === "view");
  return view ? { view: plainViewWords(view) ?? "" } : {};
}
