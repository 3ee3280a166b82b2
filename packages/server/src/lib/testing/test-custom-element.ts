// A custom element as a test uses it: what its component may call, without drawing it.
import { ChatError, type ClientRequest, type Element, newId, type RequestReply, type TurnId } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** A custom element that is shown in a test chat, with the functions that its component has. */
export interface TestCustomElement {
  /** What it draws at the moment. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Gives it other props: all of them, as its page would. */
  updateElement(props: Readonly<Record<string, unknown>>): Promise<void>;
  /** Takes it out of the chat. */
  deleteElement(): Promise<void>;
  /** Runs an action of the app; returns what its handler returned, once nothing runs, and throws what it threw. */
  callAction(call: { readonly name: string; readonly payload?: unknown }): Promise<unknown>;
  /** Answers the question that was asked with it, and waits until nothing runs. Throws NOT_FOUND when none is open. */
  submitElement(props?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Closes the question that was asked with it, and waits until nothing runs. Throws NOT_FOUND when none is open. */
  cancelElement(): Promise<void>;
}

/** What a test chat lends it. */
interface Chat {
  readonly session: Session;
  request(request: ClientRequest): Promise<RequestReply>;
  settled(): Promise<void>;
}

/** The newest custom element of this name. Throws NOT_FOUND with the names of the others. */
export function findCustomElement(chat: Chat, name: string): TestCustomElement {
  const all = [...chat.session.state.elements.values()].filter(({ type }) => type === "custom");
  const found = all.findLast((element) => element.name === name);
  if (found) return toTestCustomElement(chat, found);
  throw new ChatError("NOT_FOUND", `There is no custom element "${name}".`, {
    fix: all.length === 0 ? "None is shown." : `There are ${all.map((element) => `"${element.name}"`).join(", ")}.`,
  });
}

function toTestCustomElement({ session, request, settled }: Chat, { id: elementId, props = {} }: Element): TestCustomElement {
  const answer = async (submitted: boolean, given: Readonly<Record<string, unknown>>): Promise<void> => {
    const ask = [...session.state.asks.values()].find((one) => one.kind === "element" && one.elementId === elementId);
    if (!ask) throw new ChatError("NOT_FOUND", "No question is open that this element answers.");
    await request({ type: "answerAsk", askId: ask.id, answer: { kind: "element", submitted, props: given } });
    await settled();
  };
  return {
    get props() {
      return session.state.elements.get(elementId)?.props ?? props;
    },
    updateElement: async (given) => {
      await request({ type: "updateElement", elementId, props: given });
    },
    deleteElement: async () => {
      await request({ type: "deleteElement", elementId });
    },
    callAction: async ({ name, payload }) => {
      const reply = await request({
        type: "callAction",
        elementId,
        name,
        turnId: newId<TurnId>(),
        ...(payload !== undefined && { payload }),
      });
      await settled();
      return reply.ok ? reply.value : undefined;
    },
    submitElement: (given = {}) => answer(true, given),
    cancelElement: () => answer(false, {}),
  };
}
