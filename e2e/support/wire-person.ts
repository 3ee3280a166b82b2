// The least person on our wire: one socket, no state but what a proof looks at. Two thousand of them fit into a process.
import {
  type ClientFrames,
  newId,
  PROTOCOL,
  type RequestReply,
  type ServerEvent,
  type ServerFrames,
  SOCKET_PATH,
  type StepId,
  TextFrameReader,
  type TurnId,
} from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";

export type WireSocket = Socket<ServerFrames, ClientFrames>;

/** Opens a socket with this handshake; it connects once or not at all. */
export function openSocket(url: string, auth: object): WireSocket {
  const { origin } = new URL(url);
  return io(origin, { path: SOCKET_PATH, auth: { ...auth }, transports: ["websocket"], reconnection: false, forceNew: true });
}

/** One person in one new chat. */
export class WirePerson implements Disposable {
  readonly socket: WireSocket;
  /** Told of every frame as it stood on the wire. */
  onRaw: ((raw: string) => void) | undefined;
  /** How often a message had to be sent again. */
  repeats = 0;
  readonly #texts = new Map<string, string>();
  #ended: ((answer: string) => void) | undefined;
  #lost: ((error: Error) => void) | undefined;
  #answer = "";
  #messageId: StepId | undefined;
  #turnId: TurnId | undefined;

  constructor(url: string) {
    this.socket = openSocket(url, { protocol: PROTOCOL, pageId: newId(), clientKey: newId() });
    this.socket.io.engine?.on("data", (raw: unknown) => {
      if (typeof raw === "string") this.onRaw?.(raw);
    });
    this.socket.on("facts", ({ facts }) => this.#take(facts));
    const texts = new TextFrameReader();
    this.socket.on("t", (...frame) => this.#take(texts.read(frame)));
    this.socket.on("disconnect", (reason) => this.#lost?.(new Error(`The connection ended: ${reason}`)));
  }

  /** Resolves when the chat stands; rejects with what the server said. */
  static open(url: string): Promise<WirePerson> {
    const person = new WirePerson(url);
    return new Promise((resolve, reject) => {
      person.socket.once("snapshot", () => resolve(person));
      person.socket.once("connect_error", reject);
    });
  }

  /** Says something, and resolves to the answer when its turn has ended and the message was acknowledged. */
  async ask(text: string): Promise<string> {
    const ended = new Promise<string>((resolve, reject) => {
      this.#ended = resolve;
      this.#lost = reject;
    });
    const id = newId<StepId>();
    this.#messageId = id;
    this.#turnId = undefined;
    this.#answer = "";
    const [answer] = await Promise.all([ended, this.#send(id, text)]);
    return answer;
  }

  /** Sends it until it is acknowledged. A store that is behind says so after a while; the same id again is the same message. */
  async #send(id: StepId, text: string): Promise<void> {
    for (;;) {
      const reply = (await this.socket.emitWithAck("request", { type: "sendMessage", message: { id, text } })) as RequestReply;
      if (reply.ok) return;
      if (reply.error.code !== "STORE_FAILED") throw new Error(`${reply.error.code}: ${reply.error.message}`);
      this.repeats++;
    }
  }

  /** Assistant texts are put together by offsets alone, so a token that is lost, doubled or somebody else's shows. */
  #take(facts: readonly ServerEvent[]): void {
    for (const fact of facts) {
      if ((fact.type === "turn-queued" || fact.type === "turn-start") && fact.turn.messageId === this.#messageId)
        this.#turnId = fact.turn.id;
      if (
        fact.type === "step-set" &&
        fact.step.turnId === this.#turnId &&
        fact.step.type === "assistant_message" &&
        !this.#texts.has(fact.step.id)
      )
        this.#texts.set(fact.step.id, "");
      const known = fact.type === "step-text" ? this.#texts.get(fact.stepId) : undefined;
      if (fact.type === "step-text" && known !== undefined) {
        if (known.length !== fact.at) throw new Error(`A text of length ${known.length} goes on at ${fact.at}.`);
        this.#answer = known + fact.text;
        this.#texts.set(fact.stepId, this.#answer);
      }
      if (fact.type === "turn-end" && fact.turnId === this.#turnId) {
        this.#texts.clear();
        this.#ended?.(this.#answer);
      }
    }
  }

  [Symbol.dispose](): void {
    this.#lost = undefined;
    this.socket.disconnect();
  }
}
