// How a list of chats is read from a database: one group after the other, each by an index, until the page is full.
import { searchWords, type ThreadSummary } from "@colloquy/protocol";
import { assertKey } from "../storable.ts";
import type { ThreadPage, ThreadQuery } from "./data-layer.ts";
import { assertLimit, decodeCursor, encodeCursor, RANKS, type ThreadCursor } from "./thread-list.ts";
import { type Shelf, shelvesOf } from "./thread-marks.ts";

/** A group of a list: of some shelves; in a search, those that fit it so well. */
export interface ListPhase {
  readonly group: number;
  readonly shelves: readonly Shelf[];
  readonly rank: number | undefined;
}

/** Which part of a group is read, the last updated first. */
export interface ListPart {
  readonly after: ThreadCursor | undefined;
  readonly skip: number;
  readonly limit: number;
}

/** What is the same for all groups of a list. */
export interface ListScope {
  readonly owner: string;
  readonly words: readonly string[];
  readonly folderId: ThreadQuery["folderId"];
  readonly tag: string | undefined;
  readonly rated: ThreadQuery["rated"];
}

/** How a driver reads a group, and counts it; nothing is counted in a search. */
export interface ListReader {
  read(scope: ListScope, phase: ListPhase, part: ListPart): Promise<readonly ThreadSummary[]>;
  count(scope: ListScope, phase: ListPhase): Promise<number>;
}

/** Reads a page. */
export async function readPhases(owner: string, query: ThreadQuery, reader: ListReader): Promise<ThreadPage> {
  assertKey(owner, "The owner of a thread");
  assertLimit(query.limit);
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const words = searchWords(query.search ?? "");
  const scope = { owner, words, folderId: query.folderId, tag: query.tag, rated: query.rated };
  const phases = phasesOf(query, words);
  const counts = new Map<ListPhase, number>();
  const count = async (phase: ListPhase) => {
    const known = counts.get(phase) ?? (await reader.count(scope, phase));
    counts.set(phase, known);
    return known;
  };
  const found = new Map<string, { readonly thread: ThreadSummary; readonly group: number }>();
  let skip = after || words.length > 0 ? 0 : (query.offset ?? 0);
  for (const phase of phases) {
    if (found.size > query.limit) break;
    if (after && phase.group < after.group) continue;
    if (skip > 0 && skip >= (await count(phase))) {
      skip -= await count(phase);
      continue;
    }
    const part = { after: phase.group === after?.group ? after : undefined, skip, limit: query.limit + 1 - found.size };
    skip = 0;
    // One that changed its group meanwhile is not listed twice.
    for (const thread of await reader.read(scope, phase, part))
      if (!found.has(thread.id)) found.set(thread.id, { thread, group: phase.group });
  }
  const page = [...found.values()].slice(0, query.limit);
  const last = page.at(-1);
  let total: number | undefined;
  if (query.counted && words.length === 0) {
    total = 0;
    for (const phase of phases) total += await count(phase);
  }
  return {
    threads: page.map(({ thread }) => thread),
    nextCursor: last && found.size > query.limit ? encodeCursor({ ...last.thread, group: last.group }) : undefined,
    ...(total !== undefined && { total }),
  };
}

function phasesOf(query: ThreadQuery, words: readonly string[]): readonly ListPhase[] {
  const shelves = shelvesOf(query);
  if (words.length === 0) return shelves.map((shelf, group) => ({ group, shelves: [shelf], rank: undefined }));
  const ranks = query.searchIn === "everything" ? [RANKS.nameBegins, RANKS.name, RANKS.said] : [RANKS.nameBegins, RANKS.name];
  return ranks.map((rank) => ({ group: rank, shelves, rank }));
}
