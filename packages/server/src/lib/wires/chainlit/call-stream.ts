// Functions of the page on the way to one socket. Their clients hold one call at a time: the newest open one. Older ones come up again after it has closed.
import type { CallId, ChatState, PageCall } from "@colloquy/protocol";
import type { Clock } from "../../clock.ts";
import type { ChainlitSocket } from "./chainlit-events.ts";

/** What the stream needs to know. */
export interface CallStreamOptions {
  readonly socket: ChainlitSocket;
  readonly state: ChatState;
  readonly clock: Clock;
  /** What the page gave, unparsed. */
  readonly onResult: (call: PageCall, value: unknown) => void;
}

/** The call that one socket holds. */
export class CallStream {
  readonly #options: CallStreamOptions;
  #held: PageCall | undefined;

  constructor(options: CallStreamOptions) {
    this.#options = options;
  }

  /** Puts the newest open call, with an acknowledgement of its own. */
  show(): void {
    const { socket, state, onResult } = this.#options;
    const call = [...state.calls.values()].at(-1);
    if (!call || call.id === this.#held?.id) return;
    this.#held = call;
    socket.emit("call_fn", { name: call.name, args: call.args }, (value) => onResult(call, value));
  }

  /** A call was closed, whoever did it. */
  end(callId: CallId): void {
    const held = this.#held;
    if (held?.id !== callId) return;
    this.#held = undefined;
    const { socket, clock } = this.#options;
    socket.emit(Date.parse(held.deadlineAt) <= clock.now() ? "call_fn_timeout" : "clear_call_fn", {});
    this.show();
  }
}
