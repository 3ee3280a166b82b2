// The chat as a page reads it: an external store in three granularities over the same fold as the server's.
// A frame is folded whole, then everybody is told once; text goes to its readers and changes no view.
import {
  type Action,
  type ActionId,
  type ArtifactVersion,
  applyEvent,
  type ChatSnapshot,
  type ChatState,
  type Cursor,
  type Element,
  type ElementId,
  type ErrorBody,
  emptyChatState,
  type FactsFrame,
  fromSnapshot,
  isSameJson,
  type Mark,
  NO_MARK,
  type Step,
  type StepId,
  type StepState,
  type StructuralEvent,
  type Surface,
  type TextField,
  type ThreadId,
  type Toast,
  type Touched,
  type TurnBundle,
  type TurnId,
  toTurnBundle,
} from "@colloquy/protocol";
import { type ActionView, ActionViews } from "./action-views.ts";
import { toArtifact } from "./artifacts.ts";
import { toCursor } from "./cursor.ts";
import { EarlierTurns } from "./earlier-turns.ts";
import { FrameChanges } from "./frame-changes.ts";
import { KeyedListeners, Listeners } from "./listeners.ts";
import { type Around, hasMoreThan, type Overview, toOverview } from "./overview.ts";
import type { TextSource } from "./text-source.ts";
import { isText, TextSources } from "./text-sources.ts";
import { isSameView, type TurnView, toTurnView } from "./turn-view.ts";

const NO_THREAD = { id: "00000000-0000-0000-0000-000000000000" as ThreadId, createdAt: "1970-01-01T00:00:00.000Z" };
const NO_ELEMENTS: readonly Element[] = [];
const AT_FIRST: Around = {
  artifacts: [],
  connection: { phase: "connecting" },
  pending: [],
  unsaved: false,
  loadingEarlier: false,
  ready: false,
};

/** What a page knows of one chat. Every getter returns the same reference until that thing changes. */
export class ChatStore {
  #state: ChatState;
  #around: Around = AT_FIRST;
  #overview: Overview;
  /** How far the server's clock is ahead of the device's, in milliseconds. */
  #clockOffset = 0;
  readonly #earlier = new EarlierTurns();
  readonly #views = new Map<TurnId, TurnView>();
  readonly #texts: TextSources;
  readonly #actions = new ActionViews();
  readonly #overviewListeners = new Listeners();
  readonly #turnListeners = new KeyedListeners<TurnId>();
  readonly #stepListeners = new KeyedListeners<StepId>();
  readonly #actionListeners = new KeyedListeners<ActionId>();
  readonly #toastListeners = new Listeners<[Toast]>();
  readonly #windowListeners = new Listeners<[unknown]>();
  readonly #elementListeners = new Listeners<[Element]>();

