// How a request over a socket that failed is answered. What is for whoever runs the app gets a reference, and stands in the log under it.
import { ChatError, isChatError } from "@colloquy/protocol";
import type { Logger } from "../logger.ts";
import { isForOperators, withoutInsides } from "../shown-error.ts";
import { randomReference } from "./error-reference.ts";

interface RefusalOptions {
  readonly logger: Logger;
  /** In development people see errors as they are. */
  readonly dev: boolean;
  /** What the log says of it beside the error. */
  readonly facts?: object;
}

/** What a client is told of whatever was thrown. */
export function toRefused(error: unknown, { logger, dev, facts }: RefusalOptions): ChatError {
  if (isChatError(error) && !isForOperators(error)) return error;
  const reference = randomReference();
  logger.error({ err: error, reference, ...facts }, "a request failed");
  if (!isChatError(error)) return new ChatError("INTERNAL", `Something went wrong on the server (${reference}).`);
  return dev ? error : withoutInsides(error, reference);
}
