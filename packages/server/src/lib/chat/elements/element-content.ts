// The content of one element: given by the author, stored once, and stored anew only where it changed.
import { ChatError, type ElementFile } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";
import type { TextSource } from "./element-source.ts";
import { isReadOnce, openSource } from "./open-source.ts";

/** Where content is now. */
export interface KeptContent {
  readonly file?: ElementFile | undefined;
  readonly url?: string | undefined;
  readonly mime?: string | undefined;
}

/** What storing needs to know. */
export interface KeepOptions {
  readonly session: Session;
  /** The class, for what goes wrong. */
  readonly where: string;
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  /** Throws what is wrong with content of this type. */
  readonly check: (mime: string) => void;
}

/** A file that was shown. */
export interface OldFile {
  readonly file: ElementFile;
}

/** The content of one element. */
export class ElementContent {
  #source: TextSource | undefined;
  #kept: KeptContent | undefined;
  #keeping: Promise<KeptContent> | undefined;
  /** Files of ours that no record names any more. */
  #old: OldFile[] = [];
  /** False for a file that was there before this object: whoever put it removes it. */
  #owned: boolean;

  /** What the name of the stored file ends with where its element's does not: its type is told by it. */
  #ending: string;

  constructor(source: TextSource | undefined, kept?: KeptContent, ending = "") {
    this.#source = source;
    this.#ending = ending;
    this.#kept = kept;
    this.#owned = kept === undefined;
  }

  /** Undefined until it is stored. */
  get kept(): KeptContent | undefined {
    return this.#kept;
  }

  /** Whether there is any, or is to be. */
  get isThere(): boolean {
    return this.#source !== undefined || this.#kept !== undefined;
  }

  replace(source: TextSource, ending = ""): void {
    if (this.#owned && this.#kept?.file) this.#old.push({ file: this.#kept.file });
    this.#source = source;
    this.#ending = ending;
    this.#kept = undefined;
    this.#keeping = undefined;
    this.#owned = true;
  }

  /** Stores what is not stored yet. Two who ask at once store it once. */
  async keep(options: KeepOptions): Promise<KeptContent> {
    if (this.#kept) return this.#kept;
    const source = this.#source;
    const keeping = (this.#keeping ??= this.#store(source, options));
    try {
      const kept = await keeping;
      if (this.#keeping === keeping) this.#kept = kept;
      return kept;
    } finally {
      if (this.#keeping === keeping) this.#keeping = undefined;
    }
  }

  /** The files that may go now that they are no longer shown. */
  takeOld(): readonly OldFile[] {
    const old = this.#old;
    this.#old = [];
    return old;
  }

  /** The element is no longer shown: its file may go. Should it be sent again, its content is stored again. */
  release(): readonly OldFile[] {
    if (!this.#owned || !this.#kept?.file) return this.takeOld();
    this.#old.push({ file: this.#kept.file });
    this.#kept = undefined;
    return this.takeOld();
  }

  async #store(source: TextSource | undefined, { session, where, name, signal, check }: KeepOptions): Promise<KeptContent> {
    if (source === undefined || this.#spent === source)
      throw new ChatError("BAD_INPUT", `${where}: its content was read before and is not kept any more.`, {
        fix: "A stream can be read once. Give it new content, or make a new element.",
      });
    if (source.url !== undefined && !source.copy) return { url: String(source.url) };
    const content = await openSource(session, where, source, signal);
    if (isReadOnce(source)) this.#spent = source;
    const { files } = session.services;
    const { threadId, owner } = session;
    const fileName = name.endsWith(this.#ending) ? name : name + this.#ending;
    const { key, size, mime } = await files.put(content, { threadId, owner, name: fileName, signal });
    try {
      check(mime);
    } catch (error) {
      await files.remove(session.threadId, [key]);
      throw error;
    }
    return { file: { key, size }, mime };
  }

  #spent: TextSource | undefined;
}
