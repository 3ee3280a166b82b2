// A chat's facts as the events of Chainlit's wire, for one socket. Nothing below the transport knows of them.
import {
  type Ask,
  type Audience,
  type ChatError,
  type Element,
  isBusy,
  isFinal,
  newId,
  projectSnapshot,
  type ServerEvent,
  type StepId,
  toSnapshot,
} from "@colloquy/protocol";
import type { Clock } from "../../clock.ts";
import type { Logger } from "../../logger.ts";
import type { LiveChat } from "../../session/live-chat.ts";
import type { Opened } from "../../session/open-request.ts";
import type { Outlet } from "../../session/outlet.ts";
import { Line } from "../../transport/line.ts";
import { ownAudience } from "../../transport/own-audience.ts";
import { ActionStream } from "./action-stream.ts";
import { CallStream, type CallStreamOptions } from "./call-stream.ts";
import type { ChainlitSocket } from "./chainlit-events.ts";
import { type ClientView, viewOf } from "./client-view.ts";
import { ElementStream } from "./element-stream.ts";
import type { ContentAddress } from "./element-to-chainlit.ts";
import { type FirstInteraction, tellInteraction } from "./first-interaction.ts";
import { Heartbeat } from "./heartbeat.ts";
import { OpenQuestion } from "./open-question.ts";
import { RunStream } from "./run-stream.ts";
import { StepStream } from "./step-stream.ts";
import { SurfaceStream } from "./surface-stream.ts";
import { toChainlitThread, toErrorStep } from "./to-chainlit.ts";
import { UnsentCount } from "./unsent-count.ts";
import { voiceOf } from "./voice.ts";

/** Their page has one line for what is wrong and how to mend it. */
function inWords({ message, fix, fields }: ChatError): string {
  // What is wrong with single fields says itself how to mend it.
  return fix === "" || fields ? message : `${message} ${fix}`;
}

/** A version of a document that the client may not have been told to be whole. */
function hasClosed({ type, forId }: Element, view: ClientView): boolean {
  return type === "artifact" && forId !== undefined && view.hasChanged(forId);
}

/** How the client is known, and what it is told of. */
export interface ChainlitOutletOptions {
  readonly handle: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Settles when what was said so far is stored. */
  readonly stored: () => Promise<void>;
  /** Where it reads what is shown in this chat. */
  readonly contentAddress: ContentAddress;
  readonly onAnswer: OnAnswer;
  /** What the page gave to a function that was called, unparsed. */
  readonly onResult: CallStreamOptions["onResult"];
}

/** What a person gave to a question, unparsed. */
export type OnAnswer = (ask: Ask, given: unknown) => void;

/** One socket of Chainlit's clients on one chat, wherever it runs. It stays with that copy: when there is another, its client comes back to it. */
export class ChainlitOutlet implements Outlet {
  readonly supports = new Set(["streaming", "asking"] as const);
  readonly chat: LiveChat;
  /** What the client shows to get in: its owner and its session id. */
  readonly handle: string;
  readonly view: ClientView;
  readonly #socket: ChainlitSocket;
  readonly #audience: Audience;
  /** How much of the work the client was shown last. */
  #cot: Audience["cot"];
  readonly #line: Line;
  readonly #unsent: UnsentCount;
  readonly #heartbeat: Heartbeat;
  readonly #steps: StepStream;
  readonly #runs: RunStream;
  readonly #question: OpenQuestion;
  readonly #elements: ElementStream;
  readonly #actions: ActionStream;
  readonly #calls: CallStream;
  readonly surface: SurfaceStream;
  readonly #options: ChainlitOutletOptions;
  /** What the client's spinner was told last. */
  #busy = false;
  /** From the person's Stop until the next turn begins: their client has put its spinner off by itself. */
  #stopped = false;
  /** Between `begin` and `dispose`: before, the client has not said that it listens. */
  #open = false;

