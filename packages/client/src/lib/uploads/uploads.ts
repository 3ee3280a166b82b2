// The files that are to go with the next message of the chat that a page shows. Each is sent as soon as the chat has its id; those of a chat that
// was left go on. They follow an untouched chat into its address, and from one untouched chat to the next, as the words in the message box do.
import { ChatError, fileAddress, newId, type ThreadId } from "@colloquy/protocol";
import type { ChatStore } from "../chat-store.ts";
import { Listeners } from "../listeners.ts";
import type { ConnectionState } from "../overview.ts";
import type { PageSignals } from "../socket/page-signals.ts";
import { UPLOAD_TIMINGS, type UploadTimings } from "./send-file.ts";
import type { Upload, UploadedFile } from "./upload.ts";
import { type BoxKey, boxOf, readBox, type UploadPlace, writeBox } from "./upload-box.ts";
import { type UploadContext, UploadJob } from "./upload-job.ts";
import type { UploadServer } from "./upload-wire.ts";

/** How many are sent at once. */
const AT_ONCE = 3;

interface UploadsOptions extends UploadPlace {
  readonly server: UploadServer;
  readonly store: ChatStore;
  readonly signals: Pick<PageSignals, "onWake">;
  readonly timings: Partial<UploadTimings>;
}

/** Where a page's chat stands, as far as its uploads need to know. */
interface Place {
  readonly box: BoxKey;
  /** The chat that uploads go to; undefined until it is ready. */
  readonly threadId: ThreadId | undefined;
}

/** The uploads of a client, as an external store: those that are to go with the next message of the chat it shows. */
export class Uploads {
  readonly #options: UploadsOptions;
  readonly #context: UploadContext;
  readonly #listeners = new Listeners();
  readonly #wakers = new Set<() => void>();
  readonly #boxes = new Map<BoxKey, UploadJob[]>();
  /** On their way with something that may yet be refused: still in their box, and not shown. */
  readonly #aside = new Set<UploadJob>();
  readonly #leave: readonly (() => void)[];
  #place: Place;
  #running = 0;
  #phase: ConnectionState["phase"];
  #shown: readonly Upload[] | undefined;

