// A session as tests know it: it turns any list of commands into a legal sequence of facts. The rules it keeps are those of docs/protocol.md.
import type { Ask } from "../ask.ts";
import { threadToEvents } from "../chat-state/thread-to-events.ts";
import { activePath, branchesOf, leafBelow } from "../chat-state/turn-tree.ts";
import type { Element } from "../element.ts";
import type { Fact, ServerEvent } from "../events.ts";
import type { AskId, CallId, ElementId, StepId, ThreadId, TurnId } from "../ids.ts";
import type { Mark } from "../mark.ts";
import type { PageCall } from "../page-call.ts";
import type { PropsPatch } from "../props-patch.ts";
import { isMessageType, STEP_TYPES, type Step, type StepType, type StepWithText, type TextField } from "../step.ts";
import type { Turn, TurnKind } from "../turn.ts";
import { StoreModel } from "./store-model.ts";

export const ACTS = [
  "greet",
  "chat",
  "chat",
  "many",
  "message",
  "message",
  "start",
  "start",
  "start",
  "end",
  "end",
  "step",
  "step",
  "step",
  "step",
  "text",
  "text",
  "text",
  "text",
  "text",
  "close",
  "update",
  "removeStep",
  "side",
  "ask",
  "answer",
  "extend",
  "call",
  "callEnd",
  "window",
  "edit",
  "regenerate",
  "select",
  "removeTurn",
  "thread",
  "surface",
  "toast",
  "element",
  "element",
  "setElement",
  "patchElement",
  "removeElement",
  "mark",
] as const;

/** One thing that happens to a session; `pick` chooses among whatever there is. */
export interface Command {
  readonly act: (typeof ACTS)[number];
  readonly pick: number;
  readonly flag: boolean;
  readonly text: string;
}

/** Every text, name and metadata of a step begins with this, so that a test sees where it went. */
export function markOf(type: StepType): string {
  return isMessageType(type) ? "seen" : `hidden-${type}`;
}

interface Waiting {
  readonly turn: Turn;
  /** The turn that an edit or a regeneration stands beside. */
  readonly beside?: TurnId;
}

/** Plays commands, and keeps the facts they make beside what a store would hold. */
export class SessionModel {
  readonly events: ServerEvent[] = [];
  /** After how many events the session was at rest, so that a client could have come. */
  readonly rests: number[] = [0];
  readonly store: StoreModel;
  #seq = 0;
  #count = 0;
  #queue: Waiting[] = [];
  readonly #asks = new Map<AskId, Ask>();
  readonly #calls = new Map<CallId, TurnId>();

