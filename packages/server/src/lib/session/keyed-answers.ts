// Answers to questions with a key: who tries a turn again is not asked what was answered before.
import type { AskAnswer, AskSpec, TurnId } from "@colloquy/protocol";

/** An answer to a keyed question and the words of that; a press and an approval with what was asked for. */
export type StoredAnswer = AskAnswer & { readonly question?: string; readonly asked?: AskSpec };

/** How many are remembered: nobody goes back to a turn that failed so long ago. */
const REMEMBERED = 500;

/** The answers of one session, by the turn that was tried first and by key. */
export class KeyedAnswers {
  readonly #texts: Map<string, string>;

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(texts));
  }

  get(origin: TurnId, key: string): StoredAnswer | undefined {
    const text = this.#texts.get(nameOf(origin, key));
    if (text === undefined) return undefined;
    // Records of before there were other kinds name none.
    return { kind: "text", ...(JSON.parse(text) as object) } as StoredAnswer;
  }

  remember(origin: TurnId, key: string, answer: StoredAnswer): void {
    this.#texts.set(nameOf(origin, key), JSON.stringify(answer));
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= REMEMBERED) return;
      this.#texts.delete(oldest);
    }
  }

  /** Whoever asks again under this key is not given that answer any more. */
  forget(origin: TurnId, key: string): void {
    this.#texts.delete(nameOf(origin, key));
  }

  /** Nobody tries this turn again. */
  forgetTurn(origin: TurnId): void {
    for (const name of this.#texts.keys()) if (name.startsWith(nameOf(origin, ""))) this.#texts.delete(name);
  }

  /** For the session record. */
  toRecord(): Record<string, string> {
    return Object.fromEntries(this.#texts);
  }
}

function nameOf(turnId: TurnId, key: string): string {
  return `${turnId}:${key}`;
}
