// What the routes do with threads, whether somebody has one open or not. The caller's right to it was checked before.
import {
  activePath,
  applyEvent,
  type ChatSnapshot,
  earlierBundles,
  emptyChatState,
  isChatError,
  projectSnapshot,
  type ThreadId,
  type ThreadSummary,
  type TurnBundle,
  type TurnId,
  threadToEvents,
  toSnapshot,
} from "@colloquy/protocol";
import type { ThreadQuery, ThreadRow } from "../data/data-layer.ts";
import { toShownName } from "../data/shown-name.ts";
import { withoutPast } from "../data/thread-list.ts";
import { loadShown, publicThread } from "../session/load-rows.ts";
import type { Caller } from "./caller.ts";
import type { HttpDeps } from "./http-deps.ts";

type Stores = Pick<HttpDeps, "dataLayer" | "registry"> & { readonly config: Pick<HttpDeps["config"], "cot"> };

type DeletingStores = Pick<HttpDeps, "dataLayer" | "registry"> & { readonly config: Pick<HttpDeps["config"], "keepDeletedDays"> };

/** How many lines or turns a page has when nobody says. */
const PAGE = 20;

type ListQuery = { readonly [Key in keyof Omit<ThreadQuery, "counted">]?: ThreadQuery[Key] | undefined };

/** One page of the caller's chats. Who cannot be recognised again has none to list. */
export async function listThreads(
  { dataLayer, clock, registry }: Pick<HttpDeps, "dataLayer" | "clock" | "registry">,
  { owner }: Caller,
  { limit = PAGE, cursor, search, offset, searchIn, ...marked }: ListQuery,
): Promise<{ threads: ThreadSummary[]; nextCursor?: string; total?: number }> {
  if (owner === undefined || (marked.rated && !dataLayer.feedback)) return { threads: [] };
  const isSearch = search !== undefined && search !== "";
  const page = await dataLayer.listThreads(owner, {
    ...marked,
    limit,
    ...(cursor !== undefined && { cursor }),
    ...(isSearch && { search }),
    ...(searchIn && { searchIn }),
    ...(offset !== undefined && cursor === undefined && { offset }),
    counted: cursor === undefined && !isSearch,
  });
  const now = clock.now();
  return {
    threads: await registry.withRunning(page.threads.map((thread) => withoutPast(thread, now))),
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    ...(page.total !== undefined && { total: page.total }),
  };
}

/** The stored thread; undefined before the first interaction. The owner of one that is open is its session's. */
export async function findThread({ dataLayer, registry }: Stores, threadId: ThreadId): Promise<ThreadRow | undefined> {
  const row = await dataLayer.loadThread(threadId);
  const live = registry.byThread(threadId);
  return row && live ? { ...row, owner: live.owner } : row;
}

/** A page of turns before a given one, as the thread's owner may see them. */
export async function loadEarlierTurns(
  stores: Stores,
  row: ThreadRow,
  { before, limit = PAGE }: { readonly before: TurnId; readonly limit?: number | undefined },
): Promise<{ turns: TurnBundle[]; hasEarlier: boolean }> {
  const turns = await stores.dataLayer.loadTurns(row.id);
  const leafTurnId = turns.find(({ id }) => id === before)?.parentTurnId;
  if (!leafTurnId) return { turns: [], hasEarlier: false };
  const { leafTurnId: _leaf, ...thread } = publicThread(row);
  const rows = await loadShown(stores.dataLayer, { thread: { ...thread, leafTurnId }, turns }, { windowTurns: limit, owner: row.owner });
  const { turns: bundles, hasEarlier } = earlierBundles(rows, before, limit);
  const shown = await project(stores, row, { ...toSnapshot(emptyChatState(thread)), turns: bundles });
  return { turns: shown.turns, hasEarlier };
}

