// Steps and their texts on the way to one socket: which event tells of a change, and how much of a growing text was told.
// Text is read from the state when it is sent, so that whatever gathered while the socket was busy goes as one piece.
import {
  type Audience,
  type ChatState,
  isMessageType,
  isVisible,
  projectEvent,
  type StepId,
  type StepState,
  TEXT_FIELDS,
  type TextBuffer,
  type TextField,
  type TurnId,
  toStepWithText,
} from "@colloquy/protocol";
import type { Clock, Timer } from "../../clock.ts";
import type { ChainlitEvents } from "./chainlit-events.ts";
import type { ClientView } from "./client-view.ts";
import { type ChainlitStep, toChainlitStep } from "./to-chainlit.ts";

/**
 * The least time between two pieces of text, in milliseconds. Their page draws the whole chat for each piece, which takes it some 40 ms: more of
 * them make it no faster, only late.
 */
const GATHER_MS = 50;

/** How much the client has of the texts of a step that may grow. */
interface Growing {
  readonly turnId: TurnId;
  readonly told: { [field in TextField]?: { readonly rev: number; readonly length: number } };
}

/** What a stream needs to know. */
export interface StepStreamOptions {
  readonly state: ChatState;
  readonly audience: Audience;
  /** Whose thread it is; it may become somebody else's when they sign in. */
  readonly owner: () => string;
  readonly view: ClientView;
  readonly emit: <Name extends StepEvent>(name: Name, payload: Parameters<ChainlitEvents[Name]>[0]) => void;
  /** False while the socket has not flushed what it was given. */
  readonly idle: () => boolean;
  readonly clock: Clock;
  /** What the person speaks, as a BCP 47 tag. */
  readonly language: () => string;
}

type StepEvent = "new_message" | "update_message" | "stream_start" | "stream_token";

/** One socket's stream of steps. */
export class StepStream {
  readonly #options: StepStreamOptions;
  readonly #growing = new Map<StepId, Growing>();
  /** Messages that were opened and have no text yet: their first text goes inside of the event that starts them. */
  readonly #held = new Set<StepId>();
  readonly #behind = new Set<StepId>();
  /** Steps told whole since the last `settle`: the text that came with their record was told with it. */
  readonly #justTold = new Set<StepId>();
  /** Runs while pieces of text gather. */
  #gathering: Timer | undefined;

  constructor(options: StepStreamOptions) {
    this.#options = options;
  }

