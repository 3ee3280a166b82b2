// What was answered lately. The same answer sent again, because its acknowledgement was lost, is the same answer: also after a restart, and
// when its question has left the window.
import { createHash } from "node:crypto";
import type { AskAnswer, AskId } from "@colloquy/protocol";

/** How many are remembered: nobody waits for the acknowledgement of more. */
const REMEMBERED = 100;

/** The newest answers of one session, as sums. */
export class GivenAnswers {
  readonly #sums: Map<string, string>;

  constructor(sums: Readonly<Record<string, string>>) {
    this.#sums = new Map(Object.entries(sums));
  }

  /** Notes an answer as it came, before anything was made of it. */
  note(askId: AskId, answer: AskAnswer): void {
    this.#sums.set(askId, sumOf(answer));
    for (const oldest of this.#sums.keys()) {
      if (this.#sums.size <= REMEMBERED) return;
      this.#sums.delete(oldest);
    }
  }

  has(askId: AskId, answer: AskAnswer): boolean {
    return this.#sums.get(askId) === sumOf(answer);
  }

  /** For the session record. */
  toRecord(): Record<string, string> {
    return Object.fromEntries(this.#sums);
  }
}

function sumOf(answer: AskAnswer): string {
  // What is typed has an id of its own.
  const told = answer.kind === "text" ? answer.stepId : JSON.stringify(answer);
  return createHash("sha256").update(told).digest("base64url");
}
