// Reading the tree of turns: which turns lie on the path to a leaf, which share a parent, which hang beside.
import type { TurnId } from "../ids.ts";
import type { Turn } from "../turn.ts";

/** The foreground turns from the root to the leaf, oldest first. */
export function activePath(turns: Iterable<Turn>, leafTurnId: TurnId | undefined): Turn[] {
  const byId = new Map([...turns].map((turn) => [turn.id, turn]));
  const path: Turn[] = [];
  const seen = new Set<TurnId>();
  for (let turn = leafTurnId && byId.get(leafTurnId); turn && !seen.has(turn.id); turn = turn.parentTurnId && byId.get(turn.parentTurnId)) {
    seen.add(turn.id);
    path.unshift(turn);
  }
  return path;
}

/** All started foreground turns with the same parent as this one, oldest first. */
export function siblingsOf(turns: Iterable<Turn>, turn: Turn): TurnId[] {
  return [...turns]
    .filter((other) => other.foreground && other.startedAt !== undefined && other.parentTurnId === turn.parentTurnId)
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1))
    .map((other) => other.id);
}

/** The newest leaf below a turn: where choosing that branch leads. */
export function leafBelow(turns: Iterable<Turn>, turnId: TurnId): TurnId {
  const all = [...turns];
  let leaf = turnId;
  for (;;) {
    const children = all.filter((turn) => turn.foreground && turn.startedAt !== undefined && turn.parentTurnId === leaf);
    const newest = children.reduce<Turn | undefined>(
      (latest, turn) => (!latest || turn.createdAt >= latest.createdAt ? turn : latest),
      undefined,
    );
    if (!newest) return leaf;
    leaf = newest.id;
  }
}
