// Whether the nodes that meet in one relay belong together. Where they do not, everything seems to work, and people are signed out now and then, or
// an app counts what people of another one do.
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
}

interface MeetParts {
  readonly calls: Pick<NodeCalls, "answer" | "askAll">;
  readonly name: string;
  readonly keys: Pick<KeyRing, "current" | "previous">;
}

/** Answers from now on. */
export function answerMeet({ calls, name, keys, ready }: MeetParts & { readonly ready: () => boolean }): void {
  calls.answer(MEET_CALL, (): Met => ({ name, ready: ready(), keys: namesOf(keys) }));
}

/** Asks the others once, and warns of those that are of another app, or have the same name. Never throws. */
export async function meetNodes({ calls, name, keys, logger }: MeetParts & { readonly logger: Logger }): Promise<void> {
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
