// Uploads that may be cut off and go on: begun with their size, grown piece by piece, stored as files once they are whole. Over which protocol they come
// is nobody's business here; whose they are was asked before.
import { ChatError, newId, type ThreadId } from "@colloquy/protocol";
import { type Clock, isoNow, wait } from "../clock.ts";
import type { UploadRules } from "../config/uploads.ts";
import type { Logger } from "../logger.ts";
import { contentTypeOf, SNIFFED_BYTES } from "./content-type.ts";
import { displayName } from "./display-name.ts";
import type { Files } from "./files.ts";
import type { Hold } from "./quota.ts";
import { STALE_AFTER_MS, type SweepTurns } from "./sweep.ts";
import type { StoredUpload, UploadArea, UploadRecord, UploadState } from "./upload-area.ts";
import { checkSize, checkType } from "./upload-rules.ts";

interface UploadsOptions {
  readonly files: Files;
  readonly area: UploadArea;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where several processes see the same uploads: one of them stores an upload that is whole. Default: there is one. */
  readonly turns?: SweepTurns | undefined;
}

/** What is said of an upload that begins. */
export interface NewUpload {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly name: string;
  readonly size: number;
}

/** How long an upload waits for its next byte. */
export const UPLOAD_EXPIRES_MS = STALE_AFTER_MS;
/** How soon it is looked again whether another process has stored an upload. */
const LOOK_AGAIN_MS = 250;

/** The uploads of one server that are not whole yet. */
export class Uploads {
  readonly #files: Files;
  readonly #area: UploadArea;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #turns: SweepTurns | undefined;
  /** The room that each of them has taken. */
  readonly #holds = new Map<string, Hold>();
  /** Those that are being stored: whoever asks meanwhile waits for the same answer. */
  readonly #storing = new Map<string, Promise<StoredUpload>>();

  constructor({ files, area, clock, logger, turns }: UploadsOptions) {
    this.#files = files;
    this.#area = area;
    this.#clock = clock;
    this.#logger = logger;
    this.#turns = turns;
  }

  /** Begins one; throws TOO_LARGE when it, or its person with it, would have too much. */
  async begin({ threadId, owner, name, size }: NewUpload, rules: UploadRules): Promise<UploadRecord> {
    checkSize(rules, size);
    const hold = await this.#files.quota.hold(owner, size);
    const record: UploadRecord = { id: newId(), threadId, owner, name: displayName(name), size, createdAt: isoNow(this.#clock) };
    try {
      await this.#area.write(record);
    } catch (error) {
      hold.release();
      throw error;
    }
    this.#holds.set(record.id, hold);
    return record;
  }

  /** `undefined` when there is none, or it has waited too long. */
  async find(id: string): Promise<UploadState | undefined> {
    const state = await this.#area.find(id);
    return state && !this.#isStale(state) ? state : undefined;
  }

  /**
   * Adds bytes behind those that are there; how many there are then. As soon as its beginning is there it is known what it is: what is not taken throws
   * FILE_REFUSED, and all of it is gone.
   */
  async append({ record, offset }: UploadState, pieces: AsyncIterable<Uint8Array>, rules: UploadRules): Promise<number> {
    const known = Math.min(SNIFFED_BYTES, record.size);
    let at = offset;
    let checked = offset >= known;
    const area = this.#area;
    const check = async () => {
      checked = true;
      await this.#check(record, rules);
    };
    async function* watched(): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces) {
        // What was there before this piece is written by now.
        if (!checked && at >= known) await check();
        at += piece.byteLength;
        yield piece;
      }
    }
    const end = await area.append(record.id, offset, watched());
    if (!checked && end >= known) await check();
    return end;
  }