  /** @internal */
  constructor(options: UploadsOptions) {
    this.#options = options;
    const { server, timings, store, signals } = options;
    this.#context = {
      server,
      timings: { ...UPLOAD_TIMINGS, ...timings },
      pause: (ms, signal) => this.#pause(ms, signal),
      changed: (kept) => this.#changed(kept),
    };
    this.#place = toPlace(store);
    this.#phase = store.getOverview().connection.phase;
    this.#open(this.#place.box);
    this.#leave = [store.subscribe(() => this.#follow()), signals.onWake(() => this.#wake())];
    this.#bindAll();
  }

  /** Tells when the list or one of it has changed. Returns the way out. */
  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Those of the chat that is shown, in the order they came; the same array until something changes. */
  getUploads(): readonly Upload[] {
    this.#shown ??= this.#jobs.filter((job) => !this.#aside.has(job)).map(({ shown }) => shown);
    return this.#shown;
  }

  /**
   * Begins to send a file; a `Blob` needs a name. The same file that was cut off by a reload goes on where it was. Returns the upload's id.
   * Nothing is checked here: what the server does not take makes the upload fail with its reason.
   */
  add(content: File | Blob, options: { readonly name?: string } = {}): string {
    const name = options.name ?? ("name" in content ? content.name : "file");
    const lost = this.#jobs.find((job) => job.state === "lost" && job.isOf(content, name));
    if (lost) {
      lost.giveContent(content, name);
      this.#start();
      return lost.id;
    }
    const job = UploadJob.begin(this.#context, newId(), content, name);
    this.#jobs.push(job);
    this.#changed(true);
    this.#bindAll();
    return job.id;
  }

  /** Gives a lost upload its file again: the same one goes on where it was, another one takes its place. */
  resume(id: string, content: File | Blob): void {
    const job = this.#find(id);
    if (!job) return;
    job.giveContent(content, "name" in content ? content.name : job.shown.name);
    this.#start();
  }

  /** Sends a failed one again. */
  retry(id: string): void {
    this.#find(id)?.retry();
    this.#start();
  }

  /** Takes one out of the list, wherever it is on its way. What the server has of it goes, unless a message shows it by now. */
  remove(id: string): void {
    this.#find(id)?.drop();
    this.#replace((job) => job.id !== id);
  }

  /** Takes those that are done out of the list, to send them: `sendMessage(text, { files: uploads.take() })`. */
  take(): readonly UploadedFile[] {
    const jobs = this.#done();
    this.#replace((job) => !jobs.includes(job));
    return jobs.flatMap(({ file }) => file ?? []);
  }

  /**
   * Takes those that are done out of the list, to send them with something that may be refused, as an answer. They are kept, also over a reload,
   * until `settle` says whether they were taken; else they are in the list of their chat again, before what came meanwhile.
   */
  setAside(): { readonly files: readonly UploadedFile[]; readonly settle: (taken: boolean) => void } {
    const jobs = this.#done();
    for (const job of jobs) this.#aside.add(job);
    this.#changed(false);
    const settle = (taken: boolean) => {
      for (const job of jobs) this.#aside.delete(job);
      if (taken)
        for (const [box, all] of this.#boxes)
          this.#boxes.set(
            box,
            all.filter((job) => !jobs.includes(job)),
          );
      this.#changed(taken);
    };
    return { files: jobs.flatMap(({ file }) => file ?? []), settle };
  }

  /** Puts files that this chat's server has into the list, as those of a message that was taken back. */
  put(files: readonly UploadedFile[]): void {
    const { threadId } = this.#place;
    const known = new Set(this.#jobs.map(({ file }) => file?.key));
    for (const file of files) {
      if (known.has(file.key)) continue;
      const { name, mime, size } = file;
      this.#jobs.push(UploadJob.restore(this.#context, { id: newId(), name, mime, size, file, ...(threadId && { threadId }) }));
    }
    this.#changed(true);
  }

  /** The person is gone: nothing of theirs stays on its way or on this device. @internal */
  forget(): void {
    for (const [box, jobs] of this.#boxes) {
      for (const job of jobs) job.drop();
      writeBox(this.#options, box, []);
    }
    this.#boxes.clear();
    this.#shown = undefined;
    this.#listeners.emit();
  }

  /** Nobody needs it any more: as `forget`, and it follows the chat no longer. @internal */
  close(): void {
    this.forget();
    for (const leave of this.#leave) leave();
  }

  get #jobs(): UploadJob[] {
    return this.#open(this.#place.box);
  }

  #done(): readonly UploadJob[] {
    return this.#jobs.filter((job) => job.file && !this.#aside.has(job));
  }

  #find(id: string): UploadJob | undefined {
    return this.#jobs.find((job) => job.id === id);
  }

  #replace(stays: (job: UploadJob) => boolean): void {
    this.#boxes.set(this.#place.box, this.#jobs.filter(stays));
    this.#changed(true);
    this.#start();
  }

  /** The uploads of a box, read from where they are kept the first time. */
  #open(box: BoxKey): UploadJob[] {
    const known = this.#boxes.get(box);
    if (known) return known;
    const jobs = readBox(this.#options, box).map((kept) => UploadJob.restore(this.#context, kept));
    this.#boxes.set(box, jobs);
    for (const job of jobs) void this.#verify(job);
    return jobs;
  }

  #follow(): void {
    this.#followPhase(this.#options.store.getOverview().connection.phase);
    const before = this.#place;
    const place = toPlace(this.#options.store);
    if (place.box === before.box && place.threadId === before.threadId) return;
    this.#place = place;
    // An untouched chat has got an address of its own, and its uploads with it.
    if (before.box === undefined && place.box !== undefined && place.box === before.threadId) {
      this.#boxes.set(place.box, [...(this.#boxes.get(undefined) ?? [])]);
      this.#boxes.set(undefined, []);
      writeBox(this.#options, undefined, []);
    }
    this.#changed(true);
    this.#bindAll();
  }

  /** A client that was closed sends nothing; one whose line is back looks at once whether that of its uploads is, too. */
  #followPhase(phase: ConnectionState["phase"]): void {
    if (phase === this.#phase) return;
    const before = this.#phase;
    this.#phase = phase;
    if (phase === "live") this.#wake();
    if (phase === "closed") for (const jobs of this.#boxes.values()) for (const job of jobs) job.halt();
    if (before === "closed") this.#start();
  }

  /** What waits for its chat goes to it as soon as that is ready. */
  #bindAll(): void {
    const { threadId } = this.#place;
    if (threadId) for (const job of this.#jobs) job.bind(threadId);
    this.#start();
  }

  #start(): void {
    for (const jobs of this.#boxes.values())
      for (const job of jobs) {
        if (this.#running >= AT_ONCE || this.#phase === "closed") return;
        if (job.state !== "waiting" || !job.threadId) continue;
        this.#running++;
        void job.run().finally(() => {
          this.#running--;
          this.#start();
        });
      }
  }

  /** A draft may be older than what the server keeps of it. */
  async #verify(job: UploadJob): Promise<void> {
    const { file, threadId } = job;
    if (!file || !threadId) return;
    const { base, headers } = this.#options.server;
    const address = `${base}/${fileAddress(threadId, file.key)}`;
    const answer = await fetch(address, {
      method: "HEAD",
      credentials: "include",
      headers: await headers.call(this.#options.server),
    }).catch(() => undefined);
    if (answer?.status === 404) job.gone(new ChatError("NOT_FOUND", "The server does not keep this file any more.").toJSON());
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        this.#wakers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener("abort", end);
      this.#wakers.add(end);
    });
  }

  #wake(): void {
    for (const wake of [...this.#wakers]) wake();
  }

  #changed(kept: boolean): void {
    this.#shown = undefined;
    if (kept)
      for (const [box, jobs] of this.#boxes)
        writeBox(
          this.#options,
          box,
          jobs.map((job) => job.kept),
        );
    this.#listeners.emit();
  }
}

function toPlace(store: ChatStore): Place {
  const overview = store.getOverview();
  return { box: boxOf(overview), threadId: overview.ready ? overview.thread.id : undefined };
}