/** The whole active path of a thread, as its owner may see it. */
export async function loadWholeThread(stores: Stores, row: ThreadRow): Promise<ChatSnapshot> {
  await stores.registry.commit(row.id);
  const turns = await stores.dataLayer.loadTurns(row.id);
  // Its leaf may be another since it was asked whose the chat is.
  const stored = (await stores.dataLayer.loadThread(row.id)) ?? row;
  const rows = await loadShown(
    stores.dataLayer,
    { thread: publicThread(stored), turns },
    { windowTurns: turns.length, ofThread: true, owner: row.owner },
  );
  const state = emptyChatState(rows.thread, stored.epoch);
  for (const event of threadToEvents(rows, turns.length)) applyEvent(state, event);
  return project(stores, row, toSnapshot(state));
}

/** How many turns are read at once where a whole chat is written down. */
const PART = 50;

/** The same path, oldest first and some turns at a time: however long the chat is, no more than those is held. What belongs to the thread itself comes with the last. */
export async function* readInParts(stores: Stores, row: ThreadRow): AsyncGenerator<ChatSnapshot> {
  await stores.registry.commit(row.id);
  const turns = await stores.dataLayer.loadTurns(row.id);
  const stored = (await stores.dataLayer.loadThread(row.id)) ?? row;
  const { leafTurnId: leaf, ...thread } = publicThread(stored);
  const path = activePath(turns, leaf);
  const written = new Set<TurnId>();
  for (let from = 0; from === 0 || from < path.length; from += PART) {
    const part = path.slice(from, from + PART);
    const isLast = from + PART >= path.length;
    const leafTurnId = part.at(-1)?.id;
    const rows = await loadShown(
      stores.dataLayer,
      { thread: { ...thread, ...(leafTurnId && { leafTurnId }) }, turns: isLast ? turns : turns.filter(({ state }) => state !== "queued") },
      { windowTurns: Math.max(part.length, 1), ofThread: isLast, owner: row.owner },
    );
    const state = emptyChatState(rows.thread, stored.epoch);
    for (const event of threadToEvents(rows, Math.max(part.length, 1))) applyEvent(state, event);
    const shown = await project(stores, stored, toSnapshot(state));
    const fresh = shown.turns.filter(({ turn }) => !written.has(turn.id));
    for (const { turn } of fresh) written.add(turn.id);
    yield { ...shown, turns: fresh };
  }
}

/** Gives a thread a name, also where it is open. Throws BAD_REQUEST for one that shows nothing. */
export async function renameThread(stores: Stores, { id: threadId, owner }: ThreadRow, given: string): Promise<void> {
  const name = toShownName(given);
  for (let tries = 1; ; tries++) {
    if (await stores.registry.state({ id: threadId, owner }, [{ type: "thread-set", thread: { name, namedBy: "person" } }])) return;
    const row = await stores.dataLayer.loadThread(threadId);
    if (!row) return undefined;
    try {
      return await stores.dataLayer.write({ threadId, epoch: row.epoch, only: "known", thread: { ...row, name, namedBy: "person" } });
    } catch (error) {
      // It was deleted for good at this moment.
      if (isChatError(error) && error.code === "NOT_FOUND") return undefined;
      // Somebody opened it at this moment: then its session writes the name.
      if (!isChatError(error) || error.code !== "STALE_WRITE" || tries >= 3) throw error;
    }
  }
}

/** Ends whatever lives on the thread and deletes it; where deleted chats are kept, it can be brought back. Pages that show it are told by the end of their session. */
export async function deleteThread({ registry, dataLayer, config }: DeletingStores, { id: threadId, owner }: ThreadRow): Promise<void> {
  if (dataLayer.marks && config.keepDeletedDays > 0) await registry.putAway(owner, threadId);
  else await registry.deleteThread(threadId);
}

/** The last step before it leaves the server, as for everything that goes over a socket. */
async function project({ registry, config }: Stores, row: ThreadRow, snapshot: ChatSnapshot): Promise<ChatSnapshot> {
  const authors = new Set(snapshot.turns.flatMap(({ steps }) => steps.map(({ name }) => name)));
  const names = (await registry.namesOf(row.id, [...authors])) ?? {};
  return projectSnapshot(snapshot, { cot: config.cot, names, readOnly: false, shared: false });
}
