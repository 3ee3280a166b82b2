// What a custom element asks for: other props, its own end, a run of one of the app's actions. All of it is the word of a page, which anybody may write
// by hand: the element is one of this chat, a custom one, and what it calls is what its author lets it call.
import {
  ChatError,
  type ClientRequest,
  type Element,
  type ElementId,
  isMessageType,
  MAX_ELEMENT_PROPS,
  type ServerEvent,
} from "@colloquy/protocol";
import { Action } from "../chat/actions/action.ts";
import { MAX_JSON } from "../chat/actions/given-json.ts";
import { forgetFiles } from "../chat/elements/forget-files.ts";
import { toElementChange } from "../chat/elements/props-change.ts";
import { noteTakenOut } from "../chat/elements/taken-out.ts";
import { Message } from "../chat/message.ts";
import type { Outlet } from "../session/outlet.ts";
import type { Session } from "../session/session.ts";
import { joinRun } from "./action-runs.ts";
import type { DispatchTarget } from "./dispatch-target.ts";
import { type LoadedMessage, loadMessage } from "./load-message.ts";
import { answerOf, checkPayload, earlierRun, runBeside } from "./run-action.ts";

type Request<Type extends ClientRequest["type"]> = Extract<ClientRequest, { type: Type }>;

/**
 * Gives an element other props; settles when they are stored.
 *
 * @throws NOT_FOUND when the chat has no such element, BAD_REQUEST when it is no custom one, TOO_LARGE.
 */
export async function updateElement({ session }: DispatchTarget, { elementId, props }: Request<"updateElement">): Promise<void> {
  if (JSON.stringify(props).length > MAX_ELEMENT_PROPS)
    throw new ChatError("TOO_LARGE", `The props of an element may have ${MAX_ELEMENT_PROPS.toLocaleString("en")} characters as JSON.`);
  await withElement(session, elementId, (found) => {
    session.emit(toElementChange(session.state.elements.get(elementId), { ...givenCustom(found), props }));
  });
  await session.recorder.commit();
}

/**
 * Takes an element out of the chat, and with it the question that is asked with it; settles when it is gone from storage, too. One that is not there
 * is gone already: a page that did not hear so asks again.
 *
 * @throws BAD_REQUEST when it is no custom one.
 */
export async function deleteElement({ session }: DispatchTarget, { elementId }: Request<"deleteElement">): Promise<void> {
  const taken = await withElement(session, elementId, (found) => {
    if (!found) return [];
    const element = givenCustom(found);
    // Nobody could answer what is asked with it any more, and the app would wait for ever.
    for (const ask of [...session.state.asks.values()])
      if (ask.kind === "element" && ask.elementId === elementId) session.asks.withdraw(ask.id);
    session.emit({ type: "element-removed", elementId });
    noteTakenOut(session, elementId);
    return [element];
  });
  await forgetFiles(session, taken);
  await session.recorder.commit();
}

/**
 * Runs an action of the app for an element; settles with what its handler returned, and throws as `runAction` does. The same `turnId` again is the
 * same call.
 */
export function callAction(target: DispatchTarget, call: Request<"callAction">): Promise<unknown> {
  // Two calls that say the same are two calls: nobody pressed a button twice.
  return joinRun(target.session, call.turnId, `call ${call.turnId}`, () => start(target, call));
}

async function start(target: DispatchTarget, { elementId, name, payload = {}, turnId }: Request<"callAction">): Promise<unknown> {
  const { session, driver } = target;
  const before = await earlierRun(session, turnId);
  if (before) return answerOf(before);
  if (JSON.stringify(payload).length > MAX_JSON)
    throw new ChatError("TOO_LARGE", `What an action is called with may have ${MAX_JSON.toLocaleString("en")} characters as JSON.`);
  const element = givenCustom(await withElement(session, elementId, (found) => found));
  const handling = driver.actionOf(name);
  if (!mayCall(element, name))
    throw new ChatError("FORBIDDEN", `This element may not call the action ${name}.`, {
      fix: "Name it where the element is made: new CustomElement({ …, actions: [action] }).",
    });
  if (!handling)
    throw new ChatError("NOT_FOUND", `The app has no action ${name}.`, { fix: "Register it with cl.action or cl.actionCallback." });
  const checked = await checkPayload(handling, payload, session.services.clock);
  const found = await messageOf(session, element);
  return runBeside(target, { turnId, label: name, turn: {}, handler: "action" }, (context) => {
    const action = new Action({ name, payload });
    const message = found ? Message.received(found.step, found.text, found.rev, found.elements) : new Message("");
    return handling.run(checked, { ...context, action, message });
  });
}

/** Whether an element was given the right to call an action of this name. */
export function mayCall({ sandbox, actions }: Element, name: string): boolean {
  return actions ? actions.includes(name) : sandbox !== true;
}

/** What is done with an element is done at once: whoever waited after finding it would bring back one that was taken out meanwhile. */
async function withElement<T>(session: Session, elementId: ElementId, use: (element: Element | undefined) => T): Promise<T> {
  const shown = session.state.elements.get(elementId);
  return shown || !session.interacted ? use(shown) : withStored(session, elementId, use);
}

function givenCustom(element: Element | undefined): Element {
  if (!element) throw new ChatError("NOT_FOUND", "This element is gone.");
  if (element.type !== "custom") throw new ChatError("BAD_REQUEST", "Only a custom element is changed by its page.");
  return element;
}

/** One that has left the window. What was said just now may be on its way to the store. */
async function withStored<T>(session: Session, elementId: ElementId, use: (element: Element | undefined) => T): Promise<T> {
  const removals = new Removals(session);
  try {
    await session.recorder.flush();
    const stored = session.state.elements.get(elementId) ?? (await session.services.dataLayer.loadElement(session.threadId, elementId));
    // It may have ended while the store was asked.
    if (session.phase !== "open") throw new ChatError("SESSION_ENDED");
    // The store was read before that was written: whoever changed it now would bring it back.
    return use(!stored || removals.took(stored) ? undefined : (session.state.elements.get(elementId) ?? stored));
  } finally {
    removals.end();
  }
}

/** What is taken out of a chat while somebody waits. */
class Removals implements Outlet {
  readonly supports = new Set<never>();
  readonly #session: Session;
  readonly #ids = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
    session.outlets.add(this);
  }

  send(events: readonly ServerEvent[]): void {
    for (const event of events) {
      if (event.type === "element-removed") this.#ids.add(event.elementId);
      else if (event.type === "step-removed") this.#ids.add(event.stepId);
    }
  }

  /** It, or the message that it is shown with. */
  took({ id, forId }: Element): boolean {
    return this.#ids.has(id) || (forId !== undefined && this.#ids.has(forId));
  }

  end(): void {
    this.#session.outlets.delete(this);
  }
}

/** The message that it is shown with; for what stands beside the chat, the last one. */
async function messageOf(session: Session, { forId }: Element): Promise<LoadedMessage | undefined> {
  const own = forId && (await loadMessage(session, forId));
  if (own && isMessageType(own.step.type)) return own;
  const last = session.state.path
    .flatMap((turnId) => session.state.turns.get(turnId)?.stepIds ?? [])
    .findLast((id) => isMessageType(session.state.steps.get(id)?.step.type ?? "run"));
  return last && loadMessage(session, last);
}
