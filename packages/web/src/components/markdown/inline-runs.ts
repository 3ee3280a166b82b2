// Pairs the runs of `*`, `_` and `~~` of a stretch of text, as CommonMark says, in one pass: each run is looked at a bounded number of times.

export type MarkTag = "em" | "strong" | "del";

/** A run of marks. What it opens and closes is written into it when it is paired; what is left of it is text. */
export interface Run {
  readonly character: string;
  /** How long it was written. */
  readonly written: number;
  readonly opens: boolean;
  readonly closes: boolean;
  /** How many marks nobody has taken. */
  left: number;
  /** What ends here, innermost first. */
  ending: number;
  /** What begins here, innermost first. */
  readonly beginning: MarkTag[];
}

interface Opener {
  readonly run: Run;
  readonly at: number;
}

/** Pairs the runs of one stretch, in the order they were written. Returns those that something may still close. */
export function pairRuns(runs: readonly Run[]): Run[] {
  const openers: Opener[] = [];
  /** Per kind of closer: no opener for it stands at or before this place. */
  const nothingUpTo = new Map<string, number>();
  runs.forEach((run, at) => {
    const kind = `${run.character}${run.opens}${run.written % 3}`;
    while (run.closes && run.left > 0) {
      const floor = nothingUpTo.get(kind) ?? -1;
      let top = openers.length - 1;
      while (top >= 0 && (openers[top]?.at ?? -1) > floor && !fits(openers[top]?.run, run)) top -= 1;
      const opener = openers[top];
      if (!opener || opener.at <= floor) {
        nothingUpTo.set(kind, at - 1);
        break;
      }
      take(opener.run, run);
      openers.length = opener.run.left > 0 ? top + 1 : top;
    }
    if (run.opens && run.left > 0) openers.push({ run, at });
  });
  return openers.map(({ run }) => run);
}

/** Closes with a run at the very end what it closes whole: more marks may follow it. Tells whether it closed anything. */
export function closeWhole(openers: Run[], closer: Run): boolean {
  const at = openers.findLastIndex((opener) => fits(opener, closer));
  const opener = openers[at];
  if (opener?.left !== closer.left) return false;
  while (closer.left > 0) take(opener, closer);
  openers.length = at;
  return true;
}

/** Lets runs that nothing has closed yet begin what they most likely will. */
export function openRuns(openers: readonly Run[]): void {
  for (const run of openers) {
    while (run.left > 0) {
      const count = run.left >= 2 ? 2 : 1;
      run.left -= count;
      run.beginning.push(tagOf(run, count));
    }
  }
}

function fits(opener: Run | undefined, closer: Run): boolean {
  if (!opener || opener.character !== closer.character) return false;
  if (!(opener.closes || closer.opens)) return true;
  return (opener.written + closer.written) % 3 !== 0 || (opener.written % 3 === 0 && closer.written % 3 === 0);
}

function take(opener: Run, closer: Run): void {
  const count = opener.left >= 2 && closer.left >= 2 ? 2 : 1;
  opener.left -= count;
  closer.left -= count;
  closer.ending += 1;
  opener.beginning.push(tagOf(opener, count));
}

function tagOf(run: Run, count: number): MarkTag {
  if (run.character === "~") return "del";
  return count === 2 ? "strong" : "em";
}
