// One client of each wire that this server speaks, as small as they can be: what reached them, and the names they would show.
import { setTimeout as delay } from "node:timers/promises";
import {
  applyEvent,
  type ChatState,
  decodeFacts,
  decodeSnapshot,
  fromSnapshot,
  isBusy,
  newId,
  PROTOCOL,
  SOCKET_PATH,
  TextFrameReader,
} from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";

/** A client that only looks and speaks. */
export interface Listener extends Disposable {
  readonly codec: "colloquy" | "chainlit";
  /** Authors and names of the steps shown, in the order in which they came. */
  readonly names: readonly string[];
  /** All that was received, as text. */
  readonly traffic: string;
  readonly busy: boolean;
  say(text: string): void;
  /** Waits for something to become true; throws with what is shown when it does not. */
  until(condition: () => boolean): Promise<void>;
}

/** Opens a chat with each codec, two people. */
export function openBothCodecs(url: string): readonly [Listener, Listener] {
  return [new ColloquyListener(url), new ChainlitListener(url)];
}

abstract class SocketListener implements Listener {
  abstract readonly codec: "colloquy" | "chainlit";
  abstract readonly names: readonly string[];
  abstract readonly busy: boolean;
  abstract say(text: string): void;
  traffic = "";
  protected readonly socket: Socket;

  constructor(url: string, auth: Record<string, unknown>) {
    this.socket = io(url, { path: SOCKET_PATH, auth, transports: ["websocket"], reconnection: false, forceNew: true });
    this.socket.onAny((name: string, ...payload: unknown[]) => {
      this.traffic += `${name} ${JSON.stringify(payload)}\n`;
    });
  }

  async until(condition: () => boolean): Promise<void> {
    for (let i = 0; i < 1500 && !condition(); i++) await delay(5);
    if (!condition()) throw new Error(`waited in vain; shown: ${this.names.join(", ")}; received:\n${this.traffic}`);
  }

  [Symbol.dispose](): void {
    this.socket.disconnect();
  }
}

class ColloquyListener extends SocketListener {
  readonly codec = "colloquy";
  #state: ChatState | undefined;

  constructor(url: string) {
    super(url, { protocol: PROTOCOL, pageId: newId(), clientKey: newId() });
    this.socket.on("snapshot", (snapshot) => {
      this.#state = fromSnapshot(decodeSnapshot(snapshot));
    });
    const texts = new TextFrameReader();
    this.socket.on("t", (...frame) => {
      for (const fact of texts.read(frame)) if (this.#state) applyEvent(this.#state, fact);
    });
    this.socket.on("facts", (frame) => {
      for (const fact of decodeFacts(frame).facts) if (this.#state) applyEvent(this.#state, fact);
    });
  }

  get names(): string[] {
    return [...(this.#state?.steps.values() ?? [])].map(({ step }) => step.name);
  }

  get busy(): boolean {
    return this.#state === undefined || isBusy(this.#state);
  }

  say(text: string): void {
    this.socket.emit("request", { type: "sendMessage", message: { id: newId(), text } }, () => undefined);
  }
}

class ChainlitListener extends SocketListener {
  readonly codec = "chainlit";
  busy = false;
  readonly #names = new Map<string, string>();

  constructor(url: string) {
    super(url, { clientType: "webapp", sessionId: newId(), threadId: "", userEnv: "{}", chatProfile: "" });
    this.socket.on("connect", () => this.socket.emit("connection_successful"));
    this.socket.on("task_start", () => {
      this.busy = true;
    });
    this.socket.on("task_end", () => {
      this.busy = false;
    });
    for (const event of ["new_message", "update_message", "stream_start"])
      this.socket.on(event, ({ id, name }: { id: string; name: string }) => this.#names.set(id, name));
  }

  /** Without the runs, which their page does not show. */
  get names(): string[] {
    return [...this.#names.values()].filter((name) => !name.startsWith("on_"));
  }

  say(text: string): void {
    const message = { id: newId(), threadId: "", name: "User", type: "user_message", output: text, createdAt: new Date().toISOString() };
    // Their page shows its own messages without being told.
    this.#names.set(message.id, message.name);
    this.busy = true;
    this.socket.emit("client_message", { message, fileReferences: [] });
  }
}
