// A search of what was said, as its owner may see it: only what stands on the branch of a chat that is shown, because a click leads there.
// The newest of what was found is put in order by how well it fits, and so is what is older, window by window.
import { activePath, type FoundMessage, searchWords, type ThreadId, type TurnId } from "@colloquy/protocol";
import { Breath } from "../chat/breath.ts";
import type { SaidMessage } from "../data/data-layer.ts";
import type { Caller } from "./caller.ts";
import type { HttpDeps } from "./http-deps.ts";
import { rankMessage } from "./rank-message.ts";
import { fromSearchCursor, type SearchPlace, toSearchCursor, WINDOW } from "./search-cursor.ts";
import { toSnippet } from "./snippet.ts";

const PAGE = 20;
/** So many messages are looked at for one page, and for so long: what is left comes with the next. */
const LOOKED_AT = 400;
const PATIENCE_MS = 500;

/** One page of what the caller has said and was told. Who cannot be recognised again has no list, and nothing to search. */
export async function searchMessages(
  { dataLayer }: Pick<HttpDeps, "dataLayer">,
  { owner }: Caller,
  { query, limit = PAGE, cursor }: { readonly query: string; readonly limit?: number | undefined; readonly cursor?: string | undefined },
): Promise<{ messages: FoundMessage[]; nextCursor?: string }> {
  const words = searchWords(query);
  if (owner === undefined || words.length === 0) return { messages: [] };
  const breath = new Breath();
  const until = performance.now() + PATIENCE_MS;
  const place = fromSearchCursor(cursor);
  const { found, next } = await readWindow({ dataLayer, owner, words, breath, until }, place);
  const ranked: { readonly one: SaidMessage; readonly rank: number }[] = [];
  for (const one of found) {
    await breath.take();
    ranked.push({ one, rank: rankMessage(one.text, one.thread.name, words) });
  }
  // Of the same rank the newest stays first.
  ranked.sort((one, other) => other.rank - one.rank);
  const messages: FoundMessage[] = [];
  for (const { one } of ranked.slice(place.taken, place.taken + limit)) {
    // To show the place in a long message is work too: it is bounded like the search, and whoever else waits has their turn in between.
    if (messages.length > 0 && performance.now() >= until) break;
    await breath.take();
    messages.push(toFound(one, words));
  }
  const taken = place.taken + messages.length;
  const [first] = found;
  if (first && taken < found.length) {
    const rest = { start: place.start, first: first.message.id, size: found.length, taken };
    return { messages, nextCursor: toSearchCursor(rest) };
  }
  return { messages, ...(next !== undefined && { nextCursor: toSearchCursor({ start: next, taken: 0 }) }) };
}

interface Search {
  readonly dataLayer: HttpDeps["dataLayer"];
  readonly owner: string;
  readonly words: readonly string[];
  readonly breath: Breath;
  /** When patience ends. */
  readonly until: number;
}

/** The newest messages from a place on that are shown, and where the next ones begin; what was said since the window was made is not in it. */
async function readWindow(
  { dataLayer, owner, words, breath, until }: Search,
  { start, first, size = WINDOW }: SearchPlace,
): Promise<{ readonly found: readonly SaidMessage[]; readonly next?: string | undefined }> {
  const shown = new Map<ThreadId, ReadonlySet<TurnId>>();
  let found: SaidMessage[] = [];
  let next = start;
  for (let looked = 0; looked < LOOKED_AT && (looked === 0 || performance.now() < until); looked += WINDOW) {
    const batch = await dataLayer.searchMessages(owner, { words, limit: WINDOW + 1, cursor: next });
    for (const one of batch.slice(0, WINDOW)) {
      if (found.length === size) return { found, next };
      await breath.take();
      next = one.cursor;
      if (one.message.id === first) found = [];
      const turns = shown.get(one.thread.id) ?? (await shownTurns(dataLayer, one.thread.id));
      shown.set(one.thread.id, turns);
      if (turns.has(one.message.turnId)) found.push(one);
    }
    if (batch.length <= WINDOW) return { found };
    if (found.length >= size) break;
  }
  return { found, next };
}

function toFound({ thread, message, text }: SaidMessage, words: readonly string[]): FoundMessage {
  const { id: stepId, turnId, type, createdAt } = message;
  return { thread, turnId, stepId, type, createdAt, snippet: toSnippet(text, words) };
}

/** The turns of the shown branch, and those that hang on it. */
async function shownTurns(dataLayer: HttpDeps["dataLayer"], threadId: ThreadId): Promise<ReadonlySet<TurnId>> {
  const [row, turns] = await Promise.all([dataLayer.loadThread(threadId), dataLayer.loadTurns(threadId)]);
  const path = new Set(activePath(turns, row?.leafTurnId).map(({ id }) => id));
  const beside = turns.filter((turn) => !turn.foreground && (!turn.parentTurnId || path.has(turn.parentTurnId)));
  return new Set([...path, ...beside.map(({ id }) => id)]);
}
