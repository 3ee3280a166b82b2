// A chat of one's own out of what a link leads to: only what can be read there, with rows of its own for the files, whose bytes are kept once.
import { ChatError, isChatError, type ThreadId } from "@colloquy/protocol";
import { isoNow } from "../../clock.ts";
import type { ThreadRow } from "../../data/data-layer.ts";
import type { HttpDeps } from "../http-deps.ts";
import type { SharedVersion } from "./shared-chats.ts";
import { beginningOf } from "./shared-content.ts";
import type { OpenShare } from "./shares.ts";

type Deps = Pick<HttpDeps, "dataLayer" | "registry" | "files" | "clock">;

/**
 * Makes the chat, unless it is there already: whoever sends the same wish again finds what they have. Throws NOT_FOUND when the id is somebody
 * else's, also of a chat they have deleted, and BAD_REQUEST when it is another chat of the viewer's own; then nothing is written.
 */
export async function copyShared(
  deps: Deps,
  { thread: source }: OpenShare,
  { chat, files }: Pick<SharedVersion, "chat" | "files">,
  { threadId, owner }: { readonly threadId: ThreadId; readonly owner: string },
): Promise<void> {
  if (!(await isFree(deps, threadId))) await requireCopy(deps, chat, { threadId, owner });
  else if (!(await writeCopy(deps, chat, { threadId, owner }))) await requireCopy(deps, chat, { threadId, owner });
  // Once the chat is theirs: no file comes into somebody else's. Whoever was cut off here asks again.
  try {
    for (const key of files) {
      const row = await deps.files.find(source.id, key);
      if (row) await deps.files.share(row, { threadId, owner });
    }
  } catch (error) {
    // Without room for its files it is no copy.
    if (isChatError(error) && error.code === "TOO_LARGE") await deps.registry.deleteThread(threadId);
    throw error;
  }
}

interface Place {
  readonly threadId: ThreadId;
  readonly owner: string;
}

type Content = SharedVersion["chat"];

/** Nobody has the id, not even for a chat in which nothing was said yet. One that is stored is found when the copy is. */
async function isFree({ registry }: Deps, threadId: ThreadId): Promise<boolean> {
  return (await registry.ownerOf(threadId)) === undefined;
}

/** Throws unless what has the id is a copy of this chat: the viewer's, with turns of it. */
async function requireCopy({ dataLayer, registry }: Deps, { turns }: Content, { threadId, owner }: Place): Promise<void> {
  if ((await registry.ownerOf(threadId)) !== owner) throw noThread();
  const shared = new Set<string>(turns.map(({ turn }) => turn.id));
  if ((await dataLayer.loadTurns(threadId)).some(({ id }) => shared.has(id))) return;
  throw new ChatError("BAD_REQUEST", "You have another chat with this id.", { fix: "Ask for the copy under an id that is new." });
}

/** False when the id is taken: then nothing of it is written. */
async function writeCopy(deps: Deps, chat: Content, { threadId, owner }: Place): Promise<boolean> {
  const now = isoNow(deps.clock);
  const leafTurnId = chat.path.at(-1);
  const name = chat.title ?? beginningOf(chat.turns);
  const thread: ThreadRow = {
    id: threadId,
    createdAt: now,
    updatedAt: now,
    owner,
    epoch: 1,
    ...(name !== undefined && { name }),
    ...(leafTurnId && { leafTurnId }),
  };
  try {
    await deps.dataLayer.write({
      threadId,
      epoch: 1,
      only: "new",
      thread,
      turns: chat.turns.map(({ turn }) =>
        turn.state === "running" || turn.state === "waiting" ? { ...turn, state: "done", endedAt: now } : turn,
      ),
      steps: chat.turns.flatMap(({ steps }) => steps.map((step) => ({ ...step, end: step.end ?? now }))),
      elements: chat.turns.flatMap(({ elements = [] }) => elements),
    });
    return true;
  } catch (error) {
    if (isChatError(error) && error.code === "STALE_WRITE") return false;
    throw error;
  }
}

function noThread(): ChatError {
  return new ChatError("NOT_FOUND", "This chat isn’t here. It may be deleted, or belong to another account.");
}