  constructor(socket: ChainlitSocket, chat: LiveChat, options: ChainlitOutletOptions) {
    const { handle, clock, onAnswer, onResult } = options;
    this.chat = chat;
    this.handle = handle;
    this.#options = options;
    this.view = viewOf(chat, handle);
    this.#socket = socket;
    this.#audience = ownAudience(chat);
    this.#cot = this.#audience.cot;
    this.#line = new Line(socket, () => this.#drained());
    this.#unsent = new UnsentCount(socket.conn);
    this.#heartbeat = new Heartbeat(socket.conn, { sent: () => this.view.seq, onReceived: (seq) => this.view.acknowledge(seq) });
    const { state } = chat;
    const language = () => voiceOf(chat).language;
    this.#steps = new StepStream({
      state,
      audience: this.#audience,
      owner: () => chat.owner,
      view: this.view,
      emit: (name, payload) => void (socket as { emit(name: string, payload: unknown): unknown }).emit(name, payload),
      idle: () => this.#line.idle,
      clock,
      language,
    });
    this.surface = new SurfaceStream(socket, state);
    this.#elements = new ElementStream({ socket, state, audience: this.#audience, view: this.view });
    this.#runs = new RunStream({ socket, chat, view: this.view });
    this.#actions = new ActionStream(socket, this.view);
    this.#calls = new CallStream({ socket, state, clock, onResult });
    const render = (ask: Ask) => this.#steps.render(ask.stepId);
    this.#question = new OpenQuestion({ socket, state, clock, render, actions: this.#actions, language, onAnswer });
  }

  /** Brings the client up to date; the caller then attaches the outlet, without a pause between. */
  begin({ how, refused }: Pick<Opened, "how" | "refused">): void {
    const { view } = this;
    this.#open = true;
    this.#socket.emit("task_end", {});
    this.#socket.emit("clear_ask", {});
    this.#socket.emit("clear_call_fn", {});
    if (how === "new") {
      view.beginEmpty();
      if (refused) this.#socket.emit("resume_thread_error", refused.message);
      this.surface.tellParts(() => true);
      return;
    }
    if (view.needsThread || !this.#noteMissed()) this.#resume(true);
    else this.#catchUp();
  }

  send(events: readonly ServerEvent[]): void {
    if (!this.#open) return;
    if (this.#cot !== this.#audience.cot) {
      this.#cot = this.#audience.cot;
      this.view.lose();
    }
    if (!this.#line.idle && this.#unsent.tooMuch(performance.now())) this.view.lose();
    if (this.view.lost) {
      if (this.#line.idle) this.#resume(false);
      return;
    }
    for (const event of events) this.#tell(event);
    this.#steps.settle();
    this.#elements.settle();
    if (this.view.lost) this.#resume(false);
    this.#tellBusy();
    this.#tellInteraction();
  }

  /** Says why a request was refused, to this client alone. */
  refuse(error: ChatError): void {
    const { chat } = this;
    this.#socket.emit("new_message", toErrorStep(newId(), chat.threadId, inWords(error), chat.now()));
    if (!this.#busy) this.#socket.emit("task_end", {});
  }

  /** The person pressed Stop. What is still to end keeps their client waiting no longer; a turn that follows does. */
  stop(): void {
    this.#stopped = true;
  }

  /** Gives the client the whole thread anew: it has changed its own copy for something that was refused. */
  restore(): void {
    this.#resume(false);
  }

  /** The session is no longer in this process. Clients connect again by themselves when the connection breaks, not when it is ended. */
  closed(): void {
    this.dispose();
    this.#socket.conn.close();
  }

  /** Its person is no longer who they were. Their clients know no word for it: the page finds out when it asks for anything. */
  cut(): void {
    this.dispose();
    this.#socket.disconnect(true);
  }

  /** Another socket of the same page took over. */
  replace(): void {
    this.dispose();
    this.#socket.disconnect(true);
  }

  dispose(): void {
    this.#open = false;
    this.#line.dispose();
    this.#unsent.dispose();
    this.#heartbeat.dispose();
    this.#steps.dispose();
  }

  #tell(event: ServerEvent): void {
    const { view, chat } = this;
    const { state } = chat;
    if (event.type !== "step-text") {
      const gone = view.note(event, state);
      for (const id of gone) this.#tellRemoved(id);
      if (gone.length > 0) this.#elements.leave(event);
    }
    switch (event.type) {
      case "step-text":
        this.#steps.grow(event.stepId);
        return;
      case "step-set":
        this.#steps.set(event.step.id);
        this.#elements.closeStep(event.step.id);
        this.#actions.tellStep(event.step);
        return;
      case "step-removed":
        this.#steps.forget(event.stepId);
        this.#actions.tellStep({ id: event.stepId });
        return;
      case "turn-start":
        if (event.turn.foreground && this.#stopped) {
          this.#stopped = false;
          this.#busy = false;
        }
        this.#tellBusy();
        this.#runs.tell(event.turn.id);
        return;
      case "turn-end":
        this.#steps.closeTurn(event.turnId, event.endedAt);
        this.#runs.end(event);
        for (const stepId of state.turns.get(event.turnId)?.stepIds ?? []) this.#elements.closeStep(stepId);
        return;
      case "mark-set": {
        const entry = state.steps.get(event.stepId);
        if (!entry) return;
        this.#steps.tell(event.stepId);
        // Their page looks for a rating of an answer at its run.
        if (entry.step.type === "assistant_message") this.#runs.tell(entry.step.turnId);
        return;
      }
      case "ask-start":
        this.#question.show();
        return;
      case "ask-end": {
        const stepId = view.questionOf(event.askId);
        if (stepId) this.#steps.tell(stepId);
        this.#question.end(event);
        this.#tellAnsweredElement(stepId);
        // A question puts their spinner off, also while another turn works.
        if (state.asks.size === 0) this.#busy = false;
        return;
      }
      case "element-set":
        this.#elements.tell(event.element);
        return;
      case "element-patch": {
        // Its protocol has no word for a part of an element.
        const element = state.elements.get(event.elementId);
        if (element) this.#elements.tell(element);
        return;
      }
      case "element-removed":
        this.#elements.remove(event.elementId);
        return;
      case "surface-set":
        this.surface.tell(event.surface);
        if (Object.hasOwn(event.surface, "sidePanel")) this.#elements.notePanel();
        return;
      case "toast-show":
        this.#socket.emit("toast", event.toast);
        return;
      case "ask-set":
        this.#question.show();
        return;
      case "call-start":
        this.#calls.show();
        return;
      case "call-end":
        this.#calls.end(event.callId);
        return;
      case "window-message":
        this.#socket.emit("window_message", event.data);
        return;
      case "name-set":
      case "thread-set":
      case "turn-queued":
      case "turn-set":
      case "turn-removed":
      case "leaf-set":
        return;
      default:
        event satisfies never;
    }
  }

  /** Takes note of what happened while the client was away; false when that can no longer be told. */
  #noteMissed(): boolean {
    const { view, chat } = this;
    const { state } = chat;
    const missed = chat.log.replay(state, { epoch: state.epoch, seq: view.seq, open: {} });
    if (!missed) return false;
    for (const event of missed) if (event.type !== "step-text") view.note(event, state);
    return !view.lost && !view.hasMissed(state);
  }

  /** Tells everything that is open or has changed since the client was last heard of, parents first, then what is gone. */
  #catchUp(): void {
    const { view, chat } = this;
    const { state } = chat;
    for (const { turn, stepIds } of state.turns.values()) {
      const isOpen = !isFinal(turn.state);
      const [messageId] = stepIds.filter((id) => id === turn.messageId);
      if (messageId && (isOpen || view.hasChanged(messageId))) this.#steps.tellAgain(messageId);
      if (isOpen || view.hasChanged(turn.id)) this.#runs.tell(turn.id, true);
      for (const id of stepIds) {
        if (id !== messageId && (isOpen || view.hasChanged(id) || state.steps.get(id)?.step.end === undefined)) this.#steps.tellAgain(id);
      }
    }
    this.#steps.settle();
    for (const id of view.removed) this.#tellRemoved(id);
    for (const id of view.takeElementsOfHidden()) this.#socket.emit("remove_element", { id });
    for (const element of state.elements.values())
      if (view.hasChanged(element.id) || hasClosed(element, view)) this.#elements.tell(element);
    for (const id of view.removedElements) this.#socket.emit("remove_element", { id });
    if (view.hasChanged("sidePanel")) this.#elements.notePanel();
    this.#elements.settle();
    this.surface.tellParts((part) => view.hasChanged(part) || (part === "settingsForm" && view.hasChanged("settings")));
    if (view.missedInteraction) view.interactionAt = undefined;
    this.#tellBusy();
    this.#tellInteraction();
    // Of messages that have left the window their page still shows the buttons.
    this.#tellWhatCanBeDone((owner) => !state.steps.has(owner as StepId) && !view.isAsk(owner));
  }

  /** Gives the client the whole window. `returning` is for the beginning of a connection. */
  #resume(returning: boolean): void {
    const { chat, view } = this;
    const { state } = chat;
    view.beginWith(state);
    if (returning && chat.interacted) {
      view.interactionAt = state.seq;
      this.#socket.emit("first_interaction", { interaction: "resume", thread_id: chat.threadId });
    }
    const snapshot = projectSnapshot(toSnapshot(state), this.#audience);
    this.#socket.emit(
      "resume_thread",
      toChainlitThread(snapshot, { ...voiceOf(chat), owner: chat.owner, contentAddress: this.#options.contentAddress }),
    );
    this.#steps.begin();
    this.#runs.begin();
    if (state.surface.sidePanel) this.#elements.notePanel();
    this.#elements.settle();
    this.surface.tellParts(() => true);
    this.#tellBusy();
    this.#tellWhatCanBeDone(() => false);
  }

  #drained(): void {
    if (!this.#open) return;
    if (this.view.lost) this.#resume(false);
    else this.#steps.flush();
  }

  /** Tells the buttons, the open question and the open call to a client that may or may not have them. */
  #tellWhatCanBeDone(isKept: (owner: string) => boolean): void {
    const { steps } = this.chat.state;
    this.#actions.forget(isKept);
    for (const { step } of steps.values()) {
      this.#actions.tellStep(step);
      this.#tellAnsweredElement(step.id);
    }
    this.#question.show();
    this.#calls.show();
  }

  /** The element that was a question is one no more. */
  #tellAnsweredElement(stepId: StepId | undefined): void {
    const closed = stepId && this.chat.state.steps.get(stepId)?.step.closedAsk;
    if (closed?.spec.kind === "element") this.#socket.emit("remove_element", { id: closed.spec.elementId });
  }

  /** The question's acknowledgement was used up by what is no answer: it is put again. */
  askAgain(): void {
    if (this.#open) this.#question.show();
  }

  /** Takes away what the client wrote and shows: it was read, and is no message. */
  takeBack(id: string): void {
    if (this.#open) this.#tellRemoved(id);
  }

  #tellRemoved(id: string): void {
    this.#socket.emit("delete_message", { id, threadId: this.chat.threadId });
  }

  /** Their spinner is a switch, not a count: it goes off when the last turn has ended, or waits for the person. */
  #tellBusy(): void {
    const { state } = this.chat;
    const waits = [...state.turns.values()].some(({ turn }) => turn.foreground && turn.state === "waiting");
    const busy = isBusy(state) || (state.queue.length > 0 && !waits);
    if (busy === this.#busy || (busy && this.#stopped)) return;
    this.#busy = busy;
    this.#socket.emit(busy ? "task_start" : "task_end", {});
  }

  #tellInteraction(): void {
    const { stored, logger } = this.#options;
    const emit = (first: FirstInteraction) => this.#open && this.#socket.emit("first_interaction", first);
    tellInteraction(this.chat, { view: this.view, stored, emit, logger });
  }
}
