// Chainlit's clients show one question at a time: the newest open one. Older ones come up again after it has closed.
import type { Ask, AskId, AskOutcome, ChatState, StructuralEvent } from "@colloquy/protocol";
import type { Clock } from "../../clock.ts";
import type { ActionStream } from "./action-stream.ts";
import { toTheirAsk } from "./ask-to-chainlit.ts";
import type { ChainlitSocket } from "./chainlit-events.ts";
import type { ChainlitStep } from "./to-chainlit.ts";

/** What a question without a deadline says, in seconds: their clients need a number. */
const A_DAY = 86_400;

export interface OpenQuestionOptions {
  readonly socket: ChainlitSocket;
  readonly state: ChatState;
  readonly clock: Clock;
  readonly render: (ask: Ask) => ChainlitStep | undefined;
  readonly actions: ActionStream;
  /** What the person speaks, as a BCP 47 tag. */
  readonly language: () => string;
  /** What the person gave, unparsed. */
  readonly onAnswer: (ask: Ask, given: unknown) => void;
}

/** The question one socket shows. */
export class OpenQuestion {
  readonly #options: OpenQuestionOptions;
  #shown: AskId | undefined;

  constructor(options: OpenQuestionOptions) {
    this.#options = options;
  }

  /** Puts the newest open question, each time with an acknowledgement of its own; takes away one that was closed unseen. */
  show(): void {
    const { socket, state, clock, render, actions, language, onAnswer } = this.#options;
    if (this.#shown && !state.asks.has(this.#shown)) {
      this.#shown = undefined;
      socket.emit("clear_ask", {});
    }
    const ask = [...state.asks.values()].at(-1);
    const msg = ask && render(ask);
    if (!ask || !msg) return;
    this.#shown = ask.id;
    const their = toTheirAsk(ask, language());
    actions.tell(ask.id, msg.id, their.actions);
    const timeout = ask.deadlineAt === null ? A_DAY : Math.max(1, Math.ceil((Date.parse(ask.deadlineAt) - clock.now()) / 1000));
    const asked = their.more === undefined ? msg : { ...msg, output: `${msg.output}\n\n${their.more}` };
    socket.emit("ask", { msg: asked, spec: { ...their.spec, step_id: msg.id, timeout } }, (given) => onAnswer(ask, given));
  }

  /** A question was closed, whoever did it. */
  end({ askId, outcome }: Extract<StructuralEvent, { type: "ask-end" }>): void {
    const { socket, actions } = this.#options;
    if (this.#shown === askId) socket.emit(endEvent(outcome), {});
    actions.tell(askId, "", []);
    if (this.#shown !== askId) return;
    this.#shown = undefined;
    this.show();
  }
}

function endEvent(outcome: AskOutcome): "ask_timeout" | "clear_ask" {
  return outcome === "expired" ? "ask_timeout" : "clear_ask";
}
