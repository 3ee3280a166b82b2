// Turns on the way to one socket: as the run that the answer lies under, and as what is said of a bad end.
import { isFinal, type StructuralEvent, type TurnId } from "@colloquy/protocol";
import type { LiveChat } from "../../session/live-chat.ts";
import type { ChainlitSocket } from "./chainlit-events.ts";
import type { ClientView } from "./client-view.ts";
import { type ChainlitStep, lastAnswer, toEndMessage, toRunStep } from "./to-chainlit.ts";
import { voiceOf } from "./voice.ts";

export interface RunStreamOptions {
  readonly socket: ChainlitSocket;
  readonly chat: LiveChat;
  readonly view: ClientView;
}

/** One socket's stream of runs. */
export class RunStream {
  readonly #options: RunStreamOptions;

  constructor(options: RunStreamOptions) {
    this.#options = options;
  }

  /** Tells a turn as it is; kinds without a run have nothing to tell until they end badly. */
  tell(turnId: TurnId, mayBeNew = false): void {
    const { socket, view } = this.#options;
    const run = this.#render(turnId);
    if (run) {
      socket.emit(mayBeNew || !view.knows(run.id) ? "new_message" : "update_message", run);
      view.show(run.id, { turnId, root: true });
    }
    const end = this.#renderEnd(turnId);
    if (!end) return;
    socket.emit("new_message", end);
    view.show(end.id, { turnId, root: true });
  }

  end({ turnId, endedAt }: Extract<StructuralEvent, { type: "turn-end" }>): void {
    const { socket, chat, view } = this.#options;
    if (chat.state.turns.has(turnId)) this.tell(turnId);
    // It left the window as it ended.
    else if (view.knows(turnId)) socket.emit("update_message", { id: turnId, end: endedAt, streaming: false });
  }

  /** The client was given the whole state. */
  begin(): void {
    const { chat, view } = this.#options;
    for (const turnId of chat.state.turns.keys()) {
      for (const step of [this.#render(turnId), this.#renderEnd(turnId)]) if (step) view.show(step.id, { turnId, root: true });
    }
  }

  #render(turnId: TurnId): ChainlitStep | undefined {
    const { chat, view } = this.#options;
    const { state } = chat;
    const turn = state.turns.get(turnId)?.turn;
    const message = turn?.messageId && state.steps.get(turn.messageId);
    const steps = (state.turns.get(turnId)?.stepIds ?? []).map((id) => state.steps.get(id)?.step).filter((step) => step !== undefined);
    const answer = lastAnswer(steps);
    const mark = answer && state.steps.get(answer.id)?.mark;
    const input = isFinal(turn?.state ?? "queued") && message ? message.texts.output?.read() : "";
    const run = turn && toRunStep(turn, chat.threadId, input, answer && mark && { owner: chat.owner, stepId: answer.id, mark });
    return run && { ...run, parentId: run.parentId && view.toTheirs(run.parentId) };
  }

  #renderEnd(turnId: TurnId): ChainlitStep | undefined {
    const { chat, view } = this.#options;
    const turn = chat.state.turns.get(turnId)?.turn;
    const end = turn && toEndMessage(turn, chat.threadId, voiceOf(chat));
    return end && { ...end, parentId: end.parentId && view.toTheirs(end.parentId) };
  }
}
