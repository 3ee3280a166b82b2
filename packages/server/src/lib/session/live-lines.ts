// What only a live session knows of a line in a list: whether something runs in the chat, and a title that is being written. Of chats that other
// nodes run it is asked there.
import type { ThreadId, ThreadSummary } from "@colloquy/protocol";
import type { NodeCalls } from "../relay/node-calls.ts";
import type { NodeId } from "../relay/relay.ts";
import type { FollowedChats } from "./followed-chats.ts";
import { growingTitleOf } from "./growing-title.ts";
import type { LiveSessions } from "./live-sessions.ts";
import type { Session } from "./session.ts";
import type { SessionClaims } from "./session-claims.ts";

const LINES_CALL = "chats:lines";
/** A list does not wait longer for a node that is silent: it is shown without what that node knows. */
const LINES_MS = 1_000;

interface LinesCall {
  readonly threadIds: readonly ThreadId[];
}

/** What a line shows besides what is stored. */
type LiveLine = Pick<ThreadSummary, "running" | "name">;

/** The line as it is now, where this session runs the chat. A turn that waits for the person does not run: the list says that it waits. */
export function withRunning(session: Session | undefined, summary: ThreadSummary): ThreadSummary {
  const line = session && lineOf(session);
  return line ? { ...summary, ...line } : summary;
}

function lineOf(session: Session): LiveLine | undefined {
  const running = session.turns.running.some(({ waiting, turn }) => waiting === 0 && turn.foreground);
  const name = growingTitleOf(session);
  return running || name !== undefined ? { ...(running && { running }), ...(name !== undefined && { name }) } : undefined;
}

export interface LiveLinesParts {
  readonly calls: NodeCalls;
  readonly live: LiveSessions;
  readonly followed: FollowedChats;
  readonly claims: SessionClaims;
}

/** Lines of lists, wherever their chats run. */
export class LiveLines {
  readonly #parts: LiveLinesParts;

  constructor(parts: LiveLinesParts) {
    this.#parts = parts;
    parts.calls.answer(LINES_CALL, (body) => this.#linesHere(body as LinesCall));
  }

  /** What the registry's `withRunning` says. */
  async withRunning(summaries: readonly ThreadSummary[]): Promise<ThreadSummary[]> {
    const { live, claims } = this.#parts;
    const here = summaries.map((summary) => withRunning(live.byThread(summary.id), summary));
    if (!claims.acrossProcesses) return here;
    const elsewhere = await this.#linesElsewhere(summaries.map(({ id }) => id).filter((id) => !live.byThread(id)));
    return here.map((summary) => ({ ...summary, ...elsewhere.get(summary.id) }));
  }

  /** Only the nodes are asked that run one of these chats: of a long list that is seldom more than one. */
  async #linesElsewhere(threadIds: readonly ThreadId[]): Promise<ReadonlyMap<ThreadId, LiveLine>> {
    const byNode = new Map<NodeId, ThreadId[]>();
    for (const [threadId, node] of await Promise.all(threadIds.map(async (id) => [id, await this.#nodeOf(id)] as const))) {
      if (node === undefined) continue;
      const known = byNode.get(node);
      if (known) known.push(threadId);
      else byNode.set(node, [threadId]);
    }
    const lines = await Promise.all([...byNode].map(([node, ids]) => this.#ask(node, ids)));
    return new Map(lines.flat());
  }

  async #nodeOf(threadId: ThreadId): Promise<NodeId | undefined> {
    const { followed, claims } = this.#parts;
    return followed.openOn(threadId)?.node ?? (await claims.elsewhereIfKnown(threadId))?.node;
  }

  async #ask(node: NodeId, threadIds: readonly ThreadId[]): Promise<readonly (readonly [ThreadId, LiveLine])[]> {
    const call: LinesCall = { threadIds };
    const told = await this.#parts.calls.ask(node, LINES_CALL, call, { timeoutMs: LINES_MS }).catch(() => undefined);
    return told?.is === "answered" ? (told.body as [ThreadId, LiveLine][]) : [];
  }

  #linesHere({ threadIds }: LinesCall): [ThreadId, LiveLine][] {
    return threadIds.flatMap((id): [ThreadId, LiveLine][] => {
      const session = this.#parts.live.byThread(id);
      const line = session && lineOf(session);
      return line ? [[id, line]] : [];
    });
  }
}
