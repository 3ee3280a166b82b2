// What an app may do with the people it knows. It works while the app is served.
import { ChatError } from "@colloquy/protocol";
import type { SignIns } from "../auth/sign-ins.ts";
import { toUser, type User, type UserMetadata } from "../auth/user.ts";
import { check, checkOptions, either, nothing, object, text, texts, word } from "../check-given.ts";
import type { UserStore } from "../data/user-store.ts";

/** What may be changed about a person. What is left out stays; null takes the name away. */
export interface UserChanges {
  /** What others read; null takes it away. */
  readonly displayName?: string | null;
  /** Replaces all of them. */
  readonly roles?: readonly string[];
  /** Replaces all of it. */
  readonly metadata?: UserMetadata;
}

/** The people of an app. Every method throws UNAVAILABLE before the server has started. */
export interface Users {
  /** The person with this identifier; undefined when nobody has signed in with it yet. */
  find(identifier: string): Promise<User | undefined>;
  /** The person with this id. */
  get(userId: string): Promise<User | undefined>;
  /** Changes a person. Their open chats know at once: `userSession.user` is the new state. Throws NOT_FOUND. */
  update(userId: string, changes: UserChanges): Promise<User>;
  /** Signs a person out everywhere: open connections are closed, chats stay. */
  signOut(userId: string): Promise<void>;
  /** Signs a person out and lets them in no more. Throws NOT_FOUND. */
  disable(userId: string): Promise<void>;
  /** Lets a disabled person in again. Throws NOT_FOUND. */
  enable(userId: string): Promise<void>;
}

/** What `Users` needs of the server. */
export interface UserDesk {
  readonly store: UserStore;
  readonly signIns: SignIns;
}

/** On the app itself, under a global name: an app and the command line may each bring a copy of the framework. */
const DESK = Symbol.for("colloquy/1/user-desk");

/** From now on the app's `users` are those of this server. */
export function serveUsers(app: object, desk: UserDesk | undefined): void {
  (app as { [DESK]?: UserDesk | undefined })[DESK] = desk;
}

export function createUsers(findApp: () => object): Users {
  const desk = (): UserDesk => {
    const found = (findApp() as { [DESK]?: UserDesk })[DESK];
    if (found) return found;
    throw new ChatError("UNAVAILABLE", "The app is not being served yet, so it knows nobody.", { fix: "Call it from a handler." });
  };
  const change = async (place: string, userId: string, patch: Parameters<SignIns["changeUser"]>[1]): Promise<User> => {
    check(place, "the id", userId, word);
    const user = await desk().signIns.changeUser(userId, patch);
    if (!user) throw new ChatError("NOT_FOUND", "There is no person with this id.", { fix: "Find them by users.find(identifier) first." });
    return user;
  };
  return {
    async find(identifier) {
      check("users.find", "the identifier", identifier, word);
      const row = await desk().store.findUser({ identifier });
      return row && toUser(row);
    },
    async get(userId) {
      check("users.get", "the id", userId, word);
      const row = await desk().store.findUser({ id: userId });
      return row && toUser(row);
    },
    async update(userId, changes) {
      check("users.update", "the changes", changes, object, 'Write users.update(id, { roles: ["admin"] }).');
      checkOptions("users.update", changes, { displayName: either(text, nothing), roles: texts, metadata: object });
      const { displayName, roles, metadata } = changes;
      return change("users.update", userId, { displayName, roles, metadata: metadata && { ...metadata } });
    },
    async signOut(userId) {
      check("users.signOut", "the id", userId, word);
      await desk().signIns.endAllOf(userId);
    },
    disable: async (userId) => void (await change("users.disable", userId, { disabledAt: new Date().toISOString() })),
    enable: async (userId) => void (await change("users.enable", userId, { disabledAt: null })),
  };
}
