// Reads everything of a data layer, chat by chat: memory grows with the largest chat, not with how many there are.
import { ChatError, type ThreadId } from "@colloquy/protocol";
import type { DataLayer, ThreadRow } from "../data/data-layer.ts";
import type { DataWalk } from "../data/data-walk.ts";
import type { ShareStore } from "../data/share-store.ts";
import type { UserRow } from "../data/user-store.ts";
import type { MovedOwner, MovedShare, MovedThread, MovedUnit } from "./units.ts";

/** Which chats are read. */
export interface Wanted {
  /** Only this one. */
  readonly threadId?: ThreadId | undefined;
  /** Only those of this owner: `user:<id>` or `visitor:<id>`. */
  readonly owner?: string | undefined;
  /** Only those that changed at this instant or later. */
  readonly since?: string | undefined;
}

const PAGE = 100;

/**
 * People first, each with what they have; then the chats, in the order they were first written. An owner who is no person stands before the
 * first of their chats. Throws NOT_SUPPORTED for a layer that cannot be walked over, NOT_FOUND for a chat that is not there.
 */
export async function* readLayer(layer: DataLayer, wanted: Wanted = {}): AsyncGenerator<MovedUnit> {
  const walk = walkOf(layer);
  const told = new Set<string>();
  const isAll = wanted.threadId === undefined && wanted.owner === undefined && wanted.since === undefined;
  if (isAll) for await (const user of allUsers(walk)) yield* readPerson(layer, walk, user, told);
  for await (const thread of threadsOf(layer, walk, wanted)) {
    if (!told.has(thread.owner)) yield* readOwner(layer, walk, thread.owner, told);
    yield await readThread(layer, thread);
  }
}

/** Throws BAD_INPUT for what is no owner, NOT_FOUND for one whom the layer does not know: a mistyped name must not be an export of nobody. */
export async function assertKnown(layer: DataLayer, { owner }: Wanted = {}): Promise<void> {
  if (owner === undefined) return;
  const [, kind, id = ""] = /^(user|visitor|bearer):(.+)$/.exec(owner) ?? [];
  if (kind === undefined)
    throw new ChatError("BAD_INPUT", `"${owner}" is no owner.`, {
      fix: "Write user:<id> or visitor:<id>. The id of a person stands in an export, and in the users table; a name is none.",
    });
  if (kind === "user" && (await layer.users.findUser({ id }))) return;
  for await (const row of allThreads(walkOf(layer))) if (row.owner === owner) return;
  throw new ChatError("NOT_FOUND", `Nobody here is ${owner}.`, { fix: "Look at the id; the database may be another one, too." });
}

/** How the layer is walked over. */
export function walkOf(layer: DataLayer): DataWalk {
  if (layer.walk) return layer.walk;
  throw new ChatError("BAD_CONFIG", `The data layer "${layer.name}" cannot be walked over, so nothing can be moved out of it.`, {
    fix: "Give it `walk`, as in colloquy/data; memory, SQLite and PostgreSQL have it.",
  });
}

/** A chat as it is stored, whole. */
export async function readThread(layer: DataLayer, thread: ThreadRow): Promise<MovedThread> {
  const { id } = thread;
  const turns = await layer.loadTurns(id);
  const steps = await layer.loadSteps(id, { turnIds: turns.map((turn) => turn.id) });
  const elements = await layer.loadElements(id, { stepIds: steps.map((step) => step.id), ofThread: true });
  const files = await walkOf(layer).filesOf(id);
  const shares = layer.shares ? await readShares(layer.shares, id) : [];
  const feedback = (await layer.feedback?.ofThread(id)) ?? [];
  const marks = await layer.marks?.ofThread(id);
  const isMarked = marks && Object.values(marks).some((mark) => mark !== undefined);
  return { kind: "thread", thread, turns, steps, elements, files, shares, feedback, ...(isMarked && { marks }) };
}

/** What an owner has beside their chats, as it is stored. */
export async function readOwned(layer: DataLayer, owner: string): Promise<MovedOwner> {
  const approvals = await layer.listApprovals(owner);
  const folders = (await layer.marks?.listFolders(owner)) ?? [];
  return { kind: "owner", owner, approvals, folders, favourites: (await layer.favourites?.ofOwner(owner)) ?? [] };
}

async function* readPerson(layer: DataLayer, walk: DataWalk, user: UserRow, told: Set<string>): AsyncGenerator<MovedUnit> {
  const owner = `user:${user.id}`;
  told.add(owner);
  yield { kind: "person", user, signIns: await walk.signInsOf(user.id) };
  const owned = await readOwned(layer, owner);
  if (!isEmpty(owned)) yield owned;
}

async function* readOwner(layer: DataLayer, walk: DataWalk, owner: string, told: Set<string>): AsyncGenerator<MovedUnit> {
  const user = owner.startsWith("user:") ? await layer.users.findUser({ id: owner.slice("user:".length) }) : undefined;
  if (user) return yield* readPerson(layer, walk, user, told);
  told.add(owner);
  const owned = await readOwned(layer, owner);
  if (!isEmpty(owned)) yield owned;
}

function isEmpty({ approvals, folders, favourites }: MovedOwner): boolean {
  return approvals.length + folders.length + favourites.length === 0;
}

async function* allUsers(walk: DataWalk): AsyncGenerator<UserRow> {
  let after: string | undefined;
  do {
    const page = await walk.allUsers({ limit: PAGE, after });
    yield* page.users;
    after = page.after;
  } while (after !== undefined);
}

async function* threadsOf(layer: DataLayer, walk: DataWalk, { threadId, owner, since }: Wanted): AsyncGenerator<ThreadRow> {
  if (threadId !== undefined) {
    const row = await layer.loadThread(threadId);
    if (!row) throw new ChatError("NOT_FOUND", `There is no chat ${threadId}.`, { fix: "Its id stands in its address: /thread/<id>." });
    yield row;
    return;
  }
  for await (const row of allThreads(walk)) {
    if (owner !== undefined && row.owner !== owner) continue;
    if (since !== undefined && row.updatedAt < since) continue;
    yield row;
  }
}

/** Every chat there is. */
export async function* allThreads(walk: DataWalk): AsyncGenerator<ThreadRow> {
  let after: string | undefined;
  do {
    const page = await walk.allThreads({ limit: PAGE, after });
    yield* page.threads;
    after = page.after;
  } while (after !== undefined);
}

async function readShares(store: ShareStore, threadId: ThreadId): Promise<MovedShare[]> {
  const shares: MovedShare[] = [];
  for (const row of await store.ofThread(threadId)) {
    const content = await store.loadContent(row.id);
    shares.push({ row, ...(content !== undefined && { content }) });
  }
  return shares;
}
