// One forgotten `await` must not end the process, and with it everybody's chats: a rejection that nobody handles is told, and the
// server goes on. An exception that nobody catches still ends it: after that, nothing can be relied on.
import type { Logger } from "../logger.ts";
import { currentContext } from "../session/context.ts";
import { isAbortError } from "../session/turns.ts";

const MESSAGE = "a promise was rejected and nothing waited for it: put await before the call, or catch its error";

/** Tells lost rejections in the log, with the chat they come from where it is known. Returns how to stop. */
export function tellLostRejections(logger: Logger): () => void {
  const tell = (reason: unknown): void => {
    const context = currentContext();
    const fields = { err: reason, ...(context && { sessionId: context.session.id, turnId: context.turnId }) };
    // What the rest of a stopped turn throws is meant for nobody.
    if (isAbortError(reason)) logger.debug(fields, MESSAGE);
    else logger.error(fields, MESSAGE);
  };
  process.on("unhandledRejection", tell);
  return () => void process.off("unhandledRejection", tell);
}
