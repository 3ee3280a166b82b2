// Functions of this page that the app may call.
import type { CallId, PageCall, PageCallResult } from "@colloquy/protocol";
import type { ChatStore } from "./chat-store.ts";

/** What runs when the app calls a function of the page: it is given the arguments, and what it returns is the answer. */
export type PageFunction = (args: Readonly<Record<string, unknown>>) => unknown;

/** The functions of one page. */
export class PageFunctions {
  readonly #store: ChatStore;
  readonly #answer: (callId: CallId, result: PageCallResult) => Promise<void>;
  readonly #byName = new Map<string, PageFunction>();
  /** Those that were answered here, or are about to be. */
  #taken = new Set<CallId>();
  #calls: readonly PageCall[] = [];
  #stop: (() => void) | undefined;

  constructor(store: ChatStore, answer: (callId: CallId, result: PageCallResult) => Promise<void>) {
    this.#store = store;
    this.#answer = answer;
  }

  /** A later one takes the place of an earlier one of the same name. */
  add(name: string, run: PageFunction): () => void {
    this.#byName.set(name, run);
    // Who has no functions does not look at each change.
    this.#stop ??= this.#store.subscribe(() => this.#look());
    this.#calls = [];
    this.#look();
    return () => {
      if (this.#byName.get(name) === run) this.#byName.delete(name);
      if (this.#byName.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }

  #look(): void {
    const { calls } = this.#store.getOverview();
    if (calls === this.#calls) return;
    this.#calls = calls;
    const open = new Set(calls.map(({ id }) => id));
    this.#taken = new Set([...this.#taken].filter((id) => open.has(id)));
    for (const call of calls) {
      const run = this.#byName.get(call.name);
      if (!run || this.#taken.has(call.id)) continue;
      this.#taken.add(call.id);
      void this.#run(call, run);
    }
  }

  async #run({ id, args }: PageCall, run: PageFunction): Promise<void> {
    const result = await Promise.resolve()
      .then(() => run(args))
      .then(
        (value): PageCallResult => ({ ok: true, ...(value !== undefined && { value }) }),
        (error: unknown): PageCallResult => ({
          ok: false,
          message: (error instanceof Error ? error.message : String(error)).slice(0, 2_000),
        }),
      );
    // Another page was faster, or the chat was left.
    await this.#answer(id, result).catch(() => undefined);
  }
}
