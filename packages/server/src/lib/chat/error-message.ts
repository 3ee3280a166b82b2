// A message that says what went wrong.
import type { ErrorBody } from "@colloquy/protocol";
import { check, object, text } from "../check-given.ts";
import { Message } from "./message.ts";

/** A message that says what went wrong, shown as an error. */
export class ErrorMessage extends Message {
  constructor(options: { readonly content: string; readonly author?: string } | string | ErrorBody) {
    const { content, author } = givenError(options);
    super({ content, ...(author !== undefined && { author }) });
    this.isError = true;
  }
}

function givenError(options: { readonly content: string; readonly author?: string } | string | ErrorBody): {
  content: string;
  author?: string | undefined;
} {
  const how = 'Write new ErrorMessage("What went wrong"), or give it a ChatError.';
  if (typeof options === "string") return { content: options };
  check("ErrorMessage", "what went wrong", options, { words: "a text, or an object with one", fits: object.fits }, how);
  const content = "content" in options ? options.content : options.message;
  check("ErrorMessage", "its text", content, text, how);
  return { content, author: "author" in options ? options.author : undefined };
}
