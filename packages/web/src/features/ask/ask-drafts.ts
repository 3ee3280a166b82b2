// What a person began to answer. Every place that shows the question has the same of it; what is worth it is kept on this device until the
// question is closed: a reload and a look into another chat take nothing.
import type { AskId } from "@colloquy/protocol";

/** Forms keep what is in them under a key of their own. */
const PREFIXES = ["colloquy:ask:", "colloquy:form:"] as const;
const [PREFIX] = PREFIXES;
const SAVE_AFTER_MS = 250;

/** One thing that is begun, by its name, and what of it is kept. */
export interface DraftKind<Value> {
  readonly name: string;
  /** Makes sense of what was kept, whatever it is. */
  readonly read: (kept: unknown) => Value;
  /** Undefined is not worth keeping. By default all of it is kept. */
  readonly keep?: (value: Value) => unknown;
}

/** An external store for every place that shows the question. */
export class AskDraft<Value> {
  readonly #askId: AskId;
  readonly #kind: DraftKind<Value>;
  readonly #listeners = new Set<() => void>();
  #value: Value;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(askId: AskId, kind: DraftKind<Value>) {
    this.#askId = askId;
    this.#kind = kind;
    this.#value = kind.read(readAll(askId)[kind.name]);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) window.addEventListener("pagehide", this.write);
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      window.removeEventListener("pagehide", this.write);
      this.write();
    };
  };

  readonly get = (): Value => this.#value;

  readonly change = (next: Value): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.write, SAVE_AFTER_MS);
    this.#value = next;
    for (const listener of this.#listeners) listener();
  };

  /** Writes down what waits for a pause. */
  readonly write = (): void => {
    if (this.#timer === undefined) return;
    this.drop();
    const { name, keep = (value) => value } = this.#kind;
    const all = { ...readAll(this.#askId), [name]: keep(this.#value) };
    try {
      if (Object.values(all).every((one) => one === undefined)) localStorage.removeItem(PREFIX + this.#askId);
      else localStorage.setItem(PREFIX + this.#askId, JSON.stringify(all));
    } catch {
      // A full or forbidden storage costs what a reload would have kept, nothing that was sent.
    }
  };

  /** What waits to be written is not. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Of the questions that are open, by their names. */
const begun = new Map<AskId, Map<string, AskDraft<unknown>>>();

/** The one draft of this name that the question has on this page. */
export function askDraft<Value>(askId: AskId, kind: DraftKind<Value>): AskDraft<Value> {
  const ofAsk = begun.get(askId) ?? new Map<string, AskDraft<unknown>>();
  begun.set(askId, ofAsk);
  // A name is one kind's, and with it the type.
  const known = ofAsk.get(kind.name) as AskDraft<Value> | undefined;
  const draft = known ?? new AskDraft(askId, kind);
  ofAsk.set(kind.name, draft as AskDraft<unknown>);
  return draft;
}

/** The question is closed: nothing of it is kept any longer. */
export function dropAskDrafts(askId: AskId): void {
  for (const draft of begun.get(askId)?.values() ?? []) draft.drop();
  begun.delete(askId);
  try {
    for (const prefix of PREFIXES) localStorage.removeItem(prefix + askId);
  } catch {
    // Then nothing was kept either.
  }
}

function readAll(askId: AskId): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + askId) ?? "null");
    return typeof kept === "object" && kept !== null ? (kept as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {}; // Storage may be forbidden; what was begun then lives as long as the page.
  }
}