  /** The step was set: tells all of it, unless it is a message that has yet to begin, or the client's own. */
  set(stepId: StepId): void {
    const { state, view } = this.#options;
    const entry = state.steps.get(stepId);
    if (!entry) return;
    if (view.takeOwn(stepId) && !view.isAliased(stepId)) {
      view.show(stepId, { turnId: entry.step.turnId, root: !entry.step.parentId });
      this.#justTold.add(stepId);
      return;
    }
    if (isEmpty(entry) && !this.#growing.has(stepId)) this.#held.add(stepId);
    else this.tell(stepId);
  }

  /** Text was added to a step, or put in the place of what was there. */
  grow(stepId: StepId): void {
    const { state, view, audience, idle } = this.#options;
    const entry = state.steps.get(stepId);
    if (!entry || !isVisible(entry.step.type, audience)) return;
    const growing = this.#growing.get(stepId);
    if (!growing) {
      if (this.#justTold.has(stepId)) return;
      if (entry.step.end !== undefined) view.noteLateText(entry.step);
      this.tell(stepId);
      return;
    }
    if (this.#gathering || !idle()) this.#behind.add(stepId);
    else {
      this.#tellTexts(stepId, growing);
      this.#gather();
    }
  }

  #gather(): void {
    this.#gathering = this.#options.clock.setTimeout(
      () => {
        this.#gathering = undefined;
        if (this.#behind.size === 0 || !this.#options.idle()) return;
        this.flush();
      },
      GATHER_MS,
      { background: true },
    );
  }

  /** The socket is gone. */
  dispose(): void {
    this.#gathering?.cancel();
    this.#gathering = undefined;
    this.#behind.clear();
  }

  /** A batch of facts is through. */
  settle(): void {
    this.#justTold.clear();
  }

  /** Tells a step to a client that may or may not have it. */
  tellAgain(stepId: StepId): void {
    const entry = this.#options.state.steps.get(stepId);
    if (entry && isEmpty(entry)) this.#held.add(stepId);
    else this.tell(stepId, true);
  }

  /** Tells all of a step, its parent first. `update_message` is for what the client surely has: it ignores ids it does not know. */
  tell(stepId: StepId, mayBeNew = false): void {
    const { state, view, emit } = this.#options;
    const step = this.render(stepId);
    const entry = state.steps.get(stepId);
    if (!step || !entry) return;
    const parentId = entry.step.parentId;
    if (parentId && this.#held.has(parentId)) this.tell(parentId);
    const isMessage = isMessageType(step.type);
    if (isMessage && entry.step.end === undefined) emit("stream_start", step);
    else if (mayBeNew || !view.knows(step.id) || (isMessage && this.#growing.has(stepId))) emit("new_message", step);
    else emit("update_message", step);
    view.show(step.id, { turnId: entry.step.turnId, root: step.parentId === null });
    this.#told(stepId);
  }

  /** Closes the client's copies of what the end of a turn closed. */
  closeTurn(turnId: TurnId, endedAt: string): void {
    const { state, view, emit } = this.#options;
    for (const stepId of state.turns.get(turnId)?.stepIds ?? []) {
      if ((this.#growing.has(stepId) || this.#held.has(stepId)) && state.steps.get(stepId)?.step.end !== undefined) this.tell(stepId);
    }
    // A turn that leaves the window as it ends takes its steps with it.
    for (const [stepId, growing] of this.#growing) {
      if (growing.turnId !== turnId || state.steps.has(stepId)) continue;
      emit("update_message", { id: view.toTheirs(stepId), end: endedAt, streaming: false });
      this.forget(stepId);
    }
  }

  forget(stepId: StepId): void {
    this.#growing.delete(stepId);
    this.#held.delete(stepId);
    this.#behind.delete(stepId);
  }

  /** The client was given the whole state. */
  begin(): void {
    for (const stepId of this.#options.state.steps.keys()) {
      const step = this.render(stepId);
      const entry = this.#options.state.steps.get(stepId);
      if (!step || !entry) continue;
      this.#options.view.show(step.id, { turnId: entry.step.turnId, root: step.parentId === null });
      this.#told(stepId);
    }
    this.settle();
  }

  /** Tells the texts that gathered; while more gather, it is not yet their time. */
  flush(): void {
    if (this.#gathering || this.#behind.size === 0) return;
    this.#gather();
    for (const stepId of this.#behind) {
      this.#behind.delete(stepId);
      const growing = this.#growing.get(stepId);
      if (growing) this.#tellTexts(stepId, growing);
      if (!this.#options.idle()) return;
    }
  }

  #tellTexts(stepId: StepId, growing: Growing): void {
    const { state, view, emit } = this.#options;
    const id = view.toTheirs(stepId);
    for (const field of TEXT_FIELDS) {
      const buffer = state.steps.get(stepId)?.texts[field];
      if (!buffer) continue;
      const told = growing.told[field];
      if (told?.rev === buffer.rev && told.length >= buffer.length) continue;
      const isSequence = told !== undefined && told.rev !== buffer.rev;
      const token = buffer.read(isSequence ? 0 : (told?.length ?? 0));
      emit("stream_token", { id, token, isSequence, isInput: field === "input" });
      growing.told[field] = lengthOf(buffer);
    }
  }

  #told(stepId: StepId): void {
    const entry = this.#options.state.steps.get(stepId);
    this.forget(stepId);
    this.#justTold.add(stepId);
    if (!entry || entry.step.end !== undefined) return;
    const growing: Growing = { turnId: entry.step.turnId, told: {} };
    for (const field of TEXT_FIELDS) {
      const buffer = entry.texts[field];
      if (buffer) growing.told[field] = lengthOf(buffer);
    }
    this.#growing.set(stepId, growing);
  }

  /** A step as the client may see it, in the client's own terms; undefined when it may not. */
  render(stepId: StepId): ChainlitStep | undefined {
    const { state, audience, owner, view, language } = this.#options;
    const entry = state.steps.get(stepId);
    if (!entry) return undefined;
    const projected = projectEvent({ type: "step-set", seq: state.seq, step: entry.step }, audience, state);
    if (projected?.type !== "step-set") return undefined;
    const { input, output } = toStepWithText(entry);
    const waitForAnswer = [...state.asks.values()].some((ask) => ask.stepId === stepId);
    const place = {
      threadId: state.thread.id,
      owner: owner(),
      turn: state.turns.get(entry.step.turnId)?.turn,
      waitForAnswer,
      mark: entry.mark,
      language: language(),
    };
    const step = toChainlitStep({ ...projected.step, ...(input && { input }), ...(output && { output }) }, place);
    return { ...step, id: view.toTheirs(step.id), parentId: step.parentId && view.toTheirs(step.parentId) };
  }
}

/** A message that was opened and has no text yet. */
function isEmpty({ step, texts }: StepState): boolean {
  return isMessageType(step.type) && step.end === undefined && !texts.output?.length;
}

function lengthOf(buffer: TextBuffer): { readonly rev: number; readonly length: number } {
  return { rev: buffer.rev, length: buffer.length };
}
