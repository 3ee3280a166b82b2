// The folders of the caller's chats, and the tags they have: read when somebody looks at them, and again when the server says so.
import { ChatError, type Folder, type FolderId, isChatError, type TagCount } from "@colloquy/protocol";
import type { ApiClient } from "./api-client.ts";
import { Listeners } from "./listeners.ts";
import type { PageSignals } from "./socket/page-signals.ts";

/** What there is to sort chats by. */
export interface FoldersView {
  /** The first made first. */
  readonly folders: readonly Folder[];
  /** In the order of the alphabet; with how many chats have each. */
  readonly tags: readonly TagCount[];
  /** They are being read. */
  readonly loading: boolean;
  /** Why the last reading failed. */
  readonly error?: ChatError;
}

/** An external store of the caller's folders and tags. It reads nothing before somebody subscribes. */
export class Folders {
  readonly #api: ApiClient;
  readonly #signals: Pick<PageSignals, "onWake">;
  readonly #listeners = new Listeners();
  #view: FoldersView = { folders: [], tags: [], loading: false };
  #stopWatching: (() => void) | undefined;
  #reading: AbortController | undefined;

  constructor(api: ApiClient, signals: Pick<PageSignals, "onWake">) {
    this.#api = api;
    this.#signals = signals;
  }

  /** Tells when they have changed; the first who subscribes has them read. Returns the way out. */
  subscribe(listener: () => void): () => void {
    const remove = this.#listeners.add(listener);
    if (!this.#stopWatching) {
      this.#stopWatching = this.#signals.onWake(() => void this.refresh());
      void this.refresh();
    }
    return () => {
      remove();
      if (this.#listeners.size > 0) return;
      this.#stopWatching?.();
      this.#stopWatching = undefined;
    };
  }

  /** The folders and tags as they stand; the same object until they change. */
  getView(): FoldersView {
    return this.#view;
  }

  /** Reads them again. A failure is told by the view. */
  async refresh(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#set({ ...this.#view, loading: true });
    const { signal } = reading;
    try {
      const [{ folders }, { tags }] = await Promise.all([
        this.#api.call("listFolders", {}, { signal }),
        this.#api.call("listTags", {}, { signal }),
      ]);
      if (!signal.aborted) this.#set({ folders, tags, loading: false });
    } catch (cause) {
      if (signal.aborted) return;
      const error = isChatError(cause) ? cause : new ChatError("INTERNAL", "The folders could not be read.", { cause });
      this.#set({ ...this.#view, loading: false, error });
    }
  }

  /** The server says that something is different. @internal */
  changed(): void {
    if (this.#stopWatching) void this.refresh();
  }

  /** Makes a folder. Throws a ChatError when the server refuses. */
  async create(name: string): Promise<Folder> {
    const { folder } = await this.#api.call("createFolder", { name });
    const others = this.#view.folders.filter(({ id }) => id !== folder.id);
    this.#set({ ...this.#view, folders: [...others, folder] });
    this.changed();
    return folder;
  }

  /** Shows the new name at once, and the old one again when the server refuses. Throws a ChatError then. */
  async rename(folderId: FolderId, name: string): Promise<void> {
    const folders = this.#view.folders.map((folder) => (folder.id === folderId ? { ...folder, name } : folder));
    await this.#change(folders, () => this.#api.call("renameFolder", { folderId, name }));
  }

  /** Takes a folder away; the chats in it stay. Throws a ChatError when the server refuses. */
  async remove(folderId: FolderId): Promise<void> {
    await this.#change(
      this.#view.folders.filter(({ id }) => id !== folderId),
      () => this.#api.call("deleteFolder", { folderId }),
    );
  }

  async #change(folders: readonly Folder[], act: () => Promise<unknown>): Promise<void> {
    const before = this.#view.folders;
    this.#set({ ...this.#view, folders });
    try {
      await act();
    } catch (error) {
      this.#set({ ...this.#view, folders: before });
      throw error;
    }
  }

  #set(view: FoldersView): void {
    this.#view = view;
    this.#listeners.emit();
  }
}
