// What an answer that is no success means: the server's own words where it has some, else what its status says.
import { ChatError, ERRORS, type ErrorBody, type ErrorCode } from "@colloquy/protocol";

/** The error of an answer with this status and this body, read as JSON. */
export function toAnswerError(status: number, body: unknown): ChatError {
  if (isErrorBody(body)) return new ChatError(body.code, body.message, body.fix === undefined ? {} : { fix: body.fix });
  const code = (Object.keys(ERRORS) as ErrorCode[]).find((known) => ERRORS[known].status === status);
  return new ChatError(code ?? "INTERNAL", `The server answered ${status}.`);
}

/** True for what our server says of an error. */
export function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === "object" && body !== null && "code" in body && String(body.code) in ERRORS && "message" in body;
}
