// Conversations for tests, with everything in them that a store can hold: branches, side turns, work below work, texts that no database likes,
// elements with files, files nobody sent, links, people who are signed in, what they allow. The same seed makes the same ones.
import {
  type ClosedAsk,
  ELEMENT_TYPES,
  type Element,
  type ElementId,
  type FileKey,
  type FolderId,
  STEP_TYPES,
  type StepId,
  type StepWithText,
  type ThreadId,
  TURN_STATES,
  type Turn,
  type TurnId,
} from "@colloquy/protocol";
import type { BlobContent, BlobStore } from "../../blob-storage/blob-store.ts";
import type { DataLayer, ThreadRow } from "../../data/data-layer.ts";
import type { UserRow } from "../../data/user-store.ts";

/** What texts are made of. */
const WORDS = [
  "harbour ",
  "👩‍👩‍👧 ",
  "東京 ",
  "مرحبا ",
  "\n\n# Title\n",
  "\0",
  "\ud83d",
  "\udc4d",
  "e\u0301 ",
  "'; DROP TABLE x; -- ",
  "\\u0000 ",
  "\t\r\n",
  "\u2028\u2029\u0085",
];

/** Makes so many chats, of a few people and visitors, and stores them. */
export async function fillStores(
  stores: { readonly layer: DataLayer; readonly blobs: BlobStore },
  count: number,
  seed: number,
): Promise<void> {
  const made = new Generated(stores.layer, stores.blobs, seed);
  await made.people(3);
  for (let at = 0; at < count; at++) await made.chat();
}

class Generated {
  readonly #layer: DataLayer;
  readonly #blobs: BlobStore;
  readonly #owners: string[] = ["visitor:one", "visitor:two"];
  readonly #folders = new Map<string, FolderId>();
  #state: number;
  #clock = Date.UTC(2026, 0, 1);

  constructor(layer: DataLayer, blobs: BlobStore, seed: number) {
    this.#layer = layer;
    this.#blobs = blobs;
    this.#state = seed;
  }

