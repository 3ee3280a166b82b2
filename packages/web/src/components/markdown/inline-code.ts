// Code spans: a run of backticks ends at the next run of the same length.

export class CodeSpans {
  readonly #text: string;
  /** Where runs of each length begin, in order; made when the first backtick is met. */
  #runs: Map<number, number[]> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The span that begins with the backticks at an index, which only grows from call to call; without `text`, they are only backticks. */
  at(index: number): { readonly text: string | undefined; readonly end: number } {
    const start = endOfRun(this.#text, index);
    this.#runs ??= runsOf(this.#text);
    const same = this.#runs.get(start - index);
    // What was passed is never asked for again.
    while (same && (same.at(-1) ?? start) < start) same.pop();
    const stop = same?.at(-1);
    if (stop === undefined) return { text: undefined, end: start };
    const inner = this.#text.slice(start, stop).replaceAll("\n", " ");
    const padded = inner.startsWith(" ") && inner.endsWith(" ") && /[^ ]/.test(inner);
    return { text: padded ? inner.slice(1, -1) : inner, end: stop + start - index };
  }
}

/** Where runs of each length begin, the first one last. */
function runsOf(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (let at = text.indexOf("`"); at >= 0; ) {
    const end = endOfRun(text, at);
    const same = runs.get(end - at);
    if (same) same.push(at);
    else runs.set(end - at, [at]);
    at = text.indexOf("`", end);
  }
  for (const same of runs.values()) same.reverse();
  return runs;
}

function endOfRun(text: string, from: number): number {
  let end = from;
  while (text[end] === "`") end += 1;
  return end;
}
