// What a link leads to, as the page has it: read once, and where it is live asked for again as long as somebody looks.
import type { ApiClient } from "@colloquy/client";
import { type ChatSnapshot, isChatError, isUuid, type SharedChat, type ShareId, type ThreadId } from "@colloquy/protocol";

/** `gone`: it leads nowhere, or not any more. `failed`: the server did not answer. */
export type SharedState = { readonly phase: "loading" | "gone" | "failed" } | { readonly phase: "open"; readonly chat: SharedChat };

/** How often a live one is asked for. */
const EVERY_MS = 3_000;

export class SharedSource {
  readonly #api: Pick<ApiClient, "call">;
  readonly #id: string;
  readonly #show: (chat: SharedChat) => void;
  readonly #listeners = new Set<() => void>();
  #state: SharedState = { phase: "loading" };
  #version: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `show` is called with each new version, before anybody is told of it. */
  constructor(api: Pick<ApiClient, "call">, id: string, show: (chat: SharedChat) => void) {
    this.#api = api;
    this.#id = id;
    this.#show = show;
  }

  readonly get = (): SharedState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads it, and goes on reading a live one. Never rejects. */
  readonly load = async (): Promise<void> => {
    clearTimeout(this.#timer);
    if (!isUuid(this.#id)) return this.#set({ phase: "gone" });
    // Nobody looks: nothing is asked until somebody does.
    if (document.hidden && this.#state.phase === "open") return this.#again();
    try {
      const shareId = this.#id.toLowerCase() as ShareId;
      const { version, chat } = await this.#api.call("readShared", {
        shareId,
        ...(this.#version !== undefined && { version: this.#version }),
      });
      this.#version = version;
      if (chat) {
        this.#show(chat);
        this.#set({ phase: "open", chat });
      }
    } catch (error) {
      const isGone = isChatError(error) && (error.code === "NOT_FOUND" || error.code === "UNAUTHENTICATED");
      if (isGone) return this.#set({ phase: "gone" });
      // What is on the page stays there while the line is down.
      if (this.#state.phase !== "open") return this.#set({ phase: "failed" });
    }
    if (this.#state.phase === "open" && this.#state.chat.live) this.#again();
  };

  readonly retry = (): void => {
    this.#set({ phase: "loading" });
    void this.load();
  };

  close(): void {
    clearTimeout(this.#timer);
  }

  #again(): void {
    this.#timer = setTimeout(() => void this.load(), EVERY_MS);
  }

  #set(state: SharedState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** As the store of a chat takes it. What has a page of its own elsewhere is shown beside the chat here. */
export function toSnapshot(id: string, { title, sharedAt, turns, path }: SharedChat): ChatSnapshot {
  const beside = turns.map(({ elements, ...bundle }) => ({
    ...bundle,
    ...(elements && {
      elements: elements.map((element) => (element.display === "page" ? { ...element, display: "side" as const } : element)),
    }),
  }));
  return {
    epoch: 1,
    seq: 1,
    thread: { id: id.toLowerCase() as ThreadId, createdAt: sharedAt, ...(title !== undefined && { name: title }) },
    turns: beside,
    path,
    queue: [],
    hasEarlier: false,
    elements: [],
    asks: [],
    calls: [],
    surface: {},
  };
}
