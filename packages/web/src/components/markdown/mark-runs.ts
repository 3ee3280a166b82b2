// Marks above and below letters, as many as somebody put there. A browser draws a run of them in a time that grows with its square: a letter with
// forty thousand keeps a page busy for half a minute. No script needs more than a few; of a longer run the first are drawn.

const MOST = 30;
/** Stands where a mark was left out: there is nothing to see of it, it ends the run, and every place in the text stays what it was. */
const NOTHING = "\u200b";
const MARK = /\p{M}/u;
const BEGINS = /^\p{M}/u;
const RUNS = /\p{M}+/gu;

/** Reads a text piece by piece, as it is to be drawn. */
export class MarkRuns {
  /** How many marks the text ends in so far. */
  #run = 0;

  read(text: string): string {
    if (text === "") return text;
    const before = this.#run;
    this.#run = 0;
    if (!MARK.test(text)) return text;
    return text.replace(RUNS, (marks: string, at: number) => {
      const all = Array.from(marks);
      const already = at === 0 ? before : 0;
      if (at + marks.length === text.length) this.#run = already + all.length;
      const kept = all.slice(0, Math.max(0, MOST - already)).join("");
      return kept + NOTHING.repeat(marks.length - kept.length);
    });
  }

  reset(): void {
    this.#run = 0;
  }
}

/** A text that stands behind another one, as it is to be drawn there: marks that were written by name come one by one. */
export function thinMarksAfter(before: string, text: string): string {
  if (!BEGINS.test(text)) return text;
  const runs = new MarkRuns();
  runs.read(before.slice(-2 * MOST));
  return runs.read(text);
}

/** A whole text as it is to be drawn. */
export function thinMarks(text: string): string {
  return new MarkRuns().read(text);
}
