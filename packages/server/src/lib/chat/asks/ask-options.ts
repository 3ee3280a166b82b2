// What every question has beside what it asks for: how long it waits, what it is called, who asks.
import { ChatError } from "@colloquy/protocol";
import { checkOptions, either, flag, type Kind, nothing, number, signal, text } from "../../check-given.ts";
import type { AskKey } from "./ask-key.ts";

/** How a question behaves. */
export interface AskOptions {
  /** Seconds until the question closes. Default null: it waits for as long as it takes. */
  readonly timeout?: number | null;
  /** How many seconds more the person gets who asks for more time; false for none. Default: as long as the timeout. */
  readonly extend?: number | false;
  /** Names the question in its turn: Try again gives the same key the same answer, without asking again, and `onAskAnswer` knows it by that. */
  readonly key?: AskKey;
  /** Takes the question back when it aborts; the call throws its reason. */
  readonly signal?: AbortSignal;
  /** Throws ASK_TIMED_OUT instead of returning undefined. Default false. */
  readonly raiseOnTimeout?: boolean;
  /** Who asks. Default: the app's name. */
  readonly author?: string;
  /** The message box takes nothing else until it is answered. Default false: what is sent meanwhile waits in the queue. */
  readonly blocks?: boolean;
}

const OPTIONS: Readonly<Record<keyof AskOptions, Kind>> = {
  timeout: either(number, nothing),
  extend: either(number, { words: "false", fits: (value) => value === false }),
  key: text,
  signal,
  raiseOnTimeout: flag,
  author: text,
  blocks: flag,
};

/** What a question says, in words. */
export const saying: Kind = { words: "a text that says something", fits: (value) => typeof value === "string" && value.trim() !== "" };

/** Throws BAD_INPUT for options that no question has, and for times that are none. */
export function checkAskOptions(place: string, options: AskOptions, known: Readonly<Record<string, Kind>> = {}): void {
  checkOptions(place, options, { ...OPTIONS, ...known });
  const { timeout, extend } = options ?? {};
  checkSeconds(place, "timeout", timeout ?? undefined);
  checkSeconds(place, "extend", extend === false ? undefined : extend);
}

function checkSeconds(place: string, name: string, seconds: number | undefined): void {
  if (seconds === undefined || (Number.isFinite(seconds) && seconds > 0 && seconds <= MAX_SECONDS)) return;
  throw new ChatError(
    "BAD_INPUT",
    `${place}: ${name} must be a positive number of seconds, at most a hundred years; ${name === "timeout" ? "null waits for ever" : "false gives no more"}.`,
  );
}

const MAX_SECONDS = 100 * 366 * 86_400;

/** The times of a question that is put now. */
export function timesOf({ timeout, extend }: AskOptions, now: number): { readonly deadlineAt: string | null; readonly extendBy?: number } {
  if (timeout === undefined || timeout === null) return { deadlineAt: null };
  const deadlineAt = new Date(now + timeout * 1000).toISOString();
  return extend === false ? { deadlineAt } : { deadlineAt, extendBy: extend ?? timeout };
}
