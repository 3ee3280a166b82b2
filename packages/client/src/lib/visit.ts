// A visit is one page's stay in one chat: from the wish to open it until the person leaves it for another.
// It owns the order of things: attach, then the state, then everything that has no answer yet.
import {
  type Attached,
  type AttachRequest,
  ChatError,
  type ChatSnapshot,
  type ClientRequest,
  type ErrorBody,
  type FactsFrame,
  newId,
  type OutgoingMessage,
  PROTOCOL,
  type RequestReply,
  type ServerNotice,
  type StepId,
  type ThreadId,
} from "@colloquy/protocol";
import type { ChatStore } from "./chat-store.ts";
import type { Folders } from "./folders.ts";
import type { KeptChat, KeptChats } from "./kept-chats.ts";
import { Outbox } from "./outbox.ts";
import type { ConnectionState } from "./overview.ts";
import type { ServerAddress } from "./server-address.ts";
import { Link, type LinkOwner, type LinkTimings } from "./socket/link.ts";
import type { PageSignals } from "./socket/page-signals.ts";
import { Requests } from "./socket/requests.ts";
import type { StreamServer } from "./socket/stream-connection.ts";
import type { Ways } from "./socket/ways.ts";
import type { ClientStorage } from "./storage.ts";
import type { ThreadList } from "./thread-list.ts";
import type { UploadedFile } from "./uploads/upload.ts";
import type { Wishes } from "./wishes.ts";

/** What all visits of a client share. */
export interface VisitContext {
  readonly address: ServerAddress;
  readonly store: ChatStore;
  readonly kept: KeptChats;
  readonly storage: ClientStorage;
  readonly prefix: string;
  readonly signals: PageSignals;
  readonly threads: ThreadList;
  readonly folders: Folders;
  readonly timings: LinkTimings;
  readonly clientType: string | undefined;
  readonly language: string | undefined;
  readonly wishes: Wishes;
  /** For a client whose cookies do not travel; see `ChatClientOptions.token`. */
  readonly ticket?: (() => Promise<string>) | undefined;
  readonly ways: Ways;
  readonly server: StreamServer;
}

/** One page's stay in one chat. */
export class Visit implements LinkOwner {
  readonly #context: VisitContext;
  readonly #link: Link;
  readonly #requests = new Requests();
  readonly #outbox: Outbox;
  /** The messages on their way, each with the attempt that carries it. */
  readonly #underway = new Map<StepId, object>();
  /** A newer connection with the same one takes the older's place. */
  readonly #pageId = newId();
  /** The chat of the address; none once the server has opened another one instead. */
  #wished: ThreadId | undefined;
  #chat: KeptChat;
  /** False after facts that could not be folded: then only a whole state helps. */
  #trustsState = true;
  #over = false;
  #wasLive = false;

  constructor(context: VisitContext, threadId: ThreadId | undefined) {
    this.#context = context;
    this.#wished = threadId;
    this.#chat = context.kept.find(threadId);
    this.#outbox = new Outbox(context.storage, context.prefix, threadId ?? this.#chat.threadId);
    this.#link = new Link(context.address, this, context);
    this.#dispatchUnsent();
    this.#showPending();
  }

  get clientKey(): string {
    return this.#chat.clientKey;
  }

  get threadId(): ThreadId | undefined {
    return this.#chat.threadId ?? this.#wished;
  }

  open(): void {
    this.#link.open();
  }

  close(): void {
    this.#link.close();
  }

  retryNow(): void {
    this.#link.retryNow();
  }

  /** The person is gone for good: what they wrote and did not send, and the way back to the chat, are not the next one's. */
  forget(): void {
    this.#outbox.clear();
    this.#context.kept.forget(this.threadId);
    this.#context.kept.forget(undefined);
    this.#showPending();
  }

