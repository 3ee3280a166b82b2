// What only a live session knows of a line in a list: whether something runs in the chat, and a title that is being written.
import type { ThreadSummary } from "@colloquy/protocol";
import { growingTitleOf } from "./growing-title.ts";
import type { SessionRegistry } from "./session-registry.ts";

/** The line as it is now. A turn that waits for the person does not run: the list says that it waits. */
export function withRunning(registry: Pick<SessionRegistry, "byThread">, summary: ThreadSummary): ThreadSummary {
  const session = registry.byThread(summary.id);
  const running = session?.turns.running.some(({ waiting, turn }) => waiting === 0 && turn.foreground);
  const name = growingTitleOf(session);
  return running || name !== undefined ? { ...summary, ...(running && { running }), ...(name !== undefined && { name }) } : summary;
}
