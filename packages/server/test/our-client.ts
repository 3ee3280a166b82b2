// The least client of our protocol, for tests of its wire: folds what it gets, and keeps all that came as text.
import { setTimeout as delay } from "node:timers/promises";
import {
  applyEvent,
  type ChatState,
  type ClientRequest,
  type Cursor,
  decodeFacts,
  decodeSnapshot,
  fromSnapshot,
  newId,
  PROTOCOL,
  type RequestReply,
  type ServerNotice,
  SOCKET_PATH,
  TextFrameReader,
} from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";

/** One page of our client. */
export class OurClient implements Disposable {
  state: ChatState | undefined;
  attached: { readonly handle: string; readonly threadId: string; readonly sessionId: string } | undefined;
  /** The names of the frames, in their order. */
  readonly frames: string[] = [];
  /** All that was received, as text. */
  traffic = "";
  readonly #url: string;
  readonly #auth: Record<string, unknown>;
  readonly #stays: boolean;
  #socket: Socket;
  #heard: () => void = () => undefined;

  /** With `stays` it is still there when its server is about to go, until it is closed. */
  constructor(url: string, auth: Record<string, unknown> = {}, { stays = false }: { readonly stays?: boolean } = {}) {
    this.#url = url;
    this.#stays = stays;
    this.#auth = { protocol: PROTOCOL, pageId: newId(), clientKey: newId(), ...auth };
    this.#socket = this.#open({});
  }

  #open(more: Record<string, unknown>, url = this.#url): Socket {
    const socket = io(url, {
      path: SOCKET_PATH,
      auth: { ...this.#auth, ...more },
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
    });
    socket.onAny((name: string, ...payload: unknown[]) => {
      this.frames.push(name);
      this.traffic += `${name} ${JSON.stringify(payload)}\n`;
    });
    socket.on("attached", (attached) => (this.attached = attached));
    socket.on("snapshot", (snapshot) => (this.state = fromSnapshot(decodeSnapshot(snapshot))));
    socket.on("notice", ({ type }: ServerNotice) => {
      if (type === "server-leaving" && !this.#stays) socket.disconnect();
    });
    const texts = new TextFrameReader();
    socket.on("t", (...frame) => {
      for (const fact of texts.read(frame)) if (this.state) applyEvent(this.state, fact);
    });
    socket.on("facts", (frame) => {
      for (const fact of decodeFacts(frame).facts) if (this.state) applyEvent(this.state, fact);
      this.#heard();
    });
    return socket;
  }

  /** Who it is, for another page of the same person. */
  get identity(): { readonly clientKey: unknown } {
    return { clientKey: this.#auth["clientKey"] };
  }

  /** Resolves when the line is closed. */
  get closed(): Promise<void> {
    return new Promise((resolve) => (this.#socket.connected ? this.#socket.once("disconnect", () => resolve()) : resolve()));
  }

  get texts(): string[] {
    return [...(this.state?.steps.values() ?? [])].map(({ texts }) => texts.output?.read() ?? "");
  }

  /** Names of the steps it was shown. */
  get steps(): string[] {
    return [...(this.state?.steps.values() ?? [])].map(({ step }) => step.name);
  }

  /** Is called after each frame of facts, at once. */
  onFrame(heard: () => void): void {
    this.#heard = heard;
  }

  request(request: ClientRequest): Promise<RequestReply> {
    return this.#socket.emitWithAck("request", request) as Promise<RequestReply>;
  }

  say(text: string): Promise<RequestReply> {
    return this.request({ type: "sendMessage", message: { id: newId(), text } });
  }

  cut(): void {
    this.#socket.disconnect();
  }

  /** Comes back to its session, as after a lost connection: with what it has, also to another server. */
  comeBack(url = this.#url): void {
    const { state, attached } = this;
    if (!state || !attached) throw new Error("it was never there");
    const cursor: Cursor = { epoch: state.epoch, seq: state.seq, open: {} };
    this.#socket = this.#open({ handle: attached.handle, cursor }, url);
  }

  /** Waits for something to become true; throws with what was received when it does not. */
  async until(condition: () => boolean): Promise<void> {
    for (let i = 0; i < 1500 && !condition(); i++) await delay(5);
    if (!condition()) throw new Error(`waited in vain; received:\n${this.traffic}`);
  }

  [Symbol.dispose](): void {
    this.#socket.disconnect();
  }
}