  /** The person goes elsewhere. What is not sent yet waits in storage for the next visit. */
  leave(): void {
    this.#over = true;
    if (this.#chat.threadId) this.#context.kept.touch(this.#chat.threadId);
    this.#link.close({ leave: true });
    this.#requests.abandon();
  }

  /** Shows the message as pending and sends it as soon as that is possible. */
  sendMessage(message: OutgoingMessage, files: readonly UploadedFile[] = []): void {
    this.#outbox.add(message, files);
    this.#dispatch(message);
    this.#showPending();
  }

  retryMessage(id: StepId): void {
    const message = this.#outbox.retry(id);
    this.#underway.delete(id);
    if (message) this.#dispatch(message);
    this.#showPending();
  }

  discardMessage(id: StepId): void {
    this.#requests.withdraw((request) => request.type === "sendMessage" && request.message.id === id);
    this.#underway.delete(id);
    this.#outbox.discard(id);
    this.#showPending();
  }

  /** Resolves when the server has done it; throws the ChatError it answered with. */
  async request(request: ClientRequest, signal?: AbortSignal): Promise<Extract<RequestReply, { ok: true }>> {
    const reply = await this.#requests.send(request, signal);
    if (reply.ok) return reply;
    const { code, message, fix, fields } = reply.error;
    throw new ChatError(code, message, { fix, ...(fields && { fields }) });
  }

  attachRequest(): AttachRequest {
    const { store, clientType, language, wishes } = this.#context;
    const threadId = store.getOverview().interacted ? this.threadId : this.#wished;
    const cursor = this.#trustsState ? store.cursor : undefined;
    return {
      protocol: PROTOCOL,
      pageId: this.#pageId,
      clientKey: this.#chat.clientKey,
      ...(this.#chat.handle !== undefined && { handle: this.#chat.handle }),
      ...(threadId && { threadId }),
      ...(cursor && { cursor }),
      ...(clientType !== undefined && { clientType }),
      ...(language !== undefined && { language }),
      ...wishes.toAttach(),
    };
  }

  attached({ threadId, sessionId, handle, now, refused }: Attached): void {
    const { store, kept } = this.#context;
    store.setNow(now);
    const before = store.getOverview();
    const isAnother = this.threadId !== threadId;
    // A chat of which nothing was stored is begun anew with what was written in it, and nobody need know.
    const isRebegun = isAnother && this.#chat.unstored === true;
    const error = isRebegun ? undefined : (refused as ErrorBody | undefined);
    const moved = before.ready && before.thread.id !== threadId;
    const isStrange = !isRebegun && (before.interacted || this.#wished !== undefined);
    if (this.#outbox.bind(threadId, isStrange ? (error ?? MOVED) : undefined)) this.#requests.abandon();
    if (moved) store.reset(threadId);
    if (isRebegun) kept.forget(this.threadId);
    if (this.#wished !== threadId) this.#wished = undefined;
    const isNew = isAnother && this.#wished === undefined;
    this.#chat = { clientKey: this.#chat.clientKey, handle, threadId, ...((isNew || this.#chat.unstored) && { unstored: true }) };
    kept.keep(threadId, this.#chat, { untouched: this.#wished === undefined && (moved || !before.interacted) });
    store.surround({ sessionId, unsaved: false });
    // A server that accepts us runs; one whose newest version is broken says so again.
    store.setLoadError(undefined);
    // A reconnect to the chat that was begun instead says nothing: the person still wants to know.
    if (error) store.setRefused(error);
    this.#dispatchUnsent();
    this.#showPending();
  }

  snapshot(frame: ChatSnapshot): void {
    this.#context.store.replace(frame);
    this.#trustsState = true;
    this.#afterFrame({ snapshot: true });
  }

  facts(frame: FactsFrame): void {
    this.#trustsState = false;
    const taken = this.#context.store.apply(frame);
    this.#trustsState = true;
    if (taken) this.#afterFrame({ snapshot: false });
  }

  notice(notice: ServerNotice): void {
    if (notice.type === "server-restarting") this.#link.expectRestart(notice.afterMs);
    else if (notice.type === "server-leaving") this.#link.moveOn(notice.withinMs);
    else if (notice.type === "replaced") this.#link.close();
    else if (notice.type === "signed-out") this.#link.fail(SIGNED_OUT);
    else if (notice.type === "signed-in") this.#link.renew();
    else if (notice.type === "save-state") this.#context.store.surround({ unsaved: !notice.saved });
    else if (notice.type === "threads-changed") this.#context.threads.changed(notice);
    else if (notice.type === "folders-changed") this.#context.folders.changed();
    else if (notice.type === "load-error") this.#context.store.setLoadError(notice.message);
    else if (notice.type === "elements-changed") this.#context.store.surround({ customElements: notice.elements });
    else this.#context.store.setLoadError(undefined);
  }

  isShown({ threadId, refused }: Attached): boolean {
    return threadId === this.#context.store.getOverview().thread.id && !refused;
  }

  isExpecting(): boolean {
    return this.#requests.size > 0 || this.#context.store.getOverview().busy;
  }

  /** A way in that is refused is given up once, for a new chat; an error loop helps nobody. */
  refused(error: ErrorBody): boolean {
    if (error.code === "UNAUTHENTICATED" || error.code === "ORIGIN_REFUSED") return false;
    if (this.#chat.handle === undefined && this.#wished === undefined) return false;
    this.#context.kept.forget(this.#wished ?? this.#chat.threadId);
    this.#context.kept.forget(undefined);
    this.#wished = undefined;
    this.#chat = { clientKey: newId() };
    this.#trustsState = false;
    this.#context.store.setRefused(error);
    return true;
  }

  lost(): void {
    this.#requests.lost();
  }

  heardNow(now: string): void {
    this.#context.store.setNow(now);
  }

  changed(connection: ConnectionState): void {
    const isLive = connection.phase === "live";
    if (isLive && !this.#wasLive) this.#context.threads.connected();
    this.#wasLive = isLive;
    if (!this.#over) this.#context.store.surround({ connection, pending: this.#outbox.pending(connection.phase === "live") });
  }

  #afterFrame(options: { readonly snapshot: boolean }): void {
    const { store, kept } = this.#context;
    if (this.#chat.unstored && store.hasMoreThan((id) => this.#outbox.isUnsent(id))) this.#isStored();
    this.#outbox.settle((id) => store.getStep(id) !== undefined, options);
    if (this.#chat.threadId && store.getOverview().interacted) kept.touch(this.#chat.threadId);
    if (this.#link.live && this.#requests.goBy(this.#link.live)) return;
    this.#link.settled();
    if (this.#link.live) this.#requests.attached(this.#link.live);
  }

  /** From now on the chat is one that can be lost. */
  #isStored(): void {
    const { unstored, ...chat } = this.#chat;
    if (!unstored || !chat.threadId) return;
    this.#chat = chat;
    this.#context.kept.keep(chat.threadId, chat, { untouched: false });
  }

  #dispatchUnsent(): void {
    for (const message of this.#outbox.unsent()) this.#dispatch(message);
  }

  #dispatch(message: OutgoingMessage): void {
    if (this.#underway.has(message.id)) return;
    const attempt = {};
    this.#underway.set(message.id, attempt);
    this.#requests
      .send({ type: "sendMessage", message })
      .then((reply) => {
        if (reply.ok) {
          this.#outbox.acknowledge(message.id);
          this.#isStored();
        } else if (this.#isTaken(message.id, reply.error)) this.#dispatchLater(message);
        else this.#outbox.refuse(message.id, reply.error);
      })
      .catch(() => undefined) // The chat was left; the message waits in storage.
      .finally(() => {
        if (this.#underway.get(message.id) === attempt) this.#underway.delete(message.id);
        this.#showPending();
      });
  }

  /** It is part of the chat, and only the store keeps us waiting: there is nothing for the person to do. */
  #isTaken(id: StepId, { code }: ErrorBody): boolean {
    return code === "STORE_FAILED" && this.#context.store.getStep(id) !== undefined;
  }

  /** The same message again is asked for its receipt. */
  #dispatchLater(message: OutgoingMessage): void {
    setTimeout(() => {
      if (!this.#over && this.#outbox.find(message.id)) this.#dispatch(message);
    }, ASK_AGAIN_MS);
  }

  #showPending(): void {
    if (!this.#over) this.#context.store.surround({ pending: this.#outbox.pending(this.#link.live !== undefined) });
  }
}

/** A receipt that the store keeps waiting for is asked for again. */
const ASK_AGAIN_MS = 2_000;

const SIGNED_OUT: ErrorBody = { code: "UNAUTHENTICATED", message: "You are signed out.", fix: "Sign in again to go on." };

const MOVED: ErrorBody = {
  code: "NOT_FOUND",
  message: "The chat this was written for could not be opened.",
  fix: "Send it here, or discard it.",
};
