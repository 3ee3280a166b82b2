// Asking the app something while somebody waits for their chat: outside of any chat, with a time limit, never thrown.
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import { runOutside } from "../session/context.ts";
import type { Texts } from "../texts.ts";
import { runWithTexts } from "../texts-context.ts";
import type { HandlerName } from "./handlers.ts";

/** Parts that asking needs. */
export interface AskParts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** What `translate` says meanwhile. */
  readonly texts: Texts;
}

/** How somebody's app is asked. */
export interface AskOptions {
  readonly limitMs: number;
  /** Of the person who waits. */
  readonly language: string;
}

/** What the app answered; `failed` when it threw or took too long, which is in the log. */
export type AppAnswer<Value> = { readonly value: Value } | { readonly failed: unknown };

/** Asks a handler. What it answers after `limitMs` is not heard any more. */
export async function askApp<Value>(
  handler: HandlerName,
  ask: () => Value | Promise<Value>,
  { clock, logger, texts }: AskParts,
  { limitMs, language }: AskOptions,
): Promise<AppAnswer<Value>> {
  let timer: { cancel(): void } | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = clock.setTimeout(() => reject(new Error(`${handler} did not answer within ${limitMs / 1000} s.`)), limitMs);
  });
  try {
    return { value: await Promise.race([runOutside(() => runWithTexts({ texts, language }, async () => ask())), tooLate]) };
  } catch (error) {
    logger.error({ err: error, handler }, `${handler} threw an error`);
    return { failed: error };
  } finally {
    timer?.cancel();
  }
}
