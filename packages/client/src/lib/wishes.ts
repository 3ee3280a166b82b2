// What every attach brings along: the profile a new chat is to have, the person's own keys, and the settings saved last.
// Chats that exist already keep their own; the server decides what of this it takes.
import type { AttachRequest } from "@colloquy/protocol";
import { type KeyValueStorage, readJson } from "./storage.ts";

type Env = Readonly<Record<string, string>>;
type Settings = Readonly<Record<string, unknown>>;

/** What a client's next chat begins with. */
export class Wishes {
  /** The profile a person chose last. */
  chatProfile: string | undefined;
  /** Keys are secrets: they live as long as the page, and are never written to storage. */
  #env: Env;
  readonly #storage: KeyValueStorage;
  readonly #key: string;

  constructor(
    storage: KeyValueStorage,
    prefix: string,
    first: { readonly chatProfile?: string | undefined; readonly env?: Env | undefined },
  ) {
    this.#storage = storage;
    this.#key = `${prefix}/settings`;
    this.chatProfile = first.chatProfile;
    this.#env = { ...first.env };
  }

  /** Adds to the keys. */
  provide(env: Env): void {
    this.#env = { ...this.#env, ...env };
  }

  /** Keeps what was saved in the settings form, for the chats that this device begins later. */
  remember(settings: Settings): void {
    this.#storage.setItem(this.#key, JSON.stringify({ ...this.#remembered(), ...settings }));
  }

  /** Later chats begin as the app wants them again. */
  forget(): void {
    this.#storage.removeItem(this.#key);
  }

  /** The next one at this page is somebody else. */
  clear(): void {
    this.#env = {};
    this.chatProfile = undefined;
    this.forget();
  }

  get remembers(): boolean {
    return this.#remembered() !== undefined;
  }

  /** Those fields of the handshake that there is something to say in. */
  toAttach(): Pick<AttachRequest, "chatProfile" | "env"> & { readonly settings?: Settings } {
    const settings = this.#remembered();
    return {
      ...(this.chatProfile !== undefined && { chatProfile: this.chatProfile }),
      ...(Object.keys(this.#env).length > 0 && { env: this.#env }),
      ...(settings && { settings }),
    };
  }

  #remembered(): Settings | undefined {
    const kept = readJson(this.#storage, this.#key);
    return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? (kept as Settings) : undefined;
  }
}
