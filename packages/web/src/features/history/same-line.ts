// Whether a line of the list looks and does the same as before. Its time, and whether something runs or waits in the chat, are shown by another
// part of it.
import type { ThreadSummary } from "@colloquy/protocol";

interface Line {
  readonly thread: ThreadSummary;
}

/** For `memo`: all else of the props by identity, the chat by what is said of it. */
export function isSameLine<Props extends Line>(before: Props, after: Props): boolean {
  const { thread: one, ...rest } = before;
  const { thread: other, ...others } = after;
  const names = new Set([...Object.keys(rest), ...Object.keys(others)]) as Set<keyof typeof rest>;
  for (const name of names) if (!Object.is(rest[name], others[name])) return false;
  return one === other || wordsOf(one) === wordsOf(other);
}

function wordsOf({ updatedAt: _updated, running: _running, waits: _waits, waitsUntil: _until, ...line }: ThreadSummary): string {
  return JSON.stringify(Object.entries(line).sort(([one], [other]) => (one < other ? -1 : 1)));
}
