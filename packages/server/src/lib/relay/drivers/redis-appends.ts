// Appends of many sessions go to Redis together. Each alone is a script to be begun, an answer to be read and a promise for each of these steps, and
// takes node and Redis several times as long as the text that is in it.

import { unavailable } from "../../patience.ts";
import type { RedisLines } from "../../redis/redis-lines.ts";
import type { AppendStep, StepResult } from "../relay-driver.ts";
import { LOG_MS, OWNER_MS, type Reply, toResult } from "./redis-replies.ts";
import { APPEND } from "./redis-scripts.ts";

/** Redis does nothing else while it runs a script. */
const MOST_SESSIONS = 200;
/** In UTF-16 units of what entries say; one session may have more. */
const MOST_UNITS = 512 * 1024;

interface Waiting {
  readonly keys: readonly [owner: string, log: string];
  readonly channel: string;
  readonly step: AppendStep;
  readonly resolve: (result: StepResult) => void;
  readonly reject: (error: unknown) => void;
}

/** All went well, or one for each; 2 says that Redis objected, and to what. */
type Replies = 1 | readonly (Reply | readonly [2, error: string])[];

/** One node's appends. What comes while some are on their way goes with the next ones, so they are the more the busier the node is. */
export class RedisAppends {
  readonly #lines: RedisLines;
  #waiting: Waiting[] = [];
  #isDue = false;
  /** The last time more than one went. */
  #isBusy = false;

  constructor(lines: RedisLines) {
    this.#lines = lines;
  }

  append(keys: Waiting["keys"], channel: string, step: AppendStep): Promise<StepResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ keys, channel, step, resolve, reject });
      if (this.#isDue) return;
      this.#isDue = true;
      // Where many speak, each turn of the loop has several of them; where one does, a turn of the loop costs more than its append.
      if (this.#isBusy) setImmediate(this.#send);
      else queueMicrotask(this.#send);
    });
  }

  readonly #send = (): void => {
    const batch = this.#take();
    if (batch.length === 0) {
      this.#isDue = false;
      return;
    }
    this.#isBusy = batch.length > 1;
    this.#lines
      .run<Replies>(
        "logs",
        APPEND,
        batch.flatMap(({ keys }) => keys),
        toArgs(batch),
      )
      .then(
        (replies) => {
          for (const [index, one] of batch.entries()) answer(one, replies === 1 ? [1] : replies[index]);
          this.#send();
        },
        (error: unknown) => {
          for (const { reject } of batch) reject(error);
          this.#send();
        },
      );
  };

  #take(): readonly Waiting[] {
    let units = 0;
    let count = 0;
    for (const { step } of this.#waiting) {
      for (const { body } of step.entries) units += body.length;
      if (count === MOST_SESSIONS || (count > 0 && units > MOST_UNITS)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }
}

function toArgs(batch: readonly Waiting[]): (string | number)[] {
  const args: (string | number)[] = [OWNER_MS, LOG_MS];
  for (const { channel, step } of batch) {
    args.push(step.node, step.epoch, channel, step.forget, step.written, step.isRepeat ? 1 : 0, step.entries.length);
    for (const { at, body } of step.entries) args.push(at, body);
  }
  return args;
}

function answer({ resolve, reject }: Waiting, reply: Reply | readonly [2, error: string] | undefined): void {
  if (reply === undefined || reply[0] === 2) reject(unavailable("Redis refused a step.", reply && new Error(reply[1])));
  else resolve(toResult(reply));
}
