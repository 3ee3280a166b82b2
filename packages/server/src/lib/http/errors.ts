// How a request that failed is answered: our routes say code, message and fix; Chainlit's say `detail`. What nobody expected gets a
// reference, which is in the log too.
import { ChatError, type ErrorBody, isChatError } from "@colloquy/protocol";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { randomReference } from "../app/error-reference.ts";
import type { Logger } from "../logger.ts";
import { isForOperators, withoutInsides } from "../shown-error.ts";
import type { HttpContext } from "./http-deps.ts";

/** A refusal on one of Chainlit's routes, with the status their clients know. */
export class Refusal extends Error {
  readonly status: number;
  /** A sentence, or for a body or query that is not valid the list of what is wrong with it. */
  readonly detail: unknown;

  constructor(status: number, detail: unknown) {
    super(typeof detail === "string" ? detail : "The request is not valid.");
    this.name = "Refusal";
    this.status = status;
    this.detail = detail;
  }
}

interface AnswerOptions {
  readonly logger: Logger;
  readonly rootPath: string;
  /** In development people see errors as they are. */
  readonly dev: boolean;
}

/** Answers for whatever a route threw. */
export function answerError(error: unknown, c: HttpContext, options: AnswerOptions): Response {
  const ours = c.req.path.startsWith(`${options.rootPath}/api/`);
  if (error instanceof Refusal && !ours) return c.json({ detail: error.detail }, error.status as ContentfulStatusCode);
  const thrown = isChatError(error) ? error : new ChatError("INTERNAL");
  const isHidden = isForOperators(thrown) && !options.dev;
  const reference = !isHidden && (thrown.status < 500 || thrown.code === "UNAVAILABLE") ? undefined : randomReference();
  const known = isHidden ? withoutInsides(thrown, reference) : thrown;
  if (reference !== undefined) {
    const { requestId } = c.var.edge ?? {};
    options.logger.error({ err: error, reference, requestId, method: c.req.method, path: c.req.path }, "a request failed");
  }
  if (known.code === "OVERLOADED") c.header("retry-after", /\d+/.exec(known.fix)?.[0] ?? "1");
  const status = known.status as ContentfulStatusCode;
  const body: ErrorBody & { reference?: string } = { ...known.toJSON(), ...(reference !== undefined && { reference }) };
  if (ours) return c.json(body, status);
  if (known.code === "UNAUTHENTICATED") return c.json({ detail: "Invalid authentication token" }, status);
  return c.json({ detail: reference === undefined || isHidden ? known.message : `${known.message} Reference: ${reference}.` }, status);
}
