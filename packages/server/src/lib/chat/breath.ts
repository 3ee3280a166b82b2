// A model that answers from memory never leaves the queue of promises, and sockets would wait for it. So work that may be long gives way now
// and then. Only what goes on by itself does: a thousand streams whose models are elsewhere leave the queue each time they wait for them, and
// would lose the merging of what is late if each of their tokens waited for all the others.

/** The loop is asked whether it turns once it has not been heard of for so long. */
const UNKNOWN_MS = 4;
/** So long somebody may go on within one turn of the loop. */
const BUSY_MS = 8;

/** When the loop was last seen to turn, and what resolves when it does next; undefined while nobody has asked. */
let turnedAt = 0;
let asked: Promise<void> | undefined;

/** One piece of work that goes on: a stream, a search. */
export class Breath {
  /** In which turn it was seen last, and since when. */
  #turn: Promise<void> | undefined;
  #since = 0;

  /** Something to wait for when this work has kept the process from its sockets; undefined, at no cost, when it has not. */
  take(): Promise<void> | undefined {
    const now = performance.now();
    if (!asked) {
      if (now - turnedAt >= UNKNOWN_MS) asked = nextTurn();
      return undefined;
    }
    if (this.#turn !== asked) {
      this.#turn = asked;
      this.#since = now;
      return undefined;
    }
    return now - this.#since < BUSY_MS ? undefined : asked;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => {
      asked = undefined;
      turnedAt = performance.now();
      resolve();
    });
  });
}
