// The page's side of the table's worker. A worker that is silent for too long was fed something hostile, and is ended.
import { TableError } from "./column.ts";
import type { TableAnswer, TableQuestion, TableQuestions } from "./table-messages.ts";

/** How often a worker that owes an answer is asked whether it is alive, and when it is given up, in ms. */
const PING_MS = 5_000;
const SILENT_MS = 45_000;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

export class TableClient {
  readonly #worker = new Worker(new URL("./table-worker.ts", import.meta.url), { type: "module" });
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;
  #heard = performance.now();
  #watch: ReturnType<typeof setInterval> | undefined;
  #ended: TableError | undefined;

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<TableAnswer>) => this.#hear(data));
    this.#worker.addEventListener("error", () => this.#fail(new TableError("notLoaded")));
  }

  ask<Name extends keyof TableQuestions>(name: Name, asks: TableQuestions[Name]["asks"]): Promise<TableQuestions[Name]["answer"]> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#count++;
    if (this.#waiting.size === 0) this.#heard = performance.now();
    this.#worker.postMessage({ id, name, asks } as TableQuestion);
    this.#watch ??= setInterval(() => this.#look(), PING_MS);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  close(): void {
    this.#worker.terminate();
    clearInterval(this.#watch);
    this.#waiting.clear();
  }

  #hear(said: TableAnswer): void {
    this.#heard = performance.now();
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if (this.#waiting.size === 0) this.#stopWatching();
    if ("problem" in said) waiting?.reject(new TableError(said.problem));
    else waiting?.resolve(said.answer as never);
  }

  #look(): void {
    if (performance.now() - this.#heard > SILENT_MS) this.#fail(new TableError("unreadable"));
    else this.#worker.postMessage({ id: this.#count++, name: "ping", asks: undefined } satisfies TableQuestion);
  }

  #fail(error: TableError): void {
    this.#ended = error;
    this.#worker.terminate();
    this.#stopWatching();
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of all) reject(error);
  }

  #stopWatching(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
  }
}
