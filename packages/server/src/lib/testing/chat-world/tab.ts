// A tab of a browser, as far as a session sees it: it holds what it was told, and finds fault with what it is told twice or out of order.
import {
  applyEvent,
  type ChatState,
  type ClientRequest,
  fromSnapshot,
  type ServerEvent,
  type SessionId,
  type StepId,
  type ThreadId,
  toCursor,
  toSnapshot,
} from "@colloquy/protocol";
import type { Outlet } from "../../session/outlet.ts";
import type { Session } from "../../session/session.ts";

/** One connection of a tab. */
export class TabConnection implements Outlet {
  readonly supports: Outlet["supports"] = new Set(["streaming", "asking"]);
  readonly session: Session;
  readonly state: ChatState;
  readonly faults: string[] = [];
  /** The ways in which questions ended, as this connection was told. */
  readonly askEnds: { readonly key: string; readonly outcome: string }[] = [];
  readonly turnEnds: { readonly key: string; readonly state: string }[] = [];
  open = true;

  /** Joins where `last` left off when the session still knows; else with a snapshot. */
  constructor(session: Session, last: ChatState | undefined) {
    this.session = session;
    const missed = last && session.log.replay(session.state, toCursor(last));
    this.state = last && missed ? last : fromSnapshot(structuredClone(toSnapshot(session.state)));
    for (const event of missed ?? []) this.#take(event);
  }

  send(events: readonly ServerEvent[]): void {
    if (!this.open) this.faults.push("a fact came over a connection that is gone");
    for (const event of events) this.#take(structuredClone(event));
  }

  closed(): void {
    this.open = false;
  }

  #take(event: ServerEvent): void {
    const { state } = this;
    if (event.type !== "step-text" && event.seq !== state.seq + 1) this.faults.push(`fact ${event.seq} came after ${state.seq}`);
    if (event.type === "ask-end") this.askEnds.push({ key: `${state.epoch} ${event.askId}`, outcome: event.outcome });
    if (event.type === "turn-end") this.turnEnds.push({ key: `${state.epoch} ${event.turnId}`, state: event.state });
    applyEvent(state, event);
  }
}

/** What a tab keeps when its connection is lost. */
export interface Tab {
  readonly owner: string;
  connection: TabConnection | undefined;
  /** The session its handle names. */
  handle: SessionId | undefined;
  /** What its address shows: set from the first interaction on. */
  threadId: ThreadId | undefined;
  /** What it has on its page. */
  page: ChatState | undefined;
  opening: boolean;
  /** The last message, which it sends again when it does not know whether it came through. */
  outbox: { readonly id: StepId; readonly text: string } | undefined;
  /** The last press of a button, which it sends again when it does not know whether it came through. */
  press: Extract<ClientRequest, { readonly type: "runAction" }> | undefined;
}

export function newTab(owner: string): Tab {
  return {
    owner,
    connection: undefined,
    handle: undefined,
    threadId: undefined,
    page: undefined,
    opening: false,
    outbox: undefined,
    press: undefined,
  };
}
