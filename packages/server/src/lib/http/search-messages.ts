// A search of what was said, as its owner may see it: only what stands on the branch of a chat that is shown, because a click leads there.
import { activePath, type FoundMessage, searchWords, type ThreadId, type TurnId } from "@colloquy/protocol";
import { Breath } from "../chat/breath.ts";
import type { Caller } from "./caller.ts";
import type { HttpDeps } from "./http-deps.ts";
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
  const messages: FoundMessage[] = [];
  if (owner === undefined || words.length === 0) return { messages };
  const shown = new Map<ThreadId, ReadonlySet<TurnId>>();
  const breath = new Breath();
  const until = performance.now() + PATIENCE_MS;
  let nextCursor = cursor;
  for (let looked = 0; looked < LOOKED_AT && (looked === 0 || performance.now() < until); looked += limit) {
    const found = await dataLayer.searchMessages(owner, { words, limit: limit + 1, cursor: nextCursor });
    for (const { thread, message, text, cursor: here } of found.slice(0, limit)) {
      // To show the place in a long message is work too: it is bounded like the search, and whoever else waits has their turn in between.
      const isLate = messages.length > 0 && performance.now() >= until;
      if (messages.length === limit || isLate) return { messages, ...(nextCursor !== undefined && { nextCursor }) };
      await breath.take();
      nextCursor = here;
      const turns = shown.get(thread.id) ?? (await shownTurns(dataLayer, thread.id));
      shown.set(thread.id, turns);
      if (!turns.has(message.turnId)) continue;
      const { id: stepId, turnId, type, createdAt } = message;
      messages.push({ thread, turnId, stepId, type, createdAt, snippet: toSnippet(text, words) });
    }
    if (found.length <= limit) return { messages };
    if (messages.length === limit) break;
  }
  return { messages, ...(nextCursor !== undefined && { nextCursor }) };
}

/** The turns of the shown branch, and those that hang on it. */
async function shownTurns(dataLayer: HttpDeps["dataLayer"], threadId: ThreadId): Promise<ReadonlySet<TurnId>> {
  const [row, turns] = await Promise.all([dataLayer.loadThread(threadId), dataLayer.loadTurns(threadId)]);
  const path = new Set(activePath(turns, row?.leafTurnId).map(({ id }) => id));
  const beside = turns.filter((turn) => !turn.foreground && (!turn.parentTurnId || path.has(turn.parentTurnId)));
  return new Set([...path, ...beside.map(({ id }) => id)]);
}
