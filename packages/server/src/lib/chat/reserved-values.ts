// What the product keeps in the user session: read from the session itself, so always current, and never written by an author.
import { ChatError } from "@colloquy/protocol";
import type { User } from "../auth/user.ts";
import type { Session } from "../session/session.ts";
import type { ChatProfileName, ChatSettingsValues } from "./controls/app-types.ts";

/** What the product keeps in the user session, under the names Chainlit documents. */
export interface ReservedValues {
  /** The session's id: stable over reconnects and restarts, new for every new chat. */
  readonly id: string;
  /** Null without sign-in. */
  readonly user: User | null;
  /** Null without chat profiles. */
  readonly chat_profile: ChatProfileName | null;
  /** `{}` without chat settings; numbers are numbers. */
  readonly chat_settings: ChatSettingsValues;
  /** The keys the person typed in; `{}` by default. */
  readonly env: Readonly<Record<string, string>>;
  /** Which kind of client began the chat: `webapp`, `copilot`, … */
  readonly client_type: string;
}

/** How each is read. */
export const RESERVED: { readonly [K in keyof ReservedValues]: (session: Session) => ReservedValues[K] } = {
  id: (session) => session.id,
  user: (session) => session.user,
  chat_profile: (session) => (session.state.surface.chatProfile ?? null) as ChatProfileName | null,
  chat_settings: (session) => (session.state.surface.settings ?? {}) as ChatSettingsValues,
  env: (session) => session.env,
  client_type: (session) => session.clientType,
};

/** How a reserved value is read; undefined for a key of the author's. */
export function reservedReader(key: string): ((session: Session) => unknown) | undefined {
  return Object.hasOwn(RESERVED, key) ? RESERVED[key as keyof ReservedValues] : undefined;
}

const INSTEAD: { readonly [K in keyof ReservedValues]: string } = {
  id: "It is given by the server.",
  user: "It comes from sign-in.",
  chat_profile: "The person chooses it.",
  chat_settings: "Define a settings form; the person fills it in.",
  env: "List the keys in the config's userEnv; the person types them in.",
  client_type: "It is told by the client.",
};

/** Throws RESERVED_KEY, with what to do instead, for a key that is not the author's to write. */
export function refuseReserved(key: string): void {
  if (!Object.hasOwn(RESERVED, key)) return;
  throw new ChatError("RESERVED_KEY", `"${key}" is a reserved key of the user session. ${INSTEAD[key as keyof ReservedValues]}`);
}
