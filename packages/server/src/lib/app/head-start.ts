// What a person said is written first, then answered. A handler that ends the process, or never gives the event loop back, would else be met
// again after each restart: the page sends once more what was not acknowledged.
import type { TurnId } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** How long an answer waits for its message to be stored, in milliseconds. With a store that is slow or away the chat goes on. */
const HEAD_START_MS = 250;

/** Keeps a queued turn back until its message is written, or that takes too long. What goes wrong with it is told by who awaits it. */
export async function headStart({ turns, services: { clock } }: Session, turnId: TurnId, written: Promise<unknown>): Promise<void> {
  let timer: { cancel(): void } | undefined;
  const soon = new Promise<void>((resolve) => {
    timer = clock.setTimeout(resolve, HEAD_START_MS);
  });
  turns.keepBack(turnId);
  await Promise.race([written.catch(() => undefined), soon]);
  timer?.cancel();
  turns.letGo(turnId);
}
