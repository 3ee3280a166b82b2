// The handshake of Chainlit's clients. What is malformed is refused with a reason; what is merely missing has a default.
import { assertPlainJson, ChatError, idSchema, isChatError, parseUntrusted, type ThreadId } from "@colloquy/protocol";
import * as z from "zod/mini";

const authSchema = z.object({
  /** Chosen by the client once per page: whoever knows it is that page. */
  sessionId: idSchema(),
  clientType: z._default(z.string().check(z.maxLength(40)), "webapp"),
  /** The thread to open; after a reconnect the one that is open. */
  threadId: z.optional(z.union([z.literal(""), idSchema<ThreadId>()])),
  userEnv: z.optional(z.nullable(z.string())),
  chatProfile: z.optional(z.nullable(z.string().check(z.maxLength(1000)))),
});
const envSchema = z.record(z.string(), z.string().check(z.maxLength(8192)));

/** A handshake of one of Chainlit's clients. */
export interface ChainlitAuth {
  readonly sessionId: string;
  readonly clientType: string;
  readonly threadId: ThreadId | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly chatProfile: string | undefined;
}

/** Parses Socket.IO's `auth`; throws BAD_REQUEST with the field that is wrong. */
export function parseChainlitAuth(auth: unknown): ChainlitAuth {
  assertPlainJson(auth);
  const { data, error } = parseUntrusted(authSchema, auth);
  if (error) throw malformed(error.issues[0]?.path.map(String).join(".") || "auth", error);
  return {
    sessionId: data.sessionId,
    clientType: data.clientType,
    threadId: data.threadId || undefined,
    env: parseEnv(data.userEnv),
    chatProfile: data.chatProfile ? decodeProfile(data.chatProfile) : undefined,
  };
}

/** Keys a person typed in, as JSON in a string. */
function parseEnv(userEnv: string | null | undefined): Record<string, string> {
  if (!userEnv) return {};
  try {
    const env: unknown = JSON.parse(userEnv);
    assertPlainJson(env);
    return z.parse(envSchema, env);
  } catch (error) {
    throw isChatError(error) ? error : malformed("userEnv", error);
  }
}

function decodeProfile(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    throw malformed("chatProfile", error);
  }
}

function malformed(field: string, cause: unknown): ChatError {
  return new ChatError("BAD_REQUEST", `The connection's "${field}" is malformed.`, { cause });
}
