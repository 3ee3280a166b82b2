// Inline Markdown that is half written, read so that it looks as it will when it is finished: what is open is taken as closed,
// and what may yet become something else is not shown. The result is only shown, never kept: a sealed block is read from its own text.
import type { Definitions } from "./definitions.ts";
import { InlineTree } from "./inline-html.ts";
import { build, type Item } from "./inline-items.ts";
import type { Inline, InlineOptions } from "./inline-node.ts";
import { closeWhole, openRuns, pairRuns, type Run } from "./inline-runs.ts";
import { InlineScanner, type Scan } from "./inline-scanner.ts";

export interface LiveReading {
  readonly nodes: Inline[];
  /** Plain text that follows can be put at the end of the last text node: nothing was held back, and that text is not an address. */
  readonly open: boolean;
  /** Nothing is open at the end: what came before can be settled. */
  readonly settled: boolean;
}

/** An address longer than this that is still being written is read again with each word. */
const LONG_WORD = 300;

/** Reads the tail of a paragraph that is being written. */
export function readLive(source: string, options: InlineOptions, definitions: Definitions): LiveReading {
  const scan = new InlineScanner(source, options, definitions, true).read();
  let held = dropImage(scan) || scan.ending === "held";
  const last = takeLast(scan, source);
  const inLink = openLink(scan, last);
  const openers = inLink?.openers ?? pairRuns(scan.runs);
  const closed = last !== undefined && closeWhole(openers, last.run);
  if (last && closed) last.items.push({ kind: "run", run: last.run });
  else if (last) held = true;
  openRuns(openers);
  if (inLink) openRuns(pairRuns(scan.runs));
  const tree = new InlineTree(options.root);
  build(scan.items, tree);
  const inText = scan.ending === "code" || endsInWords(last?.items ?? inLink?.items ?? scan.items);
  const open = !held && inText && !/www\.|:\/|[:@([<&]/i.test(lastWord(source));
  return { nodes: tree.finish(), open, settled: !held && !inLink && openers.length === 0 && scan.ending === undefined };
}

/** An image shows once it is whole, and with it what stands after it. */
function dropImage({ items, runs, brackets }: Scan): boolean {
  const at = brackets.findIndex(({ image }) => image);
  const bracket = brackets[at];
  if (!bracket) return false;
  items.length = bracket.items - 1;
  runs.length = bracket.runs;
  brackets.length = at;
  return true;
}

interface Last {
  readonly run: Run;
  /** The pieces it stood at the end of. */
  items: Item[];
}

/** Takes the run of marks at the very end: it may close, open, or grow. */
function takeLast({ items, runs }: Scan, source: string): Last | undefined {
  const last = items.at(-1);
  if (last?.kind !== "run" || source.at(-1) !== last.run.character) return undefined;
  items.pop();
  runs.pop();
  return { run: last.run, items };
}

/** Makes a link of the words after the last open bracket; links do not nest, so what brackets are around it stay brackets. */
function openLink({ items, runs, brackets, linked }: Scan, last: Last | undefined): { openers: Run[]; items: Item[] } | undefined {
  const bracket = brackets.at(-1);
  if (!bracket || brackets.length <= linked) return undefined;
  const inner = items.splice(bracket.items);
  items.pop();
  if (last) last.items = inner;
  if (inner.length > 0 || last) items.push({ kind: "link", href: undefined, title: undefined, items: inner });
  return { openers: pairRuns(runs.splice(bracket.runs)), items: inner };
}

function endsInWords(items: readonly Item[]): boolean {
  return items.at(-1)?.kind === "text";
}

function lastWord(source: string): string {
  let start = source.length;
  const limit = Math.max(0, start - LONG_WORD);
  while (start > limit && !/\s/.test(source[start - 1] ?? "")) start -= 1;
  return source.slice(start);
}
