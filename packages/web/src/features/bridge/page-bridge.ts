// The page around the chat, or scripts in it, and the app: functions that the app calls, by events on the window; and window messages, from and to
// those origins alone that the app names.
import type { ChatClient } from "@colloquy/client";
import type { CallId, PageCall, PageCallResult } from "@colloquy/protocol";

/** What a listener of `colloquy-call` finds in `event.detail`. The first answer counts; who does not know the name gives none. */
export interface CallDetail {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The result, or a promise of it; plain JSON. */
  readonly answer: (value?: unknown) => void;
  /** Why it could not be done. */
  readonly fail: (message: string) => void;
}

/** The window that the page is in, as far as it is used here. */
export type PageWindow = Pick<Window, "postMessage" | "dispatchEvent"> & {
  readonly parent: Pick<Window, "postMessage">;
  readonly location: Pick<Location, "origin"> & { readonly ancestorOrigins?: ArrayLike<string> };
};

type Bridged = Pick<ChatClient, "answerCall" | "sendWindowMessage"> & {
  readonly store: { getOverview(): { readonly calls: readonly PageCall[] } };
};

export class PageBridge {
  readonly #client: Bridged;
  readonly #origins: ReadonlySet<string>;
  readonly #window: PageWindow;
  #asked = new Set<CallId>();
  /** What this page has said to its own window, and will hear there. */
  #echoes: string[] = [];

  constructor(client: Bridged, origins: readonly string[], page: PageWindow = window) {
    this.#client = client;
    this.#window = page;
    this.#origins = new Set([page.location.origin, ...origins]);
  }

  /** Asks for every function that was called and not asked for here. */
  call(): void {
    const { calls } = this.#client.store.getOverview();
    const open = calls.filter(({ id }) => !this.#asked.has(id));
    this.#asked = new Set(calls.map(({ id }) => id));
    for (const call of open) this.#ask(call);
  }

  /** Hands what the page says to the app, if it may speak to it. */
  hear({ data, origin, source }: Pick<MessageEvent, "data" | "origin" | "source">): void {
    const text = toJson(data);
    if (text === undefined || !this.#knows(origin)) return;
    const echo = source === this.#window ? this.#echoes.indexOf(text) : -1;
    if (echo >= 0) this.#echoes.splice(echo, 1);
    else this.#client.sendWindowMessage(JSON.parse(text)).catch(() => undefined); // Nobody waits for it, and an app may hear nothing.
  }

  /** Tells the page around the chat; without one, scripts of this page. */
  say(data: unknown): void {
    const { parent, location } = this.#window;
    if (parent === this.#window) {
      this.#echoes.push(toJson(data) ?? "");
      this.#window.postMessage(data, location.origin);
      return;
    }
    const [around] = Array.from(location.ancestorOrigins ?? []);
    if (around !== undefined) {
      if (this.#knows(around)) parent.postMessage(data, this.#origins.has(around) ? around : "*");
      return;
    }
    // Firefox does not tell who is around, and the referrer is another one after a sign-in, a link or a reload. The browser gives it to those
    // that are named, and to nobody else.
    for (const origin of this.#origins.has("*") ? ["*"] : this.#origins) parent.postMessage(data, origin);
  }

  #knows(origin: string): boolean {
    return this.#origins.has(origin) || this.#origins.has("*");
  }

  #ask({ id, name, args }: PageCall): void {
    let answered = false;
    const give = (result: PageCallResult) => {
      if (answered) return;
      answered = true;
      this.#client.answerCall(id, result).catch(() => undefined); // Another page was faster.
    };
    const fail = (error: unknown) => give({ ok: false, message: (error instanceof Error ? error.message : String(error)).slice(0, 2_000) });
    const answer = (value?: unknown) => {
      Promise.resolve(value).then((settled) => {
        const text = toJson(settled);
        if (settled !== undefined && text === undefined) fail(`${name} returned what is no JSON.`);
        else give({ ok: true, ...(text !== undefined && { value: JSON.parse(text) }) });
      }, fail);
    };
    const detail: CallDetail = { name, args, answer, fail };
    this.#window.dispatchEvent(new CustomEvent("colloquy-call", { detail }));
    // As pages that were made for Chainlit know it.
    this.#window.dispatchEvent(new CustomEvent("chainlit-call-fn", { detail: { name, args, callback: answer } }));
  }
}

/** Undefined for what is none. */
function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
