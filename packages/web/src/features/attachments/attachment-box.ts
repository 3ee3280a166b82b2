// What the message box knows of the files that are to go with the next message. Everything it takes to have some (sending them, rules, cards)
// comes with the first of them.
import type { Upload, UploadedFile, Uploads } from "@colloquy/client";

export interface Attached {
  readonly uploads: readonly Upload[];
  /** Text that was pasted and is long enough to be a file. */
  readonly pasted: string | undefined;
}

const NOTHING: Attached = { uploads: [], pasted: undefined };

/** An external store; one for the message box. */
export class AttachmentBox {
  readonly #load: () => Promise<Uploads>;
  readonly #listeners = new Set<() => void>();
  #uploads: Uploads | undefined;
  #state: Attached = NOTHING;

  constructor(load: () => Promise<Uploads>) {
    this.#load = load;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): Attached => this.#state;

  /** What sends them; from then on the list follows it. Throws when its code does not come. */
  async open(): Promise<Uploads> {
    const uploads = await this.#load();
    if (this.#uploads) return uploads;
    this.#uploads = uploads;
    const follow = () => this.#set({ uploads: uploads.getUploads() });
    uploads.subscribe(follow);
    follow();
    return uploads;
  }

  offerPasted(pasted: string | undefined): void {
    if (pasted !== this.#state.pasted) this.#set({ pasted });
  }

  take(): readonly UploadedFile[] {
    return this.#uploads?.take() ?? [];
  }

  /** As `take`, for what may be refused: they come back unless they were taken. */
  setAside(): ReturnType<Uploads["setAside"]> {
    return this.#uploads?.setAside() ?? { files: [], settle: () => undefined };
  }

  remove(id: string): void {
    this.#uploads?.remove(id);
  }

  retry(id: string): void {
    this.#uploads?.retry(id);
  }

  resume(id: string, file: File): void {
    this.#uploads?.resume(id, file);
  }

  #set(change: Partial<Attached>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** What keeps a message with these files from going out: some are on their way, or one needs the person. */
export function standOf(uploads: readonly Upload[]): "none" | "ready" | "pending" | "stuck" {
  if (uploads.length === 0) return "none";
  if (uploads.some(({ state }) => state === "failed" || state === "lost")) return "stuck";
  return uploads.every(({ state }) => state === "done") ? "ready" : "pending";
}
