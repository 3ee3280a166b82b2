// Buttons on the way to one socket. Their clients append what they are told, so each is told once; those of a question come before it and go with it.
import type { Action, Step } from "@colloquy/protocol";
import type { ChainlitSocket } from "./chainlit-events.ts";
import type { ClientView } from "./client-view.ts";

/** A button on Chainlit's wire. */
export interface ChainlitAction {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly label: string;
  readonly tooltip: string;
  readonly icon: string | null;
  readonly forId: string;
}

/** The buttons that a client was told of, by what they belong to: a message, or a question. */
export type ToldActions = Map<string, readonly ChainlitAction[]>;

/** One socket's stream of buttons. */
export class ActionStream {
  readonly #socket: ChainlitSocket;
  readonly #view: ClientView;

  constructor(socket: ChainlitSocket, view: ClientView) {
    this.#socket = socket;
    this.#view = view;
  }

  /** The buttons of a message, as they are now. */
  tellStep({ id, actions = [] }: Pick<Step, "id" | "actions">): void {
    if (actions.length > 0 || this.#view.actions.has(id)) this.tell(id, this.#view.toTheirs(id), actions);
  }

  /** The buttons of a message or a question, as they are now. */
  tell(owner: string, forId: string, actions: readonly Action[]): void {
    const before = this.#view.actions.get(owner) ?? [];
    const now = actions.map((action) => toChainlitAction(action, forId));
    const json = new Set(now.map((action) => JSON.stringify(action)));
    const kept = before.filter((action) => json.has(JSON.stringify(action)));
    for (const action of before) {
      if (kept.includes(action)) continue;
      this.#socket.emit("remove_action", action);
      this.#view.noteRemovedAction(action.id);
    }
    const known = new Set(kept.map(({ id }) => id));
    for (const action of now) if (!known.has(action.id)) this.#socket.emit("action", action);
    if (now.length > 0) this.#view.actions.set(owner, now);
    else this.#view.actions.delete(owner);
  }

  /**
   * A client came back, or was given the whole thread: what it was told may have been lost on the way, and telling it twice would show it twice.
   * Only what is `kept` is told again by itself.
   */
  forget(kept: (owner: string) => boolean): void {
    for (const id of this.#view.removedActions) this.#socket.emit("remove_action", { id });
    for (const [owner, actions] of this.#view.actions) {
      for (const action of actions) this.#socket.emit("remove_action", action);
      if (kept(owner)) for (const action of actions) this.#socket.emit("action", action);
      else this.#view.actions.delete(owner);
    }
  }
}

/** A button as one of theirs. Style and question before it runs are not known to them. */
function toChainlitAction({ id, name, payload, label = "", tooltip = "", icon }: Action, forId: string): ChainlitAction {
  return { id, name, payload, label, tooltip, icon: icon ?? null, forId };
}
