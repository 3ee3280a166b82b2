// What one client of Chainlit's shows, as far as we know it: its wire has no cursor, so we keep one for it.
// It outlives the client's sockets: after a reconnect it says what to send again and what to take away.
import type { AskId, ChatState, Element, ElementId, Step, StepId, StructuralEvent, Turn, TurnId } from "@colloquy/protocol";
import type { LiveChat } from "../../session/live-chat.ts";
import type { ToldActions } from "./action-stream.ts";
import { ToldElements } from "./told-elements.ts";

interface ShownTurn {
  readonly turn: Turn;
  /** What to delete when the turn is no longer shown: its entries at the root and its run; their children go with them. */
  readonly roots: Set<string>;
}

/** The last fact about something that the client may not have. */
interface Change {
  readonly at: number;
  readonly turnId: TurnId | undefined;
}

const VIEWS = new WeakMap<LiveChat, Map<string, ClientView>>();

/** The view of a handle, made on its first connection; it is gone with its session, or with the copy of it. */
export function viewOf(chat: LiveChat, handle: string): ClientView {
  const views = VIEWS.get(chat) ?? new Map<string, ClientView>();
  VIEWS.set(chat, views);
  const known = views.get(handle);
  if (known) return known;
  const view = new ClientView();
  views.set(handle, view);
  return view;
}

/** One client's knowledge of one session. */
export class ClientView {
  /** The client's name for a message that an edit replaced: it goes on using the old id. */
  readonly #aliases = new Map<StepId, string>();
  readonly #originals = new Map<string, StepId>();
  readonly #own = new Set<StepId>();
  readonly #known = new Set<string>();
  readonly #turns = new Map<TurnId, ShownTurn>();
  readonly #questions = new Map<AskId, StepId>();
  readonly #changed = new Map<string, Change>();
  readonly #removed = new Map<string, number>();
  readonly #removedElements = new Map<string, number>();
  readonly #elements = new ToldElements();
  /** The buttons it was told of. */
  readonly actions: ToldActions = new Map();
  readonly #removedActions = new Map<string, number>();
  #seq = 0;
  #acked = 0;
  #lost = true;
  #snapshotAt = 0;
  /** When it was told of the first interaction. */
  interactionAt: number | undefined;

  /** The last fact that was taken note of. */
  get seq(): number {
    return this.#seq;
  }

  /** True when the client can only go on with the whole thread. */
  get lost(): boolean {
    return this.#lost;
  }

  /** True when a client that returns needs the whole thread: it may never have received the last one. */
  get needsThread(): boolean {
    return this.#lost || this.#acked < this.#snapshotAt;
  }

  /** True when the client may not have been told of the first interaction. */
  get missedInteraction(): boolean {
    return this.interactionAt === undefined || this.interactionAt > this.#acked;
  }

  /** The client begins with an empty chat. */
  beginEmpty(): void {
    this.#lost = false;
  }

  /** The client fell too far behind to be told of single changes. */
  lose(): void {
    this.#lost = true;
  }

  /** The client is given the whole thread: what it called things is forgotten. */
  beginWith(state: ChatState): void {
    for (const memory of [
      this.#aliases,
      this.#originals,
      this.#own,
      this.#known,
      this.#turns,
      this.#changed,
      this.#removed,
      this.#removedElements,
      this.#elements,
    ])
      memory.clear();
    // The path in its order first: a turn that waited may have been made known before one that it follows.
    for (const id of new Set([...state.path, ...state.turns.keys()])) {
      const entry = state.turns.get(id);
      if (entry) this.#turns.set(id, { turn: entry.turn, roots: new Set(entry.turn.messageId && [entry.turn.messageId]) });
    }
    for (const ask of state.asks.values()) this.#questions.set(ask.id, ask.stepId);
    for (const element of state.elements.values()) if (isWhole(element, state)) this.showElement(element, state);
    this.#seq = state.seq;
    this.#snapshotAt = state.seq;
    this.#lost = false;
  }

