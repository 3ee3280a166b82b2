// Chainlit's client for tests of its wire: exactly the fields it sends, folded the way it folds.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { SOCKET_PATH } from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import { type TheirElement, TheirElements, type TheirPanel } from "./their-elements.ts";
import { type Shown, TheirSteps, toMessage } from "./their-steps.ts";

interface Payload extends Shown {
  token: string;
  isSequence: boolean;
  thread_id: string;
  msg: Shown;
  steps: Shown[];
  spec: Record<string, unknown>;
  elements: TheirElement[];
}

/** A button, as their client holds it. */
export interface TheirAction {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly label: string;
  readonly tooltip: string;
  readonly icon: string | null;
  readonly forId: string;
}

/** The least that can be said of their client: it merges by id, drops children of what it does not know, and appends tokens. */
export class TheirClient {
  socket: Socket;
  readonly names: string[] = [];
  readonly payloads: unknown[] = [];
  readonly #steps = new TheirSteps();
  readonly #elements: TheirElements;
  loading = false;
  threadId = "";
  ask: ((answer: unknown) => void) | undefined;
  /** What the question that is shown wants. */
  spec: Readonly<Record<string, unknown>> = {};
  /** What the page was asked to do, and how it answers. */
  call: { readonly name: string; readonly args: unknown; readonly answer: (value?: unknown) => void } | undefined;
  /** Appended as they come: told twice, a button is there twice. */
  readonly actions: TheirAction[] = [];
  readonly windowMessages: unknown[] = [];
  readonly sessionId: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #auth: { readonly userEnv: string; readonly chatProfile: string };
  /** Why it was not let in. */
  refused: string | undefined;
  #url: string;

