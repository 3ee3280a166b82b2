// How the servers under measurement stream, so that all of them do the same work at the same time.
import { setImmediate, setTimeout as sleep } from "node:timers/promises";

/** What a client asks for: so many tokens, so many a second; 0 is as fast as it goes. */
export interface StreamPlan {
  readonly tokens: number;
  readonly perSecond: number;
  /** Tokens carry the time they were made, on the clock that all processes of one machine share. */
  readonly stamped?: boolean;
  /** After the first token the stream waits until the gate opens: so all of them have begun before any goes on. */
  readonly gated?: boolean;
}

let open: () => void = () => undefined;
let gate = newGate();

/** Lets go on all streams that wait at the gate; those that come later wait for the next time. */
export function openGate(): void {
  open();
  gate = newGate();
}

function newGate(): Promise<void> {
  return new Promise((resolve) => {
    open = resolve;
  });
}

/** Twenty units, as wide as a stamp. */
const TOKEN = "measured token here ";

/** The tokens of a plan, each at its time. */
export async function* tokensOf({ tokens, perSecond, stamped = false, gated = false }: StreamPlan): AsyncGenerator<string> {
  if (gated) {
    yield TOKEN;
    await gate;
  }
  // Streams of real people are not in step. In step, the first write of a tick wakes the reader for all others, and each costs a fraction.
  const began = performance.now() + (perSecond === 0 ? 0 : (Math.random() * 1000) / perSecond);
  let gaveWay = performance.now();
  for (let index = gated ? 1 : 0; index < tokens; index += 1) {
    const now = performance.now();
    const early = perSecond === 0 ? 0 : began + (index * 1000) / perSecond - now;
    if (early > 0) await sleep(early);
    else if (now - gaveWay > 8) {
      // A model that answers at once would never let the process look at its sockets.
      await setImmediate();
      gaveWay = performance.now();
    }
    yield stamped ? process.hrtime.bigint().toString().padStart(20, " ") : TOKEN;
  }
}

/** How many units one token has. */
export const TOKEN_UNITS = TOKEN.length;
