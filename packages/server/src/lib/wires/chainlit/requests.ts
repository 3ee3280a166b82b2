// What Chainlit's clients send, reduced to what a person may decide: the id and text of a message, and what they chose for it.
// Who wrote it, of which type it is and where it hangs is the server's to say.
import {
  assertPlainJson,
  ChatError,
  type FileKey,
  idSchema,
  MAX_MESSAGE_FILES,
  MAX_MESSAGE_LENGTH,
  type OutgoingMessage,
  outgoingMessageSchema,
  parseUntrusted,
} from "@colloquy/protocol";
import * as z from "zod/mini";

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const stepSchema = z.object({
  id: z.string().check(z.maxLength(100)),
  type: z.optional(z.string()),
  output: z.string(),
  command: z.optional(z.nullable(z.string())),
  modes: z.optional(z.nullable(z.record(z.string(), z.string()))),
  metadata: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});
const envelopeSchema = z.object({ message: stepSchema });
const referencesSchema = z.object({
  fileReferences: z.optional(z.nullable(z.array(z.object({ id: z.string() })).check(z.maxLength(MAX_MESSAGE_FILES)))),
});
const keySchema = idSchema<FileKey>();

type SentStep = z.infer<typeof stepSchema>;

/** Keys of a message's metadata that change who seems to have written it. */
const FORGEABLE = new Set(["avatarName", "icon", "favorite"]);

/** Parses the payload of `client_message`; throws BAD_REQUEST. */
export function parseMessage(payload: unknown): OutgoingMessage {
  return toOutgoing(parse(envelopeSchema, payload).message);
}

/** Parses the payload of `edit_message`: which message, and its new text. The new version needs an id of its own. */
export function parseEdit(payload: unknown, newMessageId: string): { readonly editedId: string; readonly message: OutgoingMessage } {
  const { message } = parse(envelopeSchema, payload);
  return { editedId: message.id, message: toOutgoing({ ...message, id: newMessageId }) };
}

const favoriteSchema = z.object({
  message: z.object({
    id: z.string().check(z.maxLength(100)),
    threadId: z.optional(z.nullable(z.string().check(z.maxLength(100)))),
    metadata: z.optional(z.nullable(z.object({ favorite: z.optional(z.unknown()) }))),
  }),
});

/** Parses the payload of `message_favorite`: which message, and whether it is to be kept. */
export function parseFavorite(payload: unknown): { readonly id: string; readonly threadId: string | undefined; readonly kept: boolean } {
  const { id, threadId, metadata } = parse(favoriteSchema, payload).message;
  return { id, threadId: threadId ?? undefined, kept: metadata?.favorite === true };
}

/** Parses the answer to a text question; undefined when the client gave none. */
export function parseTextAnswer(given: unknown): OutgoingMessage | undefined {
  if (!given || (Array.isArray(given) && given.length === 0)) return undefined;
  return toOutgoing(parse(stepSchema, given));
}

/** The keys of the files that go with a `client_message`. What is no key names none. */
export function parseFileKeys(payload: unknown): FileKey[] {
  const { fileReferences } = parse(referencesSchema, payload);
  return (fileReferences ?? []).flatMap(({ id }) => parseUntrusted(keySchema, id).data ?? []);
}

function toOutgoing({ id, type, output, command, modes, metadata }: SentStep): OutgoingMessage {
  // Their clients make version 4; an id in another spelling would not match what they show.
  if (!UUID_4.test(id)) throw new ChatError("BAD_REQUEST", "The message's id must be a UUID of version 4, in lower case.");
  if (output.length > MAX_MESSAGE_LENGTH)
    throw new ChatError("TOO_LARGE", `A message may have ${MAX_MESSAGE_LENGTH.toLocaleString("en")} characters.`);
  const kept = Object.entries(metadata ?? {}).filter(([key]) => !FORGEABLE.has(key));
  return parse(outgoingMessageSchema, {
    id,
    text: output,
    // The page around a widget says such things to the app; every other type is a person's message, whatever it claims.
    ...(type === "system_message" && { type }),
    ...(command && { command }),
    ...(modes && { modes }),
    ...(kept.length > 0 && { metadata: Object.fromEntries(kept) }),
  });
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.infer<Schema> {
  assertPlainJson(value);
  const { data, error } = parseUntrusted(schema, value);
  if (!error) return data;
  const field = error.issues[0]?.path.map(String).join(".").slice(0, 200);
  throw new ChatError("BAD_REQUEST", `The message is not valid${field ? ` at ${field}` : ""}.`, { cause: error });
}