  /** The client has everything up to here. */
  acknowledge(seq: number): void {
    this.#acked = Math.max(this.#acked, seq);
    for (const [id, { at }] of this.#changed) if (at <= this.#acked) this.#changed.delete(id);
    for (const map of [this.#removed, this.#removedElements, this.#removedActions])
      for (const [id, at] of map) if (at <= this.#acked) map.delete(id);
  }

  /** The client wrote this message and shows it already. */
  addOwn(stepId: StepId): void {
    this.#own.add(stepId);
  }

  /** True, once, for a message that must not be echoed. */
  takeOwn(stepId: StepId): boolean {
    return this.#own.delete(stepId);
  }

  /** An edit gives a message a new id; the client keeps the old one. */
  alias(stepId: StepId, theirs: string): void {
    this.#aliases.set(stepId, theirs);
    this.#originals.set(theirs, stepId);
  }

  /** The edit was refused. */
  unalias(stepId: StepId, theirs: string): void {
    this.#aliases.delete(stepId);
    if (this.#originals.get(theirs) === stepId) this.#originals.delete(theirs);
  }

  /** What the client calls a step. */
  toTheirs(id: string): string {
    return this.#aliases.get(id as StepId) ?? id;
  }

  /** Which step the client means. */
  toOurs(id: string): StepId {
    return this.#originals.get(id) ?? (id as StepId);
  }

  isAliased(stepId: StepId): boolean {
    return this.#aliases.has(stepId);
  }

  knows(theirs: string): boolean {
    return this.#known.has(theirs);
  }

  /** The step was sent, or is the client's own. */
  show(theirs: string, place: { readonly turnId: TurnId; readonly root: boolean }): void {
    this.#known.add(theirs);
    if (place.root) this.#turns.get(place.turnId)?.roots.add(theirs);
  }

  /** The element was sent. Answers the older version of the same document, which goes. */
  showElement(element: Element, state: ChatState): ElementId | undefined {
    return this.#elements.add(element, element.forId && state.steps.get(element.forId)?.step.turnId);
  }

  showsElement(id: ElementId): boolean {
    return this.#elements.has(id);
  }

  forgetElement(id: ElementId): void {
    this.#elements.delete(id);
  }

  /** Takes out the elements of turns that are not shown any more, and of a step that was removed. */
  takeElementsOfHidden(removed?: StepId): ElementId[] {
    return this.#elements.takeGone(({ forId, turnId }) => forId === removed || (turnId !== undefined && !this.#turns.has(turnId)));
  }

  /** True for the id of a question. */
  isAsk(id: string): boolean {
    return this.#questions.has(id as AskId);
  }

  questionOf(askId: AskId): StepId | undefined {
    return this.#questions.get(askId);
  }

  /** True when something changed that the client may not have: of a step, a turn, an element, or a part of the surface. */
  hasChanged(id: string): boolean {
    return this.#changed.has(id);
  }

  /** True when something changed that has left the state's window since, so that it cannot be told on its own. */
  hasMissed(state: ChatState): boolean {
    for (const { turnId } of this.#changed.values()) if (turnId && this.#turns.has(turnId) && !state.turns.has(turnId)) return true;
    return false;
  }

  get removed(): Iterable<string> {
    return this.#removed.keys();
  }

  /** The client was told that a button is gone. */
  noteRemovedAction(id: string): void {
    this.#removedActions.set(id, this.#seq);
  }

  /** Buttons that it may still show, though it was told that they are gone. */
  get removedActions(): Iterable<string> {
    return this.#removedActions.keys();
  }

  get removedElements(): Iterable<string> {
    return this.#removedElements.keys();
  }

  /** Text grew in a closed step: whoever has not acknowledged more than now gets it again. */
  noteLateText({ id, turnId }: Step): void {
    this.#changed.set(id, { at: this.#seq + 1, turnId });
  }

  /** Takes note of a fact that was applied to the state, and tells which of the client's steps it takes away. */
  note(event: StructuralEvent, state: ChatState): string[] {
    if (event.seq <= this.#seq) return [];
    this.#seq = event.seq;
    switch (event.type) {
      case "turn-queued":
        this.#turns.set(event.turn.id, { turn: event.turn, roots: new Set() });
        return [];
      case "turn-start":
        return this.#noteStart(event.turn);
      case "turn-end":
        this.#noteEnd(event.turnId, event.endedAt, state);
        return [];
      case "turn-removed":
        return this.#hide([event.turnId], undefined);
      case "leaf-set":
        this.#lost = true;
        return [];
      case "step-set":
        this.#change(event.step.id, event.step.turnId);
        this.#removed.delete(this.toTheirs(event.step.id));
        return [];
      case "step-removed":
        return this.#hideStep(event.stepId);
      case "element-set":
        this.#change(event.element.id);
        this.#removedElements.delete(event.element.id);
        return [];
      case "element-patch":
        this.#change(event.elementId);
        return [];
      case "element-removed":
        this.#changed.delete(event.elementId);
        this.#removedElements.set(event.elementId, this.#seq);
        return [];
      case "mark-set": {
        const turnId = state.steps.get(event.stepId)?.step.turnId;
        if (!turnId) return [];
        this.#change(event.stepId, turnId);
        this.#change(turnId, turnId);
        return [];
      }
      case "ask-start":
        this.#questions.set(event.ask.id, event.ask.stepId);
        this.#change(event.ask.stepId, event.ask.turnId);
        return [];
      case "ask-end":
        this.#change(this.#questions.get(event.askId));
        return [];
      case "surface-set":
        for (const part of Object.keys(event.surface)) this.#change(part);
        return [];
      case "ask-set":
      case "call-start":
      case "call-end":
      case "window-message":
      case "name-set":
      case "thread-set":
      case "turn-set":
      case "toast-show":
        return [];
      default:
        return event satisfies never;
    }
  }

  #noteStart(turn: Turn): string[] {
    const gone = turn.foreground ? this.#leftBy(turn) : [];
    const roots = this.#turns.get(turn.id)?.roots ?? new Set();
    // A turn that answers an old message anew shows it in the place of its sibling.
    if (turn.messageId) roots.add(this.toTheirs(turn.messageId));
    // The end of the map is the end of the path, also for a turn that had waited.
    this.#turns.delete(turn.id);
    this.#turns.set(turn.id, { turn, roots });
    this.#change(turn.id, turn.id);
    return this.#hide(gone, turn.messageId);
  }

  /** The turns that leave the active path when this one becomes its leaf, and those that hang on them. */
  #leftBy(turn: Turn): TurnId[] {
    const started = [...this.#turns.values()]
      .map((shown) => shown.turn)
      .filter(({ id, startedAt }) => startedAt !== undefined && id !== turn.id);
    const path = started.filter(({ foreground }) => foreground).map(({ id }) => id);
    const kept = turn.parentTurnId ? path.indexOf(turn.parentTurnId) + 1 : 0;
    const left = new Set(path.slice(kept));
    for (const other of started) if (!other.foreground && other.parentTurnId && left.has(other.parentTurnId)) left.add(other.id);
    return [...left];
  }

  #noteEnd(turnId: TurnId, endedAt: string, state: ChatState): void {
    this.#change(turnId, turnId);
    for (const stepId of state.turns.get(turnId)?.stepIds ?? []) {
      if (state.steps.get(stepId)?.step.end === endedAt) this.#change(stepId, turnId);
    }
  }

  #hideStep(stepId: StepId): string[] {
    const theirs = this.toTheirs(stepId);
    this.#changed.delete(stepId);
    if (!this.#known.delete(theirs)) return [];
    this.#removed.set(theirs, this.#seq);
    return [theirs];
  }

  /** `keptId` is the message of the turn that takes their place: it may be one of theirs. */
  #hide(turnIds: readonly TurnId[], keptId: StepId | undefined): string[] {
    const kept = keptId && this.toTheirs(keptId);
    const gone: string[] = [];
    for (const turnId of turnIds) {
      for (const theirs of this.#turns.get(turnId)?.roots ?? []) if (theirs !== kept) gone.push(theirs);
      this.#turns.delete(turnId);
    }
    for (const theirs of gone) {
      this.#known.delete(theirs);
      this.#removed.set(theirs, this.#seq);
    }
    return gone;
  }

  #change(id: string | undefined, turnId?: TurnId): void {
    if (id !== undefined) this.#changed.set(id, { at: this.#seq, turnId });
  }
}

/** A version of a document is told once it can be read whole. */
export function isWhole({ type, forId }: Element, state: ChatState): boolean {
  return type !== "artifact" || (forId !== undefined && state.steps.get(forId)?.step.end !== undefined);
}
