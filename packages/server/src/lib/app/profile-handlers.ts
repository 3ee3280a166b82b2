// What an author gives so that a chat knows what it may be before it begins: profiles, starters, keys of the person's own.
import type { ChatProfile } from "@colloquy/protocol";
import type { User } from "../auth/user.ts";
import type { ChatProfileName } from "../chat/controls/app-types.ts";
import type { AppStarter, AppStarterCategory } from "../chat/controls/starters.ts";
import type { ConfigOverrides } from "../config/overrides.ts";
import type { HandlerContext } from "./handler-context.ts";

type Awaitable<Value> = Value | Promise<Value>;

/** Who a chat is for, before it begins. */
export interface Visitor {
  /** Null without sign-in. */
  readonly user: User | null;
  /** What their browser asks for first, as a BCP 47 tag. */
  readonly language: string;
  /** The profile the chat has; for `chatProfiles` the one they wish for, which they may not have. */
  readonly chatProfile: ChatProfileName | null;
}

/** A profile as the author offers it. */
export type AppChatProfile = Omit<ChatProfile, "name" | "starters"> & {
  /** What handlers read as `userSession.chatProfile`; keep it when you change what people read. */
  readonly name: ChatProfileName;
  /** Stand in place of the app's starters. */
  readonly starters?: readonly AppStarter[] | undefined;
  /** Settings that hold for its chats in place of the app's. Only those a page needs are sent to it. */
  readonly configOverrides?: ConfigOverrides | undefined;
};

/** The person wants to go on under another profile. */
export interface ChatProfileChange {
  /** The profile the chat has had; null when it had none. */
  readonly from: ChatProfileName | null;
  /** The one the person chose. */
  readonly to: ChatProfileName;
}

/** What becomes of the chat. An object and not a word: TypeScript widens a word that an async function returns. */
export interface ChatProfileDecision {
  /** True goes on in this chat under the new profile; false begins a new one. */
  readonly keepChat: boolean;
}

/** Nothing when all is well; else what is wrong: of single keys by their names, or in one sentence. */
export type EnvProblems = Readonly<Record<string, string>> | string | undefined;

/** The handlers about what stands around a chat. All but `onChatProfileChange` run outside of any chat. */
export interface ProfileHandlers {
  /** Which profiles this person may choose from. Runs each time a chat is opened, before anybody sees it, for at most 5 s. */
  chatProfiles(visitor: Visitor): Awaitable<readonly AppChatProfile[]>;
  /** Messages to begin with, for chats whose profile brings none. Runs as `chatProfiles` does. */
  starters(visitor: Visitor): Awaitable<readonly AppStarter[]>;
  /** Starters in named groups; when there are any, they stand in place of all others. Runs as `chatProfiles` does. */
  starterCategories(visitor: Visitor): Awaitable<readonly AppStarterCategory[]>;
  /**
   * The person chose another profile. `{ keepChat: true }` goes on in this chat under the new one; false, and an app without this
   * handler, begin a new chat. Chainlit's clients always begin a new one.
   */
  onChatProfileChange(change: ChatProfileChange, context: HandlerContext): Awaitable<ChatProfileDecision>;
  /** Looks at the keys a person typed in, all of them, before they are taken; for at most 10 s. Return what is wrong with them. */
  checkUserEnv(env: Readonly<Record<string, string>>, visitor: Visitor): Awaitable<EnvProblems>;
}
