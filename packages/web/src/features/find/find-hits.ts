// Where a text stands in a chat: message by message, oldest first, in the folding of every search.
import { findWords, foldText, type StepId } from "@colloquy/protocol";

/** A message as far as it is searched. */
export interface Searched {
  readonly id: StepId;
  readonly text: string;
}

/** One place: the message, and the how manieth in it. */
export interface Hit {
  readonly stepId: StepId;
  readonly nth: number;
}

/** More is not told apart. */
const MOST = 5_000;

/** Finds in messages that grow: what did not change since is not looked through again. */
export class HitFinder {
  #wanted = "";
  #counts = new Map<StepId, { readonly text: string; readonly count: number }>();

  find(messages: Iterable<Searched>, query: string): Hit[] {
    const wanted = foldText(query);
    const known = wanted === this.#wanted ? this.#counts : new Map<StepId, { text: string; count: number }>();
    const counts = new Map<StepId, { readonly text: string; readonly count: number }>();
    const hits: Hit[] = [];
    if (wanted.trim() !== "")
      for (const { id, text } of messages) {
        const before = known.get(id);
        const entry = before?.text === text ? before : { text, count: findWords(text, [wanted]).length };
        counts.set(id, entry);
        for (let nth = 0; nth < entry.count && hits.length < MOST; nth++) hits.push({ stepId: id, nth });
      }
    this.#wanted = wanted;
    this.#counts = counts;
    return hits;
  }
}

/** The place to go on from: the same one when it is still there, else the next one in its message or behind it. */
export function keepPlace(hits: readonly Hit[], at: Hit | undefined, order: readonly StepId[]): number {
  if (!at || hits.length === 0) return hits.length - 1;
  const same = hits.findIndex(({ stepId, nth }) => stepId === at.stepId && nth === at.nth);
  if (same >= 0) return same;
  const place = order.indexOf(at.stepId);
  const next = hits.findIndex(({ stepId }) => order.indexOf(stepId) >= place);
  return next >= 0 ? next : hits.length - 1;
}
