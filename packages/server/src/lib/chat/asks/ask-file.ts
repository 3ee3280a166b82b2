// Asking for files.
import type { FileKey } from "@colloquy/protocol";
import * as z from "zod/mini";
import { atLeast, check, type Kind } from "../../check-given.ts";
import type { Accept } from "../../config/accept.ts";
import { acceptSchema } from "../../config/uploads.ts";
import { toFileElement } from "../../files/file-element.ts";
import type { ChatContext } from "../../session/context.ts";
import type { Element } from "../elements/element.ts";
import { receivedElement } from "../elements/received-element.ts";
import { type AskOptions, checkAskOptions } from "./ask-options.ts";
import { type Asking, putQuestion } from "./asking.ts";

/** Which files are asked for. */
export interface AskFileOptions extends AskOptions {
  /** Which files, by what is in them: media types as "image/*" and endings as ".py", or `{ "text/plain": [".py"] }`. */
  readonly accept: Accept;
  /** How large each may be, in MiB. Default 2. */
  readonly maxSizeMb?: number;
  /** How many at most, up to 100. Default 1. */
  readonly maxFiles?: number;
}

const acceptable: Kind = {
  words: 'a list of media types and endings, as ["image/*", ".csv"], or the endings of each type, as { "text/*": [".py"] }',
  fits: (value) => z.safeParse(acceptSchema, value).success,
};

/**
 * Asks for files. They are looked at as those of a message are: by what is in them.
 *
 * @returns the files as elements, whose content you read with `bytes()`, `text()`, `stream()` or `path()`; undefined when the time ran out or the
 * question was taken back.
 * @example
 * const [table] = (await askFile("Send me the table.", { accept: ["text/csv"], maxSizeMb: 10 })) ?? [];
 */
export function askFile(question: string, options: AskFileOptions): Asking<Element[] | undefined> {
  const { accept, maxSizeMb = 2, maxFiles = 1 } = options ?? {};
  return putQuestion({
    place: "askFile",
    question,
    options: options ?? {},
    check: () => {
      checkAskOptions("askFile", options, { accept: acceptable, maxSizeMb: atLeast(0), maxFiles: atLeast(1, "", 100) });
      check("askFile", "accept", accept, acceptable, 'Write askFile("Send it.", { accept: ["image/*"] }).');
    },
    spec: () => ({ kind: "file", accept: z.parse(acceptSchema, accept), maxSizeMb, maxFiles }),
    read: ({ files }, { context }) => readFiles(files, context),
  });
}

/** What was sent, as elements that are read. */
export async function readFiles(keys: readonly FileKey[], context: ChatContext): Promise<Element[]> {
  const { session } = context;
  const rows = await session.services.files.findAll(session.threadId, keys);
  return rows.map((row) => receivedElement(toFileElement(row), context, false));
}