  constructor(
    url: string,
    options: {
      sessionId?: string;
      threadId?: string;
      cookie?: string;
      /** What the browser accepts, as in its header. */
      language?: string;
      userEnv?: object;
      chatProfile?: string;
    } = {},
  ) {
    this.#url = url;
    this.sessionId = options.sessionId ?? randomUUID();
    this.#elements = new TheirElements(this.sessionId);
    this.#headers = {
      ...(options.cookie && { cookie: options.cookie }),
      ...(options.language && { "accept-language": options.language }),
    };
    this.#auth = { userEnv: JSON.stringify(options.userEnv ?? {}), chatProfile: encodeURIComponent(options.chatProfile ?? "") };
    this.threadId = options.threadId ?? "";
    this.socket = this.#open();
  }

  #open(): Socket {
    const socket = io(this.#url, {
      path: SOCKET_PATH,
      withCredentials: true,
      reconnection: false,
      forceNew: true,
      extraHeaders: this.#headers,
      auth: { clientType: "webapp", sessionId: this.sessionId, threadId: this.threadId, ...this.#auth },
    });
    socket.on("connect_error", ({ message }) => (this.refused = message));
    socket.on("connect", () => {
      socket.emit("connection_successful");
      socket.emit("fetch_favorites");
    });
    socket.onAny((name, payload, ack) => {
      if (socket !== this.socket) return;
      this.names.push(name);
      this.payloads.push(payload);
      this.#fold(name, payload, ack);
    });
    return socket;
  }

  /** What a laptop does that was shut: another connection of the same page. */
  reconnect(url = this.#url): void {
    this.#url = url;
    this.socket = this.#open();
  }

  cut(): void {
    this.socket.io.engine.close();
  }

  /** Their Stop puts the spinner off by itself. */
  stop(): void {
    this.loading = false;
    this.socket.emit("stop");
  }

  /** Answers the question that is shown. */
  answer(output: string): void {
    if (!this.ask) throw new Error("no question is shown");
    this.ask(this.#write(output));
  }

  #fold(name: string, payload: Payload, ack: (answer: unknown) => void): void {
    if (name === "task_start") this.loading = true;
    if (name === "task_end" || name === "ask" || name === "ask_timeout") this.loading = false;
    if (name === "new_message" || name === "stream_start") this.#steps.add(payload);
    if (name === "update_message") Object.assign(this.steps.get(payload.id) ?? {}, payload);
    if (name === "delete_message") this.#steps.remove(payload.id);
    if (name === "stream_token") this.#steps.append(payload);
    if (name === "first_interaction") this.threadId = payload.thread_id;
    if (name === "clear_ask" || name === "ask_timeout") this.ask = undefined;
    if (name === "ask") {
      this.#steps.add(payload.msg);
      this.ask = ack;
      this.spec = payload.spec;
    }
    if (name === "resume_thread") {
      this.steps.clear();
      for (const step of payload.steps) this.#steps.add(step);
      this.#elements.begin(payload.elements);
    }
    this.#foldElements(name, payload);
    this.#foldActs(name, payload, ack);
  }

  #foldActs(name: string, payload: unknown, ack: (answer: unknown) => void): void {
    if (name === "action") this.actions.push(payload as TheirAction);
    if (name === "remove_action") {
      const at = this.actions.findIndex(({ id }) => id === (payload as TheirAction).id);
      if (at >= 0) this.actions.splice(at, 1);
    }
    if (name === "call_fn") this.call = { ...(payload as { name: string; args: unknown }), answer: (value) => ack(value) };
    if (name === "clear_call_fn" || name === "call_fn_timeout") this.call = undefined;
    if (name === "window_message") this.windowMessages.push(payload);
  }

  /** Presses a button of a message, as their page does. */
  async press(label: string, who: { fetch(path: string, init: RequestInit): Promise<Response> }): Promise<[number, unknown]> {
    const action = this.actions.find((one) => (one.label || one.name) === label);
    const body = JSON.stringify({ action, sessionId: this.sessionId });
    const answer = await who.fetch("/project/action", { method: "POST", headers: { "content-type": "application/json" }, body });
    return [answer.status, await answer.json()];
  }

  #foldElements(name: string, payload: unknown): void {
    if (name === "element") this.#elements.add(payload as TheirElement);
    if (name === "remove_element") this.#elements.remove((payload as TheirElement).id);
    if (name === "set_sidebar_title") this.#elements.setTitle(payload as string);
    if (name === "set_sidebar_elements") this.#elements.setElements(payload as TheirPanel);
  }

  /** What is shown with messages or in the panel, without task lists. */
  get elements(): readonly TheirElement[] {
    return this.#elements.all;
  }

  get tasks(): TheirElement | undefined {
    return this.#elements.tasks;
  }

  /** What the panel shows; undefined while it is closed. */
  get panel(): TheirPanel | undefined {
    return this.#elements.panel;
  }

  /** What a person writes is shown at once. */
  #write(output: string) {
    const message = toMessage(output);
    this.#steps.add({ ...message, parentId: null });
    return message;
  }

  /** `more` is what their message box adds: a command, the modes; or the page around a widget: a type. */
  send(
    output: string,
    {
      fileReferences = [],
      ...more
    }: {
      readonly type?: string;
      readonly command?: string;
      readonly modes?: Readonly<Record<string, string>>;
      readonly fileReferences?: readonly { readonly id: string }[];
    } = {},
  ): string {
    const message = this.#write(output);
    this.socket.emit("client_message", { message: { ...message, ...more }, fileReferences });
    return message.id;
  }

  /** Their page takes away what follows before it asks for the edit. */
  edit(id: string, output: string): void {
    const step = this.steps.get(id);
    this.#steps.removeAfter(id);
    this.socket.emit("edit_message", { message: { ...step, output } });
  }

  get steps(): Map<string, Shown> {
    return this.#steps.byId;
  }

  get dropped(): readonly Shown[] {
    return this.#steps.dropped;
  }

  /** Messages in the order they are shown. */
  get texts(): string[] {
    return [...this.steps.values()].filter(({ type }) => type.endsWith("_message")).map(({ output }) => output);
  }

  /** Waits until it has shown this and nothing runs. */
  async hears(text: string): Promise<void> {
    await this.until(() => this.texts.includes(text) && !this.loading);
  }

  count(name: string): number {
    return this.names.filter((given) => given === name).length;
  }

  async until(condition: () => boolean): Promise<void> {
    for (let i = 0; i < 2000 && !condition(); i++) await delay(5);
    if (!condition()) throw new Error(`waited in vain; shown: ${JSON.stringify(this.texts)}; events: ${this.names.join(" ")}`);
  }

  [Symbol.dispose](): void {
    this.socket.disconnect();
  }
}
