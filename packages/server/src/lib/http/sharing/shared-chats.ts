// What links lead to, as it is read: by many at once where somebody has told many, so a chat is read once for all who look at the same time.
import { createHash } from "node:crypto";
import { type FileKey, isChatError, type SharedChat } from "@colloquy/protocol";
import { isWithin } from "../../clock.ts";
import type { FileRow } from "../../data/file-rows.ts";
import { cotOf, readChat } from "./read-chat.ts";
import { filesIn, narrow, type SharedContent } from "./shared-content.ts";
import { gone, type OpenShare, type Shares } from "./shares.ts";

/** What a link leads to, and which version of it this is. */
export interface SharedVersion {
  readonly version: string;
  readonly chat: SharedChat;
  readonly files: ReadonlySet<FileKey>;
}

/** For so long nobody who looks causes another reading. Whether the link leads anywhere is asked each time. */
const FRESH_MS = 2_000;
/** How many are remembered. */
const REMEMBERED = 50;

/** The chats that links of one server lead to. */
export class SharedChats {
  readonly #shares: Shares;
  readonly #read = new Map<string, { readonly at: number; readonly version: Promise<SharedVersion> }>();

  constructor(shares: Shares) {
    this.#shares = shares;
  }

  /** What is read there now. */
  read(opened: OpenShare): Promise<SharedVersion> {
    const { clock } = this.#shares.options;
    const key = JSON.stringify([opened.row, opened.thread.epoch]);
    const now = clock.now();
    const known = this.#read.get(key);
    if (known && isWithin(FRESH_MS, known.at, clock)) return known.version;
    const version = this.#load(opened);
    this.#read.delete(key);
    this.#read.set(key, { at: now, version });
    version.catch(() => this.#read.delete(key));
    for (const [old, { at }] of this.#read) if (this.#read.size > REMEMBERED || !isWithin(FRESH_MS, at, clock)) this.#read.delete(old);
    return version;
  }

  /** What previews of a link may say; undefined where its owner does not wish it, or somebody who is nobody may not read it. */
  async titleOf(id: string): Promise<string | undefined> {
    try {
      const opened = await this.#shares.open(id, null);
      return opened.row.title ? (await this.read(opened)).chat.title : undefined;
    } catch (error) {
      if (isChatError(error) && error.code === "NOT_FOUND") return undefined;
      throw error;
    }
  }

  /** A file that it has; throws NOT_FOUND for any other, also of the same chat. */
  async fileOf(opened: OpenShare, key: FileKey): Promise<FileRow> {
    const { files } = await this.read(opened);
    const row = files.has(key) ? await this.#shares.options.files.find(opened.thread.id, key) : undefined;
    if (!row) throw gone();
    return row;
  }

  async #load({ row, thread }: OpenShare): Promise<SharedVersion> {
    const { options } = this.#shares;
    const whole = row.live ? await readChat(options, thread, { frozen: false }) : await this.#frozen(row.id);
    const { steps, files, live, turnId, updatedAt, createdAt, endsAt } = row;
    const content = narrow(whole, { cot: await cotOf(options, thread), steps, files });
    const chat: SharedChat = {
      ...content,
      answer: turnId !== undefined,
      live,
      sharedAt: live ? createdAt : updatedAt,
      ...(endsAt !== undefined && { endsAt }),
    };
    const version = createHash("sha256").update(JSON.stringify(chat)).digest("base64url").slice(0, 22);
    return { version, chat, files: new Set(filesIn(content)) };
  }

  async #frozen(id: string): Promise<SharedContent> {
    const text = await this.#shares.options.dataLayer.shares?.loadContent(id);
    if (text === undefined) throw gone();
    return JSON.parse(text) as SharedContent;
  }
}
