// Inline text that was read before: rows of a long chat come and go, and their blocks are not read anew each time.
import type { Definitions } from "./definitions.ts";
import { parseInline } from "./inline.ts";
import type { Inline, InlineOptions } from "./inline-node.ts";

const LIMIT = 2_000;
/** Longer texts are read anew: they would fill the memory that the many short ones need. */
const LONG = 20_000;
const cache = new Map<string, Inline[]>();

/** Reads inline Markdown, or gives what reading it gave before. `known` is what the labels in it were defined as. */
export function cachedInline(source: string, options: InlineOptions, at: { definitions: Definitions; known: string }): Inline[] {
  if (source.length > LONG) return parseInline(source, options, at.definitions);
  const key = `${options.latex ? 1 : 0}${options.html ? 1 : 0}${options.root ?? ""}\0${at.known}\0${source}`;
  const found = cache.get(key);
  if (found) {
    // Used again, so the last to go.
    cache.delete(key);
    cache.set(key, found);
    return found;
  }
  const nodes = parseInline(source, options, at.definitions);
  cache.set(key, nodes);
  if (cache.size > LIMIT)
    for (const oldest of cache.keys()) {
      cache.delete(oldest);
      break;
    }
  return nodes;
}