  async #check(record: UploadRecord, rules: UploadRules): Promise<void> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.#area.read(record.id, SNIFFED_BYTES)) pieces.push(new Uint8Array(piece));
    const beginning = Buffer.concat(pieces);
    try {
      checkType(rules, { name: record.name, mime: await contentTypeOf(beginning, record.name, record.size <= beginning.byteLength) });
    } catch (error) {
      await this.remove(record.id);
      throw error;
    }
  }

  /** Stores one that is whole as a file of its thread; asking again answers the same. What is wrong with it throws, and then all of it is gone. */
  finish(record: UploadRecord, owner: string, rules: UploadRules): Promise<StoredUpload> {
    if (record.stored) return Promise.resolve(record.stored);
    const running = this.#storing.get(record.id);
    if (running) return running;
    const storing = this.#storeAlone(record, owner, rules).finally(() => this.#storing.delete(record.id));
    this.#storing.set(record.id, storing);
    return storing;
  }

  /** Another process may be at it: then its answer is waited for. */
  async #storeAlone(record: UploadRecord, owner: string, rules: UploadRules): Promise<StoredUpload> {
    if (!this.#turns) return this.#store(record, owner, rules);
    for (;;) {
      let stored: StoredUpload | undefined;
      await this.#turns.tryAlone(`upload ${record.id}`, async () => {
        stored = await this.#store(record, owner, rules);
      });
      if (stored) return stored;
      await wait(this.#clock, LOOK_AGAIN_MS);
    }
  }

  async #store(record: UploadRecord, owner: string, rules: UploadRules): Promise<StoredUpload> {
    const { id, threadId, name } = record;
    // Who asks may have looked before somebody else's answer came.
    const now = await this.#area.find(id);
    if (now?.record.stored) return now.record.stored;
    if (now?.offset !== record.size) throw new ChatError("NOT_FOUND", "This upload isn’t here any more.", { fix: "Send the file again." });
    // After a restart it has none: then it is counted anew.
    const hold = this.#holds.get(id);
    this.#holds.delete(id);
    const { key, mime, size } = await this.#files
      .put(this.#area.read(id), { threadId, owner, name, rules, hold })
      .catch(async (error: unknown) => {
        if (error instanceof ChatError && (error.code === "FILE_REFUSED" || error.code === "TOO_LARGE")) await this.remove(id);
        throw error;
      });
    const stored: StoredUpload = { key, name, mime, size };
    await this.#area.write({ ...record, stored });
    await this.#area.clear(id);
    return stored;
  }

  /** Ends one, and leaves nothing of it. A file that came of it already stays. */
  async remove(id: string): Promise<void> {
    this.#release(id);
    await this.#area.remove(id);
  }

  /** Takes the room again that those have which a process before this one began, and removes what nobody went on with, where the clock is sure. */
  async sweep(isSure = true): Promise<void> {
    const there = new Set<string>();
    const before = [...this.#holds.keys()];
    for await (const state of this.#area.list()) {
      const { id, owner, size, stored } = state.record;
      if (!stored) there.add(id);
      if (isSure && this.#isStale(state)) await this.remove(id);
      else if (!stored && !this.#holds.has(id) && !this.#storing.has(id)) await this.#holdAgain(id, owner, size);
    }
    // Another process has stored those, or given them up.
    for (const id of before) if (!there.has(id) && !this.#storing.has(id)) this.#release(id);
  }

  #release(id: string): void {
    this.#holds.get(id)?.release();
    this.#holds.delete(id);
  }

  async #holdAgain(id: string, owner: string, size: number): Promise<void> {
    try {
      const hold = await this.#files.quota.hold(owner, size);
      // It may be whole or gone by now.
      const now = await this.#area.find(id);
      if (now && !now.record.stored && !this.#holds.has(id)) this.#holds.set(id, hold);
      else hold.release();
    } catch (error) {
      this.#logger.warn({ err: error, id }, "an upload that goes on has no room any more");
    }
  }

  #isStale({ touchedAt }: UploadState): boolean {
    return touchedAt < this.#clock.now() - UPLOAD_EXPIRES_MS;
  }
}