  constructor(threadId?: ThreadId) {
    this.#state = emptyChatState({ ...NO_THREAD, ...(threadId && { id: threadId }) }, 0);
    this.#overview = toOverview(undefined, this.#state, this.#earlier, this.#around);
    this.#texts = new TextSources({
      find: (stepId, field) => this.#stepState(stepId)?.texts[field],
      isClosed: (stepId) => this.getStep(stepId)?.end !== undefined,
    });
  }

  /** Tells when the overview has changed. Returns the way out. */
  subscribe(listener: () => void): () => void {
    return this.#overviewListeners.add(listener);
  }

  /** The chat as a whole, without texts. */
  getOverview(): Overview {
    return this.#overview;
  }

  /** Tells when the view of one turn has changed. Returns the way out. */
  subscribeTurn(turnId: TurnId, listener: () => void): () => void {
    return this.#turnListeners.add(turnId, listener);
  }

  /** One turn and the ids of what it shows; undefined for one that is not known. */
  getTurn(turnId: TurnId): TurnView | undefined {
    const known = this.#views.get(turnId);
    if (known) return known;
    const view = toTurnView(this.#state, this.#earlier, turnId);
    if (view) this.#views.set(turnId, view);
    return view;
  }

  /** Tells when one step has changed, its texts apart. Returns the way out. */
  subscribeStep(stepId: StepId, listener: () => void): () => void {
    return this.#stepListeners.add(stepId, listener);
  }

  /** One step without its texts; undefined for one that is not known. */
  getStep(stepId: StepId): Step | undefined {
    return this.#stepState(stepId)?.step;
  }

  /** What is shown with a step, in order; tell by `subscribeStep`. Elements of the thread itself are in the overview. */
  getElements(stepId: StepId): readonly Element[] {
    return this.#stepState(stepId)?.elements ?? NO_ELEMENTS;
  }

  /** What the person has made of a message: their rating, their star. Tell by `subscribeStep`. */
  getMark(stepId: StepId): Mark {
    return this.#stepState(stepId)?.mark ?? NO_MARK;
  }

  /** The buttons under a message; tell by `subscribeStep` and, for those that run on another page, by `subscribe`. */
  getActions(stepId: StepId): readonly ActionView[] {
    return this.#actions.of(this.getStep(stepId), this.#overview.runningActions);
  }

  /** Tells when one button begins or ends to run, here or on another page, or has failed here. A chat may hold thousands: nothing else calls the listener. Returns the way out. */
  subscribeAction(actionId: ActionId, listener: () => void): () => void {
    return this.#actionListeners.add(actionId, listener);
  }

  /** One button, wherever it stands: under a message or in a view that the message shows. Tell by `subscribeAction`. */
  getAction(action: Action): ActionView {
    return this.#actions.one(action, this.#overview.runningActions);
  }

  /** Something is shown with the newest turns or beside the chat; tell by `subscribe` and `onElement`. */
  get hasElements(): boolean {
    return this.#state.elements.size > 0;
  }

  /** One element that is shown with the newest turns or beside the chat; undefined for one that is not known. */
  getElement(elementId: ElementId): Element | undefined {
    return this.#state.elements.get(elementId);
  }

  /** A text of a step, also of one that is not known yet. */
  text(stepId: StepId, field: TextField = "output"): TextSource {
    return this.#texts.get(stepId, field);
  }

  /** Short notices; each is told once and kept nowhere. */
  onToast(listener: (toast: Toast) => void): () => void {
    return this.#toastListeners.add(listener);
  }

  /** What the app says to the page around the chat; each is told once and kept nowhere. */
  onWindowMessage(listener: (data: unknown) => void): () => void {
    return this.#windowListeners.add(listener);
  }

  /** Elements at the moment they are first shown; not those that were there when the chat was opened, nor what changes in one later. */
  onElement(listener: (element: Element) => void): () => void {
    return this.#elementListeners.add(listener);
  }

  /** What the server's clock says, in milliseconds since 1970: deadlines go by it, and the clock of a device may be wrong. Until there was a connection, that of the device. */
  now(): number {
    return Date.now() + this.#clockOffset;
  }

  /** The server has said what its clock says. @internal */
  setNow(now: string): void {
    this.#clockOffset = Date.parse(now) - Date.now();
  }

  /** How far this page has read; undefined before the first snapshot. */
  get cursor(): Cursor | undefined {
    return this.#around.ready ? toCursor(this.#state) : undefined;
  }

  /** Folds one frame. False when it belongs to another epoch and was ignored. @internal */
  apply(frame: FactsFrame): boolean {
    if (!this.#around.ready || frame.epoch !== this.#state.epoch) return false;
    const changes = new FrameChanges();
    const toasts: Toast[] = [];
    const said = frame.facts.filter((event) => event.type === "window-message" && event.seq > this.#state.seq);
    const newElements: ElementId[] = [];
    for (const event of frame.facts) {
      if (event.type === "element-set" && !this.#state.elements.has(event.element.id)) newElements.push(event.element.id);
      if (isText(event)) this.#texts.fold(event, () => void applyEvent(this.#state, event));
      else this.#fold(event, changes, toasts);
    }
    // Facts that this page may not see have numbers too.
    this.#state.seq = Math.max(this.#state.seq, frame.seq);
    this.#publish(changes);
    for (const toast of toasts) this.#toastListeners.emit(toast);
    for (const event of said) if (event.type === "window-message") this.#windowListeners.emit(event.data);
    for (const id of newElements) {
      const element = this.#state.elements.get(id);
      if (element) this.#elementListeners.emit(element);
    }
    return true;
  }

  /** Takes a whole state in place of the known one. What did not change keeps its reference. @internal */
  replace(snapshot: ChatSnapshot): void {
    const old = this.#state;
    const sameThread = old.thread.id === snapshot.thread.id;
    this.#state = fromSnapshot(snapshot);
    if (sameThread) {
      keepReferences(old, this.#state);
      this.#keepBefore(old);
    } else this.#earlier.clear();
    this.#around = { ...this.#around, ready: true };
    this.#publish(FrameChanges.everything());
  }

  /** Begins anew, with nothing known. @internal */
  reset(threadId?: ThreadId): void {
    this.#state = emptyChatState({ ...NO_THREAD, ...(threadId && { id: threadId }) }, 0);
    this.#earlier.clear();
    this.#actions.clear();
    const { sessionId: _sessionId, refused: _refused, ...around } = this.#around;
    this.#around = { ...around, pending: [], loadingEarlier: false, ready: false };
    this.#publish(FrameChanges.everything());
  }

  /** A button was pressed here. @internal */
  pressed(stepId: StepId, actionId: ActionId): void {
    this.#actions.pressed(actionId);
    this.#stepListeners.emit(stepId);
    this.#actionListeners.emit(actionId);
  }

  /** What was pressed here has its answer. @internal */
  released(stepId: StepId, actionId: ActionId, error?: ErrorBody): void {
    this.#actions.ended(actionId, error);
    this.#stepListeners.emit(stepId);
    this.#actionListeners.emit(actionId);
  }

  /** Changes what surrounds the facts: connection, pending messages and the like. @internal */
  surround(around: Partial<Around>): void {
    this.#around = { ...this.#around, ...around };
    this.#publish(FrameChanges.surroundings());
  }

  /** True when the chat has more in it than what its beginning and these messages have brought. @internal */
  hasMoreThan(isKnown: (messageId: StepId) => boolean): boolean {
    return hasMoreThan(this.#state, isKnown);
  }

  /** Forgets or tells why the wished chat was not opened. @internal */
  setRefused(refused: ErrorBody | undefined): void {
    const { refused: _before, ...around } = this.#around;
    this.#around = refused ? { ...around, refused } : around;
    this.#publish(FrameChanges.surroundings());
  }

  /** Tells a notice that is not a fact of the chat. @internal */
  toast(toast: Toast): void {
    this.#toastListeners.emit(toast);
  }

  /** Tells or takes back what is wrong with the newest version of the app. @internal */
  setLoadError(message: string | undefined): void {
    const { loadError: before, ...around } = this.#around;
    if (message === before) return;
    this.#around = message === undefined ? around : { ...around, loadError: message };
    this.#publish(FrameChanges.surroundings());
  }

  /** Puts older turns before the oldest known one. @internal */
  prepend(turns: readonly TurnBundle[], hasEarlier: boolean): void {
    if (this.#earlier.isEmpty && turns.length === 0) this.#state.hasEarlier = false;
    this.#earlier.prepend(turns, hasEarlier);
    this.#around = { ...this.#around, loadingEarlier: false };
    this.#publish(FrameChanges.everything());
  }

  #fold(event: StructuralEvent, changes: FrameChanges, toasts: Toast[]): void {
    const firstBefore = this.#state.path[0];
    const seqBefore = this.#state.seq;
    const touched = applyEvent(this.#state, event);
    if (event.type === "step-set" && touched.stepIds.length === 0 && this.#earlier.setStep(event.step)) touched.stepIds.push(event.step.id);
    if (event.type === "mark-set" && touched.stepIds.length === 0 && this.#earlier.setMark(event.stepId, event.mark))
      touched.stepIds.push(event.stepId);
    this.#foldEarlierElement(event, touched);
    changes.add(event, touched, (stepId) => this.getStep(stepId)?.turnId);
    if (touched.evicted.length > 0) this.#earlier.append(touched.evicted);
    if (this.#state.path[0] !== firstBefore && this.#connectEarlier()) changes.all = true;
    if (event.type === "toast-show" && event.seq > seqBefore) toasts.push(event.toast);
  }

  /** Something that is shown with a turn before the window was stated anew, or taken away. */
  #foldEarlierElement(event: StructuralEvent, touched: Touched): void {
    if (touched.elementIds.length > 0) return;
    const stepId =
      event.type === "element-set"
        ? this.#earlier.setElement(event.element)
        : event.type === "element-removed" && this.#earlier.removeElement(event.elementId);
    if (stepId) touched.stepIds.push(stepId);
  }

  /** True when turns before the window had to go. */
  #connectEarlier(): boolean {
    const first = this.#state.path[0];
    return this.#earlier.connectTo(first && this.#state.turns.get(first)?.turn);
  }

  /** The old window may hold turns that lie before the new one; they stay on the page. */
  #keepBefore(old: ChatState): void {
    const first = this.#state.path[0];
    const parent = first && this.#state.turns.get(first)?.turn.parentTurnId;
    const end = parent ? old.path.indexOf(parent) : -1;
    if (end >= 0) {
      const before = new Set(old.path.slice(0, end + 1));
      const turns = [...old.turns.values()].map(({ turn }) => turn);
      const leaving = turns.filter(
        ({ id, parentTurnId, foreground }) => before.has(id) || (!foreground && parentTurnId && before.has(parentTurnId)),
      );
      this.#earlier.append(leaving.map(({ id }) => toTurnBundle(old, id)).filter((bundle) => bundle !== undefined));
    }
    this.#connectEarlier();
  }

  /** Tells readers of text first, then everybody whose part changed, each once. */
  #publish(changes: FrameChanges): void {
    if (changes.all) this.#texts.rebindAll();
    else this.#texts.rebind(changes.stepIds);
    this.#texts.flush();
    if (changes.isEmpty) return;
    const turnIds = changes.all ? new Set([...this.#views.keys(), ...this.#turnListeners.keys()]) : this.#turnsOf(changes);
    const changed = [...turnIds].filter((turnId) => this.#refreshView(turnId));
    if (changes.all || changes.hasElements) this.#around = { ...this.#around, artifacts: this.#heldArtifacts() };
    const overview = this.#overview;
    this.#overview = toOverview(overview, this.#state, this.#earlier, this.#around);
    for (const turnId of changed) this.#turnListeners.emit(turnId);
    for (const stepId of changes.all ? this.#stepListeners.keys() : changes.stepIds) this.#stepListeners.emit(stepId);
    for (const actionId of changes.all ? this.#actionListeners.keys() : differing(overview.runningActions, this.#overview.runningActions))
      this.#actionListeners.emit(actionId);
    if (this.#overview !== overview) this.#overviewListeners.emit();
  }

  /** True when the turn looks different now. */
  #refreshView(turnId: TurnId): boolean {
    const before = this.#views.get(turnId);
    const now = toTurnView(this.#state, this.#earlier, turnId);
    if (isSameView(before, now)) return false;
    if (now) this.#views.set(turnId, now);
    else this.#views.delete(turnId);
    return true;
  }

  /** The touched turns, the turns that side turns hang on, and those that show a touched message of another turn. */
  #turnsOf(changes: FrameChanges): Set<TurnId> {
    const found = new Set(changes.turnIds);
    for (const turnId of changes.turnIds) {
      const turn = this.#state.turns.get(turnId)?.turn;
      if (turn && !turn.foreground && turn.parentTurnId) found.add(turn.parentTurnId);
    }
    if (changes.hasMessage) for (const [id, { message }] of this.#views) if (message && changes.stepIds.has(message.id)) found.add(id);
    return found;
  }

  /** The documents' versions of the turns before the window and of those in it; the known list while nothing in it is another. */
  #heldArtifacts(): readonly ArtifactVersion[] {
    const known = new Map(this.#around.artifacts.map((version) => [version.stepId, version]));
    const elements = [...this.#earlier.elements(), ...this.#state.elements.values()].filter(({ type }) => type === "artifact");
    const held = elements
      .map(toArtifact)
      .filter((version) => version !== undefined)
      .map((version) => (isSameJson(known.get(version.stepId), version) ? (known.get(version.stepId) ?? version) : version));
    const same = held.length === this.#around.artifacts.length && held.every((version, index) => version === this.#around.artifacts[index]);
    return same ? this.#around.artifacts : held;
  }

  #stepState(stepId: StepId): StepState | undefined {
    return this.#state.steps.get(stepId) ?? this.#earlier.step(stepId);
  }
}

/** What is in one of the lists only. */
function differing<Id>(before: readonly Id[], now: readonly Id[]): Id[] {
  return before === now ? [] : [...before.filter((id) => !now.includes(id)), ...now.filter((id) => !before.includes(id))];
}

/** Puts the known objects in the place of equal new ones, so that nothing that looks the same is drawn again. */
function keepReferences(old: ChatState, next: ChatState): void {
  for (const [id, entry] of next.steps) {
    const known = old.steps.get(id)?.step;
    if (known && isSameJson(known, entry.step)) entry.step = known;
    const elements = old.steps.get(id)?.elements;
    if (elements && isSameJson(elements, entry.elements)) entry.elements = elements;
    const mark = old.steps.get(id)?.mark;
    if (mark && isSameJson(mark, entry.mark)) entry.mark = mark;
  }
  if (isSameJson(old.threadElements, next.threadElements)) next.threadElements = old.threadElements;
  for (const [id, entry] of next.turns) {
    const known = old.turns.get(id)?.turn;
    if (known && isSameJson(known, entry.turn)) entry.turn = known;
  }
  for (const [id, ask] of next.asks) {
    const known = old.asks.get(id);
    if (known && isSameJson(known, ask)) next.asks.set(id, known);
  }
  if (isSameJson(old.thread, next.thread)) next.thread = old.thread;
  next.surface = keepSameParts(old.surface, next.surface);
}

function keepSameParts(old: Surface, next: Surface): Surface {
  if (isSameJson(old, next)) return old;
  const known: Readonly<Record<string, unknown>> = old;
  return Object.fromEntries(Object.entries(next).map(([key, part]) => [key, isSameJson(known[key], part) ? known[key] : part]));
}
