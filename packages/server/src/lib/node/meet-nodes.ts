// Whether the nodes that meet in one relay belong together. Where they do not, everything seems to work, and people are signed out now and then, or
// an app counts what people of another one do.
import { ChatError } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";
import type { KeyRing } from "../config/secret.ts";
import type { Logger } from "../logger.ts";
import type { NodeCalls } from "../relay/node-calls.ts";

/** Who are you? Nothing is sent along; the answer is a `Met`. */
export const MEET_CALL = "cluster:meet";

/** What a node tells the others of itself. */
interface Met {
  readonly name: string;
  /** False while it starts or goes: then the one that comes in its place may have its name. */
  readonly ready: boolean;
  /** The names of its keys, as they stand in everything that is signed with them. The first one signs. */
  readonly keys: readonly string[];
  /** Its clock, in milliseconds. Absent in answers of older releases. */
  readonly now?: number;
}

/** Further apart than an answer may take. */
const APART_MS = 60_000;

interface MeetParts {
  readonly calls: Pick<NodeCalls, "answer" | "askAll">;
  readonly name: string;
  readonly keys: Pick<KeyRing, "current" | "previous">;
  readonly clock: Pick<Clock, "now">;
}

/** Answers from now on. */
export function answerMeet({ calls, name, keys, clock, ready }: MeetParts & { readonly ready: () => boolean }): void {
  calls.answer(MEET_CALL, (): Met => ({ name, ready: ready(), keys: namesOf(keys), now: clock.now() }));
}

/** Asks the others once, and warns of those that are of another app, have the same name, or another time. Never throws. */
export async function meetNodes({ calls, name, keys, clock, logger }: MeetParts & { readonly logger: Logger }): Promise<void> {
  const { answers } = await calls.askAll(MEET_CALL, null);
  const others = answers.filter(isMet);
  const own = namesOf(keys);
  const strangers = others.filter((other) => !doesKnow(own, other.keys) && !doesKnow(other.keys, own));
  if (strangers.length > 0)
    logger.warn(
      { others: strangers.map((other) => other.name) },
      "other servers meet here that have another secret. If they serve this app, give all of them the same COLLOQUY_AUTH_SECRET: else people are signed out again and again. If they serve another app, set them apart with a prefix: REDIS_URL=redis://host:6379?prefix=name",
    );
  if (others.some((other) => other.name === name && other.ready && !strangers.includes(other)))
    logger.warn(
      {},
      `another server calls itself ${name}, too: nobody can tell them apart in logs and in \`colloquy cluster\`. Give each a name of its own with the setting node, or leave it out`,
    );
  const apart = others.filter((other) => Math.abs((other.now ?? clock.now()) - clock.now()) > APART_MS && !strangers.includes(other));
  if (apart.length > 0)
    logger.warn(
      { others: apart.map((other) => other.name) },
      "the clocks of these servers are more than a minute apart from the clock of this one. Who runs which chat does not depend on it, but times that people see, deadlines of questions and short-lived tokens do: set all of them by a time server",
    );
}

/** A node that was killed a moment ago is still listed, and does not answer. */
const ANSWER_MS = 2_000;

/**
 * Looks at the others before this node serves anybody. With the same secret and another database nothing would seem wrong for a while: they would
 * count together, and each would take chats for its own that the other has under the same id, as where one database is a copy of the other.
 *
 * @throws BAD_CONFIG when one of those that are there keeps its chats in another database.
 */
export async function mustBelong({ calls, place }: { readonly calls: NodeCalls; readonly place: string | undefined }): Promise<void> {
  if (place === undefined) return;
  // Whoever cannot be seen now is met later.
  const nodes = await calls.relay.nodes().catch(() => []);
  const others = nodes.filter((other) => other.place !== undefined && other.place !== place);
  const asked = others.map(async ({ id }) => {
    const answer = await calls.ask(id, MEET_CALL, null, { timeoutMs: ANSWER_MS }).catch(() => undefined);
    return answer?.is === "answered";
  });
  const areThere = await Promise.all(asked);
  const names = others.filter((_, index) => areThere[index]).map(({ name }) => name);
  if (names.length === 0) return;
  throw new ChatError("BAD_CONFIG", `Other servers meet here that keep their chats in another database: ${names.join(", ")}.`, {
    fix: "If they serve this app, give all of them the same DATABASE_URL. If they serve another app, or this one with other data, set them apart with a prefix: REDIS_URL=redis://host:6379?prefix=name.",
  });
}

function namesOf({ current, previous }: MeetParts["keys"]): string[] {
  return previous ? [current.id, previous.id] : [current.id];
}

/** What the one signs, the other believes. */
function doesKnow(keys: readonly string[], [signing]: readonly string[]): boolean {
  return signing !== undefined && keys.includes(signing);
}

/** One of another release may answer otherwise. */
function isMet(answer: unknown): answer is Met {
  if (typeof answer !== "object" || answer === null) return false;
  const { name, keys } = answer as Partial<Met>;
  return typeof name === "string" && Array.isArray(keys);
}
