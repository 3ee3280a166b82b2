// The ways back into this tab's chats. The address decides which chat is meant; what is kept here only opens its door.
import { newId, type ThreadId } from "@colloquy/protocol";
import { type KeyValueStorage, readJson } from "./storage.ts";

/** What a tab keeps of one chat. */
export interface KeptChat {
  /** Proves the owner where no cookie can travel. */
  readonly clientKey: string;
  /** The resume token. */
  readonly handle?: string;
  readonly threadId?: ThreadId;
  /** It was begun here, and nothing of it is known to be stored: when the server knows it no more, nothing was lost but what is sent again anyway. */
  readonly unstored?: true;
}

/** Resume tokens and client keys by thread; `undefined` stands for the tab's untouched chat at the root address. */
export class KeptChats {
  readonly #storage: KeyValueStorage;
  readonly #prefix: string;

  constructor(storage: KeyValueStorage, prefix: string) {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  /** What is kept, or a new secret for a chat that nothing is kept of. */
  find(threadId: ThreadId | undefined): KeptChat {
    const known = readJson(this.#storage, this.#key(threadId));
    return isKeptChat(known) ? known : { clientKey: newId() };
  }

  /** Keeps the way back to a chat; also as the untouched one, so that a reload at the root finds it. */
  keep(threadId: ThreadId, chat: KeptChat, options: { readonly untouched: boolean }): void {
    const text = JSON.stringify({ ...chat, threadId });
    this.#storage.setItem(this.#key(threadId), text);
    if (options.untouched) this.#storage.setItem(this.#key(undefined), text);
    else this.touch(threadId);
  }

  /** The chat has an address of its own from now on: the root is free for a new one. */
  touch(threadId: ThreadId): void {
    if (this.find(undefined).threadId === threadId) this.forget(undefined);
  }

  forget(threadId: ThreadId | undefined): void {
    this.#storage.removeItem(this.#key(threadId));
  }

  #key(threadId: ThreadId | undefined): string {
    return `${this.#prefix}/chat/${threadId ?? "untouched"}`;
  }
}

function isKeptChat(value: unknown): value is KeptChat {
  return typeof value === "object" && value !== null && "clientKey" in value && typeof value.clientKey === "string";
}
