// The texts that apply where an author's code runs outside of any chat, while somebody waits for theirs.
// It lives under a global symbol, because an app and the command line may each bring a copy of the framework.
import { AsyncLocalStorage } from "node:async_hooks";
import type { Texts } from "./texts.ts";

/** Whose texts, and in which language. */
export interface SpokenTexts {
  readonly texts: Texts;
  readonly language: string;
}

const STORAGE_KEY = Symbol.for("colloquy/1/texts");

function storage(): AsyncLocalStorage<SpokenTexts> {
  const holder = globalThis as { [STORAGE_KEY]?: AsyncLocalStorage<SpokenTexts> };
  return (holder[STORAGE_KEY] ??= new AsyncLocalStorage<SpokenTexts>());
}

/** Runs a function for a person of this language; `translate` speaks it there. */
export function runWithTexts<Result>(spoken: SpokenTexts, fn: () => Result): Result {
  return storage().run(spoken, fn);
}

export function currentTexts(): SpokenTexts | undefined {
  return storage().getStore();
}
