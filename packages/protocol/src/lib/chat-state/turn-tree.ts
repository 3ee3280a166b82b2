// Reading the tree of turns: which turns lie on the path to a leaf, which share a parent, which hang beside.
import type { StepId, TurnId } from "../ids.ts";
import type { Turn } from "../turn.ts";

/** The foreground turns from the root to the leaf, oldest first. */
export function activePath(turns: Iterable<Turn>, leafTurnId: TurnId | undefined): Turn[] {
  const byId = new Map([...turns].map((turn) => [turn.id, turn]));
  const path: Turn[] = [];
  for (let turn = leafTurnId && byId.get(leafTurnId); turn; turn = turn.parentTurnId && byId.get(turn.parentTurnId)) {
    path.push(turn);
    // Rows that form a ring must not hold the server for ever: each is taken once.
    byId.delete(turn.id);
  }
  return path.reverse();
}

/** What lies beside a turn. */
export type Branches = Pick<Turn, "siblingIds" | "editIds" | "answerIds">;

/** The started foreground turns with the same parent: all of them, one for each version of the message, and those that answer the same message. */
export function branchesOf(turns: Iterable<Turn>, turn: Turn): Branches {
  if (!isBranch(turn)) return {};
  const siblings = [...turns].filter((other) => isBranch(other) && other.parentTurnId === turn.parentTurnId).sort(byAge);
  const ofMessage = new Map<StepId, TurnId>();
  for (const { messageId, id } of siblings)
    if (messageId && messageId !== turn.messageId) ofMessage.set(messageId, id);
    else if (messageId) ofMessage.set(messageId, turn.id);
  return {
    ...several(
      "siblingIds",
      siblings.map(({ id }) => id),
    ),
    ...several("editIds", turn.messageId ? [...ofMessage.values()] : []),
    ...several("answerIds", turn.messageId ? siblings.filter(({ messageId }) => messageId === turn.messageId).map(({ id }) => id) : []),
  };
}

function several(name: keyof Branches, ids: TurnId[]): Branches {
  return ids.length > 1 ? { [name]: ids } : {};
}

/** The newest leaf below a turn: where choosing that branch leads. */
export function leafBelow(turns: Iterable<Turn>, turnId: TurnId): TurnId {
  const newestChild = new Map<TurnId, Turn>();
  for (const turn of turns) {
    if (!turn.parentTurnId || !isBranch(turn)) continue;
    const known = newestChild.get(turn.parentTurnId);
    if (!known || byAge(known, turn) < 0) newestChild.set(turn.parentTurnId, turn);
  }
  let leaf = turnId;
  for (let child = newestChild.get(leaf); child; child = newestChild.get(leaf)) {
    newestChild.delete(leaf);
    leaf = child.id;
  }
  return leaf;
}

function isBranch(turn: Turn): boolean {
  return turn.foreground && turn.startedAt !== undefined;
}

/** By when they started: a branch that waited long is still the newest. The id decides between equals, so that everybody sees the same order. */
function byAge(a: Turn, b: Turn): number {
  const [one, other] = [a.startedAt ?? "", b.startedAt ?? ""];
  if (one !== other) return one < other ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
