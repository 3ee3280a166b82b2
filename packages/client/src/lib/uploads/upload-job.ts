// One upload of this device: what is kept of it, what is shown of it, and its way to the server while it is on it.
import type { ErrorBody, ThreadId } from "@colloquy/protocol";
import { sendFile, toChatError, type UploadTimings } from "./send-file.ts";
import type { KeptUpload, Upload, UploadedFile, UploadState } from "./upload.ts";
import { dropFile, dropUpload, type UploadServer } from "./upload-wire.ts";

/** What all uploads of a client share. */
export interface UploadContext {
  readonly server: UploadServer;
  readonly timings: UploadTimings;
  /** Resolves after so many milliseconds, and early when the line is back or the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Something that is shown has changed; `kept`: something that is kept, too. */
  readonly changed: (kept: boolean) => void;
}

interface Facts {
  readonly state: UploadState;
  readonly sent: number;
  readonly threadId?: ThreadId | undefined;
  readonly uploadId?: string | undefined;
  readonly file?: UploadedFile | undefined;
  readonly error?: ErrorBody | undefined;
}

export class UploadJob {
  readonly id: string;
  readonly #context: UploadContext;
  #name: string;
  #mime: string;
  #size: number;
  #lastModified: number | undefined;
  #content: Blob | undefined;
  #facts: Facts;
  #way: AbortController | undefined;
  #shown: Upload | undefined;

  private constructor(context: UploadContext, kept: KeptUpload, content: Blob | undefined, facts: Facts) {
    this.#context = context;
    this.id = kept.id;
    this.#name = kept.name;
    this.#mime = kept.mime;
    this.#size = kept.size;
    this.#lastModified = kept.lastModified;
    this.#content = content;
    this.#facts = facts;
  }

  static begin(context: UploadContext, id: string, content: Blob, name: string): UploadJob {
    const kept = { id, name, mime: content.type, size: content.size, ...lastModifiedOf(content) };
    return new UploadJob(context, kept, content, { state: "waiting", sent: 0 });
  }

  static restore(context: UploadContext, kept: KeptUpload): UploadJob {
    const { file, threadId, uploadId } = kept;
    return new UploadJob(context, kept, undefined, { state: file ? "done" : "lost", sent: file ? kept.size : 0, threadId, uploadId, file });
  }

  get state(): UploadState {
    return this.#facts.state;
  }

  get threadId(): ThreadId | undefined {
    return this.#facts.threadId;
  }

  get file(): UploadedFile | undefined {
    return this.#facts.file;
  }

  /** As it is shown; the same object until something of it changes. */
  get shown(): Upload {
    const { state, sent, file, error } = this.#facts;
    this.#shown ??= {
      id: this.id,
      name: file?.name ?? this.#name,
      mime: file?.mime ?? this.#mime,
      size: file?.size ?? this.#size,
      state,
      sent,
      ...(file && { file }),
      ...(error && { error }),
      ...(this.#content && { content: this.#content }),
    };
    return this.#shown;
  }

  get kept(): KeptUpload {
    const { threadId, uploadId, file } = this.#facts;
    return {
      id: this.id,
      name: this.#name,
      mime: this.#mime,
      size: this.#size,
      ...(this.#lastModified !== undefined && { lastModified: this.#lastModified }),
      ...(threadId && { threadId }),
      ...(uploadId !== undefined && !file && { uploadId }),
      ...(file && { file }),
    };
  }

  /** True for the file that a lost upload was of. */
  isOf(content: Blob, name: string): boolean {
    return this.#name === name && this.#size === content.size && this.#lastModified === lastModifiedOf(content).lastModified;
  }

  /** The chat it goes to. What another chat has of it is of no use there: it begins anew, if its bytes are at hand. */
  bind(threadId: ThreadId): void {
    if (this.#facts.threadId === threadId) return;
    this.drop();
    if (this.#facts.threadId === undefined) this.#set({ threadId });
    else if (this.#content) this.#restart(threadId);
    else this.#set({ state: "lost", sent: 0, file: undefined, uploadId: undefined, threadId });
  }

  /** The bytes are at hand again. Another file than before takes its place. */
  giveContent(content: Blob, name: string): void {
    const same = this.isOf(content, name);
    this.stop();
    this.#content = content;
    this.#name = name;
    this.#mime = content.type;
    this.#size = content.size;
    this.#lastModified = lastModifiedOf(content).lastModified;
    this.#set({ state: "waiting", sent: 0, error: undefined, file: undefined, ...(!same && { uploadId: undefined }) });
  }

  /** A failed one waits for its turn again. */
  retry(): void {
    if (this.#facts.state === "failed") this.#set({ state: this.#content ? "waiting" : "lost", error: undefined });
  }

  /** The server does not have what it had. */
  gone(error: ErrorBody): void {
    if (this.#facts.state === "done") this.#set({ state: "lost", sent: 0, file: undefined, uploadId: undefined, error });
  }

  /** Sends it. Resolves when it is there, has failed or was stopped. */
  async run(): Promise<void> {
    const { threadId, uploadId } = this.#facts;
    const content = this.#content;
    if (!threadId || !content) return;
    const way = new AbortController();
    this.#way = way;
    this.#set({ state: "sending" });
    const { server, timings, pause } = this.#context;
    const set = (change: Partial<Facts>) => {
      if (!way.signal.aborted) this.#set(change);
    };
    try {
      const file = await sendFile({
        server,
        timings,
        pause,
        threadId,
        name: this.#name,
        content,
        signal: way.signal,
        uploadId,
        onUploadId: (id) => set({ uploadId: id }),
        onSent: (sent) => set({ state: "sending", sent }),
        onPaused: () => set({ state: "paused" }),
      });
      set({ state: "done", sent: content.size, file, uploadId: undefined });
    } catch (error) {
      set({ state: "failed", sent: 0, error: toChatError(error).toJSON() });
    } finally {
      if (this.#way === way) this.#way = undefined;
    }
  }

  /** Goes no further until it is run again. */
  halt(): void {
    if (!this.#way) return;
    this.stop();
    this.#set({ state: "waiting" });
  }

  /** Goes no further. */
  stop(): void {
    this.#way?.abort(new DOMException("The upload was stopped.", "AbortError"));
    this.#way = undefined;
  }

  /** Nobody wants it any more. */
  drop(): void {
    this.stop();
    const { threadId, uploadId, file } = this.#facts;
    if (!threadId) return;
    const where = { server: this.#context.server, threadId };
    if (file) dropFile(where, file);
    else if (uploadId !== undefined) dropUpload(where, uploadId);
  }

  #restart(threadId: ThreadId): void {
    this.#set({ state: "waiting", sent: 0, threadId, uploadId: undefined, file: undefined, error: undefined });
  }

  #set(change: Partial<Facts>): void {
    const before = this.#facts;
    this.#facts = { ...before, ...change };
    this.#shown = undefined;
    const { threadId, uploadId, file } = this.#facts;
    this.#context.changed(threadId !== before.threadId || uploadId !== before.uploadId || file !== before.file || "state" in change);
  }
}

function lastModifiedOf(content: Blob): { readonly lastModified?: number } {
  return "lastModified" in content && typeof content.lastModified === "number" ? { lastModified: content.lastModified } : {};
}