  constructor(commands: readonly Command[]) {
    this.store = new StoreModel({ id: this.#id<ThreadId>(), createdAt: this.#now() });
    for (const command of commands) this.#play(command);
  }

  /** Ends everything that still runs. */
  finish(): void {
    for (const turn of this.#open()) this.#end(turn, "done");
  }

  #play({ act, pick, flag, text }: Command): void {
    switch (act) {
      case "greet":
        if (this.store.turns.size === 0) this.#begin({ turn: this.#turn("chatStart") });
        return;
      case "chat":
        this.#chat(text);
        return;
      case "many":
        if (this.store.turns.size < 60) for (let i = 0; i < 22; i++) this.#chat(text);
        return;
      case "message":
        this.#enqueue("message", text);
        return;
      case "start":
        this.#startNext(flag);
        return;
      case "end":
        this.#with(this.#open(), pick, (turn) => this.#end(turn, flag ? "done" : "failed"));
        return;
      case "step":
        // Also under turns that have ended: a late call.
        this.#with(pick % 5 === 0 ? this.#started() : this.#open(), pick, (turn) => this.#step(turn, pick, flag, text));
        return;
      case "text":
        this.#with([...this.store.steps.values()].slice(-8), pick, (step) =>
          this.#text(step, flag ? "input" : "output", pick % 7 === 0, text),
        );
        return;
      case "close":
        this.#with(
          [...this.store.steps.values()].filter(({ end }) => end === undefined),
          pick,
          (step) => this.#setStep(step, { end: this.#now() }),
        );
        return;
      case "update":
        this.#with([...this.store.steps.values()], pick, (step) => this.#setStep(step, { metadata: { note: markOf(step.type) + text } }));
        return;
      case "removeStep":
        this.#with([...this.store.steps.values()], pick, (step) => this.#removeStep(step));
        return;
      case "side":
        this.#begin({ turn: this.#turn(flag ? "action" : "run", false) });
        return;
      case "ask":
        this.#with(
          this.#open().filter(({ foreground }) => foreground),
          pick,
          (turn) => this.#ask(turn, text),
        );
        return;
      case "answer":
        this.#with([...this.#asks.values()], pick, (ask) => this.#answer(ask, flag));
        return;
      case "extend":
        this.#with([...this.#asks.values()], pick, (ask) => this.#extend(ask, flag));
        return;
      case "call":
        this.#with(this.#open(), pick, (turn) => this.#call(turn, text));
        return;
      case "callEnd":
        this.#with([...this.#calls.keys()], pick, (callId) => this.#endCall(callId));
        return;
      case "window":
        this.#emit({ type: "window-message", data: { text } });
        return;
      case "edit":
      case "regenerate":
        this.#with(
          this.#started().filter(({ foreground, messageId }) => foreground && messageId),
          pick,
          (turn) => this.#branch(act, turn, flag, text),
        );
        return;
      case "select":
        this.#with(
          this.#started().filter(({ foreground }) => foreground),
          pick,
          (turn) => this.#moveLeaf(leafBelow(this.store.turns.values(), turn.id)),
        );
        return;
      case "removeTurn":
        this.#with(this.#queue, pick, ({ turn }) => {
          this.#queue = this.#queue.filter((waiting) => waiting.turn !== turn);
          this.#emit({ type: "turn-removed", turnId: turn.id });
        });
        return;
      case "thread":
        this.#emit({ type: "thread-set", thread: flag ? { name: text } : { tags: [text], metadata: { text } } });
        return;
      case "surface":
        this.#emit({
          type: "surface-set",
          surface: flag ? { chatProfile: text } : { settings: { text }, commands: [{ id: `/${text.slice(0, 100)}` }] },
        });
        return;
      case "toast":
        this.#emit(
          flag ? { type: "toast-show", toast: { message: text, type: "info" } } : { type: "name-set", name: text, shown: `${text}!` },
        );
        return;
      case "element":
        this.#element(pick, flag, text);
        return;
      case "setElement":
        this.#with([...this.store.elements.values()], pick, (element) =>
          this.#emit({ type: "element-set", element: { ...element, props: { text: this.#now() } } }),
        );
        return;
      case "patchElement":
        this.#with([...this.store.elements.values()], pick, (element) => this.#patchElement(element, flag, text));
        return;
      case "removeElement":
        this.#with([...this.store.elements.keys()], pick, (elementId) => this.#emit({ type: "element-removed", elementId }));
        return;
      case "mark":
        this.#with(
          [...this.store.steps.values()].filter(({ type }) => isMessageType(type)),
          pick,
          ({ id }) => this.#emit({ type: "mark-set", stepId: id, mark: toMark(flag, text) }),
        );
        return;
      default:
        act satisfies never;
    }
  }

  #chat(text: string): void {
    if (this.#open().some(({ foreground }) => foreground)) return;
    this.#enqueue("message", text);
    this.#startNext(false);
    const [turn] = this.#open().filter(({ foreground }) => foreground);
    if (!turn) return;
    this.#step(turn, 1, false, text);
    this.#end(turn, "done");
  }

  #enqueue(kind: TurnKind, text: string, beside?: Turn): void {
    const shared = kind === "regenerate" ? beside?.messageId : undefined;
    const turn: Turn = { ...this.#turn(kind), messageId: shared ?? this.#id<StepId>() };
    this.#queue.push({ turn, ...(beside && { beside: beside.id }) });
    this.#emit({ type: "turn-queued", turn });
    if (!shared) this.#message(turn, text);
  }

  /** The person's message comes before its turn starts. */
  #message(turn: Turn, text: string): void {
    if (!turn.messageId) return;
    const half = text.length >> 1;
    this.#emit({
      type: "step-set",
      step: { id: turn.messageId, turnId: turn.id, type: "user_message", name: "seen person", createdAt: this.#now() },
    });
    this.#emit({ type: "step-text", stepId: turn.messageId, field: "output", rev: 0, at: 0, text: text.slice(0, half) });
    this.#emit({ type: "step-text", stepId: turn.messageId, field: "output", rev: 0, at: half, text: text.slice(half) });
  }

  #startNext(inParallel: boolean): void {
    if (!inParallel && this.#open().some(({ foreground }) => foreground)) return;
    const next = this.#queue.shift();
    if (next) this.#begin(next);
  }

  /** Edit and regenerate stop what runs; then the leaf goes to the turn they stand beside, unless the window shows all up to it. */
  #branch(kind: "edit" | "regenerate", beside: Turn, queued: boolean, text: string): void {
    for (const turn of this.#open()) if (turn.foreground) this.#end(turn, "stopped");
    if (kind === "regenerate" && !(beside.messageId && this.store.steps.has(beside.messageId))) return;
    this.#enqueue(kind, text, beside);
    if (queued) return;
    const waiting = this.#queue.pop();
    if (waiting) this.#begin(waiting);
  }

  #begin({ turn: waiting, beside }: Waiting): void {
    const sibling = beside && this.store.turns.get(beside);
    if (sibling) this.#showTurn(sibling);
    const parentTurnId = sibling ? sibling.parentTurnId : this.store.thread.leafTurnId;
    const turn: Turn = { ...waiting, state: "running", startedAt: this.#now(), ...(parentTurnId && { parentTurnId }) };
    this.#emit({ type: "turn-start", turn: { ...turn, ...branchesOf([...this.store.turns.values(), turn], turn) } });
  }

  #showTurn(turn: Turn): void {
    const path = activePath(this.store.turns.values(), this.store.thread.leafTurnId);
    if (path.length > 20 || !path.some(({ id }) => id === turn.id)) this.#moveLeaf(turn.id);
  }

  #moveLeaf(leafTurnId: TurnId): void {
    const { thread, ...rows } = this.store.rows;
    for (const event of threadToEvents({ ...rows, thread: { ...thread, leafTurnId } })) {
      if (event.type !== "leaf-set") continue;
      const { seq: _seq, ...fact } = event;
      this.#emit(fact);
    }
  }

  #end(turn: Turn, state: "done" | "failed" | "stopped"): void {
    for (const ask of [...this.#asks.values()]) if (ask.turnId === turn.id) this.#closeAsk(ask, "cancelled");
    for (const [callId, turnId] of [...this.#calls]) if (turnId === turn.id) this.#endCall(callId);
    this.#emit({
      type: "turn-end",
      turnId: turn.id,
      state,
      endedAt: this.#now(),
      ...(state === "failed" && { error: { message: "It broke." } }),
    });
  }

  #step(turn: Turn, pick: number, closed: boolean, text: string): StepId {
    const type = STEP_TYPES[(pick >> 1) % STEP_TYPES.length] ?? "tool";
    const siblings = [...this.store.steps.values()].filter(({ turnId }) => turnId === turn.id);
    const parent = siblings[pick % (siblings.length + 1)];
    const now = this.#now();
    const step: Step = {
      ...{ id: this.#id<StepId>(), turnId: turn.id, type, name: `${markOf(type)} ${pick % 3}`, createdAt: now },
      ...(parent && { parentId: parent.id }),
      ...(closed && { end: now }),
    };
    this.#emit({ type: "step-set", step });
    this.#text({ ...step }, "output", false, text);
    return step.id;
  }

  #text(step: StepWithText, field: TextField, replace: boolean, text: string): void {
    const known = this.store.steps.get(step.id)?.[field];
    const rev = (known?.rev ?? 0) + (known && replace ? 1 : 0);
    const at = known && !replace ? known.text.length : 0;
    const piece = (at === 0 ? markOf(step.type) : "") + text;
    const fact: Fact = { type: "step-text", stepId: step.id, field, rev, at, text: piece };
    const turn = this.store.turns.get(step.turnId);
    // Text that comes to a closed step of a turn that has ended is stated together with a fact that names the step.
    const { input: _input, output: _output, ...record } = step;
    if (step.end !== undefined && turn?.endedAt !== undefined) this.#emit(fact, { type: "step-set", step: record });
    else this.#emit(fact);
  }

  #setStep({ input: _input, output: _output, ...step }: StepWithText, change: Partial<Step>): void {
    this.#emit({ type: "step-set", step: { ...step, ...change } });
  }

  #removeStep(step: StepWithText): void {
    for (const child of this.store.steps.values()) if (child.parentId === step.id) this.#removeStep(child);
    this.#emit({ type: "step-removed", stepId: step.id });
  }

  #ask(turn: Turn, text: string): void {
    const stepId = this.#step(turn, 2, false, text);
    const ask: Ask = { id: this.#id<AskId>(), turnId: turn.id, stepId, kind: "confirm", createdAt: this.#now(), deadlineAt: null };
    this.#asks.set(ask.id, ask);
    this.#emit({ type: "ask-start", ask });
    this.#emit({ type: "turn-set", turnId: turn.id, state: "waiting" });
  }

  #extend(ask: Ask, closed: boolean): void {
    // Also one that was closed meanwhile: it stays closed.
    if (closed) this.#closeAsk(ask, "expired");
    this.#emit({ type: "ask-set", ask: { ...ask, deadlineAt: this.#now() } });
  }

  #answer(ask: Ask, answered: boolean): void {
    this.#closeAsk(ask, answered ? "answered" : "expired");
    this.#emit({ type: "turn-set", turnId: ask.turnId, state: "running" });
  }

  #closeAsk({ id, stepId }: Ask, outcome: "answered" | "expired" | "cancelled"): void {
    this.#asks.delete(id);
    const step = this.store.steps.get(stepId);
    const answer = { kind: "confirm", confirmed: true } as const;
    const at = this.#now();
    if (step)
      this.#setStep(step, {
        closedAsk: { id, spec: { kind: "confirm" }, outcome, at, ...(outcome === "answered" && { answer }) },
      });
    this.#emit({ type: "ask-end", askId: id, outcome });
  }

  #call(turn: Turn, text: string): void {
    const call: PageCall = { id: this.#id<CallId>(), turnId: turn.id, name: "f", args: { text }, deadlineAt: this.#now() };
    this.#calls.set(call.id, turn.id);
    this.#emit({ type: "call-start", call });
  }

  #endCall(callId: CallId): void {
    this.#calls.delete(callId);
    this.#emit({ type: "call-end", callId });
  }

  #element(pick: number, loose: boolean, text: string): void {
    const steps = [...this.store.steps.values()].slice(-8);
    const step = loose ? undefined : steps[pick % Math.max(1, steps.length)];
    const id = this.#id<ElementId>();
    const name = (step ? markOf(step.type) : "seen") + text;
    this.#emit({ type: "element-set", element: { id, type: "text", name, display: "inline", ...(step && { forId: step.id }) } });
  }

  #patchElement(element: Element, grows: boolean, text: string): void {
    const { text: before } = element.props ?? {};
    const patch: PropsPatch =
      grows && typeof before === "string"
        ? [["append", ["text"], text]]
        : [
            ["set", ["text"], text],
            ["set", ["parts"], [{ key: text }]],
          ];
    this.#emit({ type: "element-patch", elementId: element.id, patch });
  }

  #turn(kind: TurnKind, foreground = true): Turn {
    return { id: this.#id<TurnId>(), kind, foreground, state: "queued", createdAt: this.#now() };
  }

  #started(): Turn[] {
    return [...this.store.turns.values()].filter(({ startedAt }) => startedAt !== undefined);
  }

  #open(): Turn[] {
    return this.#started().filter(({ endedAt }) => endedAt === undefined);
  }

  #with<Item>(items: readonly Item[], pick: number, act: (item: Item) => void): void {
    const item = items[pick % Math.max(1, items.length)];
    if (item !== undefined) act(item);
  }

  /** Facts that are stated together reach everybody together. */
  #emit(...facts: Fact[]): void {
    for (const fact of facts) {
      const event = fact.type === "step-text" ? fact : ({ ...fact, seq: ++this.#seq } as ServerEvent);
      this.events.push(event);
      this.store.record(event);
    }
    this.rests.push(this.events.length);
  }

  #id<Id extends string>(): Id {
    return `00000000-0000-4000-8000-${(++this.#count).toString(16).padStart(12, "0")}` as string as Id;
  }

  #now(): string {
    return new Date(Date.UTC(2026, 0, 1) + ++this.#count).toISOString();
  }
}

/** What a person makes of a message: they rate it, star it, or take both back. */
function toMark(isRated: boolean, text: string): Mark {
  const at = "2025-01-01T00:00:00.000Z";
  if (!isRated) return text.length % 2 === 0 ? { favourite: true } : {};
  return {
    feedback: { rating: text === "" ? "down" : "up", tags: [], createdAt: at, updatedAt: at, ...(text !== "" && { comment: text }) },
  };
}
