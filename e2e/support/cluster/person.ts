// Somebody who talks in a chat of the cluster's app with several windows, and knows what must be in it.
import { randomBytes } from "node:crypto";
import { memoryStorage } from "@colloquy/client";
import type { StepId } from "@colloquy/protocol";
import { expect } from "vitest";
import type { Door } from "../balancer.ts";
import { isSettled, ReadingClient } from "../reading-client.ts";
import type { Cluster } from "./cluster.ts";

/** What the app answers to `long`. */
export const WHOLE = Array.from({ length: 900 }, (_, n) => `${n} `).join("");
const SECRET = /s-[0-9a-f]{16}/g;

/** One window of a person, at whichever server the balancer gave it. */
export class Page implements AsyncDisposable {
  readonly client: ReadingClient;
  readonly door: Door;
  /** Whatever a person would have read of trouble. */
  readonly errors: string[] = [];
  /** The longest time without a connection so far. */
  longestWaitMs = 0;
  /** What became of its connection in that time. */
  longestWait = "";
  #lostAt: number | undefined;
  #lately: string[] = [];

  constructor(door: Door, options: Omit<ConstructorParameters<typeof ReadingClient>[0], "url">) {
    this.door = door;
    // As patient as the pages that people have.
    this.client = new ReadingClient({ url: door.url, timings: {}, ...options });
    this.client.store.subscribe(() => this.#look());
  }

  #look(): void {
    const { connection, pending, ready, refused } = this.client.store.getOverview();
    if (connection.phase === "failed") this.errors.push(JSON.stringify(connection.error));
    for (const { state, error } of pending) if (state === "refused") this.errors.push(JSON.stringify(error));
    if (refused) this.errors.push(JSON.stringify(refused));
    if (!ready) return;
    const now = performance.now();
    if (connection.phase !== "live") {
      this.#lostAt ??= now;
      const { phase, error, retryAt } = connection;
      const said = `${phase}${error ? ` ${error.code} ${error.message}` : ""}${retryAt ? ` again in ${Math.round(retryAt - Date.now())} ms` : ""}`;
      this.#lately.push(`${Math.round(now - this.#lostAt)}: ${said}`);
    } else if (this.#lostAt !== undefined) {
      const waitedMs = now - this.#lostAt;
      if (waitedMs > this.longestWaitMs) {
        this.longestWaitMs = waitedMs;
        this.longestWait = this.#lately.join("; ");
      }
      this.#lostAt = undefined;
      this.#lately = [];
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    await this.door[Symbol.asyncDispose]();
  }

  /** The chat's texts in order, read back to its beginning. */
  async everything(): Promise<string[]> {
    return [...(await this.client.everything()).values()];
  }
}

/** Somebody with two windows on one chat. */
export class Person implements AsyncDisposable {
  readonly secret = `s-${randomBytes(8).toString("hex")}`;
  /** What was said, in order. */
  readonly said: string[] = [];
  counter = 0;
  /** The server that ran the last turn. */
  owner = -1;
  longestAnswerMs = 0;
  readonly pages: [Page, ...Page[]];
  readonly #cluster: Cluster;
  readonly #storage: ReturnType<typeof memoryStorage>;

  private constructor(cluster: Cluster, page: Page, storage: ReturnType<typeof memoryStorage>) {
    this.#cluster = cluster;
    this.pages = [page];
    this.#storage = storage;
  }

  /** Comes, says something, and opens a second window. */
  static async come(cluster: Cluster): Promise<Person> {
    const person = await Person.#enter(cluster, await cluster.balancer.open());
    person.pages.push(await person.openWindow());
    return person;
  }

  /** Comes to this server with one window, and says something. */
  static comeTo(cluster: Cluster, server: number): Promise<Person> {
    const { url } = cluster.node(server).app;
    return Person.#enter(cluster, {
      url,
      server,
      wasAt: (other) => other === server,
      breakAll: () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    });
  }

  static async #enter(cluster: Cluster, door: Door): Promise<Person> {
    const storage = memoryStorage();
    const first = new Page(door, { storage });
    await first.client.until(isSettled);
    const person = new Person(cluster, first, storage);
    await person.countOnce();
    return person;
  }

  /** One more window on the chat, which knows nothing but who the person is. */
  async openWindow(): Promise<Page> {
    const { id: threadId } = this.pages[0].client.store.getOverview().thread;
    const page = new Page(await this.#cluster.balancer.open(), { storage: this.#storage, threadId });
    await page.client.until(isSettled);
    expect(page.errors).toEqual([]);
    return page;
  }

  say(text: string, page: Page = this.pages[0]): StepId {
    this.said.push(text);
    return page.client.sendMessage(text);
  }

  /** Lets the app count, and expects at both windows that no count, and no value of the chat, was lost, made twice or somebody else's. */
  async countOnce(page: Page = this.pages[0]): Promise<void> {
    const begun = performance.now();
    const id = this.say(`count ${this.secret}`, page);
    await page.client.over(id);
    this.longestAnswerMs = Math.max(this.longestAnswerMs, performance.now() - begun);
    this.counter++;
    for (const { client } of this.pages) {
      expect(await client.over(id)).toBe("done");
      expect(client.answer(id)).toMatch(new RegExp(`^${this.secret} ${this.counter} of 1 at \\d$`));
    }
    this.owner = Number(page.client.answer(id).at(-1));
  }

  /** Waits until a long answer is over, and expects that all windows show the same of it, from its beginning on. Tells how it ended. */
  async expectSame(long: StepId): Promise<string> {
    await Promise.all(this.pages.map(({ client }) => client.over(long)));
    // One may have seen an end that came no further than the server it was at, until it is told what the others were.
    const seen = () => new Set(this.pages.map(({ client }) => client.turnOf(long)?.turn.state));
    await expect.poll(() => seen().size).toBe(1);
    const ends = seen();
    const texts = new Set(this.pages.map(({ client }) => client.answer(long)));
    const [end = "", text = ""] = [[...ends][0], [...texts][0]];
    expect([ends.size, texts.size, WHOLE.startsWith(text)]).toEqual([1, 1, true]);
    if (end === "done") expect(text).toBe(WHOLE);
    else expect(end).toBe("interrupted");
    return end;
  }

  /** Expects at all windows that a long answer ends whole. */
  async expectAnswered(long: StepId): Promise<void> {
    for (const { client } of this.pages) {
      expect(await client.over(long)).toBe("done");
      expect(client.answer(long)).toBe(WHOLE);
    }
  }

  /** Nothing that was said is missing, doubled or moved, and a window that is opened now sees the same. */
  async expectWhole(): Promise<void> {
    await using fresh = await this.openWindow();
    const stored = await fresh.everything();
    expect(stored.filter((text) => this.said.includes(text))).toEqual(this.said);
    for (const page of this.pages) {
      expect(await page.everything()).toEqual(stored);
      expect(page.errors).toEqual([]);
    }
    for (const [found] of stored.join(" ").matchAll(SECRET)) expect(found).toBe(this.secret);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const page of this.pages) await page[Symbol.asyncDispose]();
  }
}

/** Everybody at once, a few at a time. */
export async function gather(cluster: Cluster, size: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < size)
    people.push(...(await Promise.all(Array.from({ length: Math.min(20, size - people.length) }, () => Person.come(cluster)))));
  return people;
}

export async function leave(people: readonly Person[]): Promise<void> {
  for (const person of people) await person[Symbol.asyncDispose]();
}