  async people(count: number): Promise<void> {
    for (let at = 0; at < count; at++) {
      const user: UserRow = {
        id: this.#id(),
        identifier: `person-${at}@${this.#state}`,
        ...(at > 0 && { displayName: this.#text(2) }),
        roles: at === 0 ? ["admin"] : [],
        metadata: { z: 1, a: { list: [this.#text(1), null, 1.5] } },
        createdAt: this.#now(),
        updatedAt: this.#now(),
        ...(at === 2 && { disabledAt: this.#now() }),
      };
      await this.#layer.users.upsertUser(user, {});
      const owner = `user:${user.id}`;
      this.#owners.push(owner);
      const signIn = { userId: user.id, createdAt: this.#now(), expiresAt: "2036-01-01T00:00:00.000Z", seenAt: this.#now() };
      await this.#layer.users.addSignIn({ ...signIn, id: this.#id(), userAgent: "A browser" });
      await this.#layer.users.addSignIn({ ...signIn, id: this.#id(), revokedAt: this.#now() });
    }
    for (const owner of this.#owners.slice(1)) {
      const folder = { id: this.#id<FolderId>(), name: `Harbour 東京 \0 \ud83d ${this.#below(9)}`, createdAt: this.#now() };
      await this.#layer.marks?.putFolder(owner, folder);
      this.#folders.set(owner, folder.id);
      await this.#layer.addApproval({ owner, tool: this.#text(2), createdAt: this.#now() });
    }
  }

  async chat(): Promise<void> {
    const threadId = this.#id<ThreadId>();
    const owner = this.#one(this.#owners);
    const turns = this.#turns();
    const steps = turns.flatMap((turn) => this.#steps(turn));
    const elements = [...this.#elements(steps), ...(await this.#fileElements(threadId, owner, steps))];
    const epoch = 1 + this.#below(5);
    const thread: ThreadRow = {
      id: threadId,
      owner,
      epoch,
      createdAt: this.#now(),
      updatedAt: this.#now(),
      ...(this.#often() && { name: this.#text(3) }),
      ...(this.#often() && { namedBy: "person" as const }),
      ...(this.#often() && { tags: [this.#text(1), "b", "a"] }),
      ...(this.#often() && { metadata: { z: this.#text(1), a: [1, { deep: null }] } }),
      ...(turns.at(-1) && { leafTurnId: this.#one(turns).id }),
      ...(this.#often() && { waits: true, waitsUntil: this.#now() }),
      ...(this.#often() && { savedValues: { counter: "3", text: JSON.stringify(this.#text(2)) } }),
      ...(this.#often() && { savedSurface: JSON.stringify({ chatProfile: this.#text(1) }) }),
    };
    await this.#store(thread, turns, this.#shuffled(steps), elements);
    if (this.#often())
      await this.#layer.marks?.put(threadId, {
        ...(this.#often() && { pinnedAt: this.#now() }),
        ...(this.#often() && { archivedAt: this.#now(), unreadAt: this.#now() }),
        ...(this.#below(5) === 0 && { deletedAt: this.#now() }),
        ...(this.#folders.has(owner) && { folderId: this.#folders.get(owner) }),
        ...(this.#often() && { tags: ["harbour", "東京"] }),
      });
    for (const step of steps.filter(() => this.#below(6) === 0)) {
      const at = this.#now();
      const stepId = step.id;
      const rating = this.#one(["up", "down"] as const);
      await this.#layer.feedback?.put({
        threadId,
        stepId,
        owner,
        rating,
        tags: ["a"],
        comment: this.#text(2),
        createdAt: at,
        updatedAt: at,
      });
      await this.#layer.favourites?.add({ owner, threadId, stepId, text: this.#text(3), createdAt: this.#now() });
    }
    if (this.#layer.shares && this.#often())
      await this.#layer.shares.put(
        { id: this.#id(), threadId, live: false, steps: true, files: false, title: true, createdAt: this.#now(), updatedAt: this.#now() },
        this.#text(5),
      );
  }

  /** As it happens: steps of turns that run beside each other come in any order, and text comes in pieces. */
  async #store(thread: ThreadRow, turns: readonly Turn[], steps: readonly StepWithText[], elements: readonly Element[]): Promise<void> {
    const place = { threadId: thread.id, epoch: thread.epoch };
    await this.#layer.write({ ...place, thread, turns });
    for (const step of steps) {
      const { output, ...rest } = step;
      await this.#layer.write({ ...place, steps: [this.#often() ? rest : step] });
      if (!output) continue;
      const half = output.text.length >> 1;
      const piece = { type: "step-text", stepId: step.id, field: "output", rev: output.rev } as const;
      await this.#layer.write({ ...place, texts: [{ ...piece, at: 0, text: output.text.slice(0, half) }] });
      await this.#layer.write({ ...place, texts: [{ ...piece, at: half, text: output.text.slice(half) }] });
    }
    await this.#layer.write({ ...place, elements });
  }

  #turns(): Turn[] {
    const turns: Turn[] = [];
    for (let at = this.#below(6); at >= 0; at--) {
      const foreground = this.#below(5) > 0;
      const parent = turns.length > 0 ? this.#one(turns) : undefined;
      turns.push({
        id: this.#id<TurnId>(),
        kind: foreground ? "message" : "action",
        foreground,
        state: this.#one(TURN_STATES),
        createdAt: this.#now(),
        ...(parent && { parentTurnId: parent.id }),
        ...(this.#often() && { startedAt: this.#now(), endedAt: this.#now() }),
        ...(this.#below(5) === 0 && { error: { message: this.#text(2), code: "STORE_FAILED" } }),
      });
    }
    return turns;
  }

  #steps(turn: Turn): StepWithText[] {
    const steps: StepWithText[] = [];
    for (let at = this.#below(5); at >= 0; at--) {
      const parent = steps.length > 0 && this.#often() ? this.#one(steps) : undefined;
      const closedAsk: ClosedAsk = { id: this.#id(), spec: { kind: "confirm" }, outcome: "expired", at: this.#now() };
      steps.push({
        id: this.#id<StepId>(),
        turnId: turn.id,
        ...(parent && { parentId: parent.id }),
        type: this.#one(STEP_TYPES),
        name: this.#text(1),
        createdAt: this.#now(),
        ...(this.#often() && { start: this.#now(), end: this.#now() }),
        ...(this.#often() && { metadata: { z: this.#text(1), a: 1 }, tags: ["t"] }),
        ...(this.#often() && { showInput: "json", language: "python", isError: true, defaultOpen: true, autoCollapse: false }),
        ...(this.#often() && { generation: { model: "m", tokens: 3 } }),
        ...(this.#below(6) === 0 && { closedAsk }),
        ...(this.#often() && { input: { rev: this.#below(3), text: this.#text(4) } }),
        ...(this.#below(8) > 0 && { output: { rev: this.#below(3), text: this.#text(this.#below(30)) } }),
      });
    }
    return steps;
  }

  #elements(steps: readonly StepWithText[]): Element[] {
    return Array.from({ length: this.#below(3) }, () => ({
      id: this.#id<ElementId>(),
      ...(this.#often() && { forId: this.#one(steps).id }),
      type: this.#one(ELEMENT_TYPES),
      name: this.#text(1),
      display: this.#one(["inline", "side", "page"] as const),
      props: { z: this.#text(2), a: [1, null, { k: true }] },
      ...(this.#often() && { url: "https://example.com/a.png", mime: "image/png", size: "small" as const }),
    }));
  }

  async #fileElements(threadId: ThreadId, owner: string, steps: readonly StepWithText[]): Promise<Element[]> {
    const elements: Element[] = [];
    for (let at = this.#below(3); at > 0; at--) {
      const bytes = new TextEncoder().encode(this.#text(this.#below(200)));
      const { key: blob, size, sha256 } = await this.#blobs.put(once(bytes), { key: this.#id() });
      const key = blob as string as FileKey;
      await this.#layer.addFile({ key, threadId, owner, name: this.#text(1), mime: "text/plain", size, sha256, createdAt: this.#now() });
      // Some were uploaded and never sent.
      if (this.#below(4) === 0) continue;
      const file = { key, size };
      elements.push({ id: this.#id(), forId: this.#one(steps).id, type: "file", name: this.#text(1), display: "inline", file });
    }
    return elements;
  }

  #shuffled<Row>(rows: readonly Row[]): Row[] {
    return rows
      .map((row) => ({ row, at: this.#random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ row }) => row);
  }

  #text(words: number): string {
    return Array.from({ length: words }, () => this.#one(WORDS)).join("");
  }

  #now(): string {
    this.#clock += 1 + this.#below(1000);
    return new Date(this.#clock).toISOString();
  }

  #id<Id extends string>(): Id {
    const hex = Array.from({ length: 32 }, () => this.#below(16).toString(16)).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}` as string as Id;
  }

  #often(): boolean {
    return this.#random() < 0.5;
  }

  #one<Item>(items: readonly Item[]): Item {
    const item = items[this.#below(items.length)];
    if (item === undefined) throw new Error("There is none to choose.");
    return item;
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  #random(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }
}

async function* once(bytes: Uint8Array): BlobContent & AsyncGenerator<Uint8Array> {
  yield bytes;
}
