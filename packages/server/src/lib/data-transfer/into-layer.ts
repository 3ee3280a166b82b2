// Takes units into a data layer and a blob store, and says what became of each.
import type { BlobKey, BlobStore } from "../blob-storage/blob-store.ts";
import type { DataLayer } from "../data/data-layer.ts";
import type { FavouriteRow } from "../data/favourite-store.ts";
import type { FileRow } from "../data/file-rows.ts";
import { type BlobSource, copyBlob } from "./copy-blob.ts";
import { putPerson } from "./put-person.ts";
import { putThread } from "./put-thread.ts";
import type { Counted, MoveReport } from "./report.ts";
import type { MovedOwner, MovedPerson, MovedThread, MovedUnit } from "./units.ts";

/** Where things go. */
export interface Destination {
  readonly layer: DataLayer;
  /** Absent: contents of files are not moved. */
  readonly blobs?: { readonly from: BlobSource; readonly to: BlobStore } | undefined;
  /** What this run has stored already, before the chat it belongs to, with its digest. */
  readonly fresh?: Map<BlobKey, string> | undefined;
  readonly report: MoveReport;
  readonly signal?: AbortSignal | undefined;
}

/** Takes one unit after the other. */
export class IntoLayer {
  readonly #to: Destination;
  /** Files of this run: several rows may name one content, which counts once. */
  readonly #told = new Set<string>();
  /** Who is known by another id there. */
  readonly #owners = new Map<string, string>();

  constructor(to: Destination) {
    this.#to = to;
  }

  async take(unit: MovedUnit): Promise<void> {
    this.#to.signal?.throwIfAborted();
    switch (unit.kind) {
      case "person":
        return this.#person(unit);
      case "owner":
        return this.#owner(unit);
      case "thread":
        return this.#thread(unit);
      default:
        return unit satisfies never;
    }
  }

  /** Only the contents of files; `chat` is what reports call it. */
  async takeFiles(files: readonly FileRow[], chat: string): Promise<void> {
    for (const row of files) await this.#file(row, chat);
  }

  async #person(unit: MovedPerson): Promise<void> {
    const { layer, report } = this.#to;
    const { kind, id } = await putPerson(layer, unit);
    if (id !== unit.user.id) this.#owners.set(`user:${unit.user.id}`, `user:${id}`);
    if (kind === "put") report.count("people");
    else report.found("people");
    if (kind === "joined")
      report.problem(
        `person "${unit.user.identifier}"`,
        "is known there by another id: their chats went to that person, their sign-ins did not",
      );
    if (kind === "ahead") report.problem(`person "${unit.user.identifier}"`, "was changed there later: left as it is");
  }

  async #owner({ owner: theirs, approvals, folders, favourites }: MovedOwner): Promise<void> {
    const { layer, report } = this.#to;
    const owner = this.ownerOf(theirs);
    for (const row of approvals) await layer.addApproval({ ...row, owner });
    await this.#folders(owner, folders);
    await this.#favourites(favourites.map((row) => ({ ...row, owner })));
    if (folders.length > 0 && !layer.marks) report.problem(`the folders of ${owner}`, "were left behind: that store keeps none");
  }

  async #folders(owner: string, folders: MovedOwner["folders"]): Promise<void> {
    const { layer, report } = this.#to;
    if (!layer.marks || folders.length === 0) return;
    const known = new Map((await layer.marks.listFolders(owner)).map((folder) => [folder.id, folder.name]));
    for (const folder of folders) {
      await layer.marks.putFolder(owner, folder);
      if (known.get(folder.id) === folder.name) report.found("folders");
      else report.count("folders");
    }
  }

  async #favourites(rows: readonly FavouriteRow[]): Promise<void> {
    const { layer, report } = this.#to;
    const [first] = rows;
    if (!first) return;
    if (!layer.favourites) return report.problem(`the favourites of ${first.owner}`, "were left behind: that store keeps none");
    const known = new Set((await layer.favourites.ofOwner(first.owner)).map(({ threadId, stepId }) => `${threadId} ${stepId}`));
    const fresh = rows.filter(({ threadId, stepId }) => !known.has(`${threadId} ${stepId}`));
    // The order in which they are added is kept.
    for (const row of fresh.toReversed()) await layer.favourites.add(row);
    report.count("favourites", fresh.length);
    report.found("favourites", rows.length - fresh.length);
  }

  async #thread(unit: MovedThread): Promise<void> {
    const { layer, report, signal } = this.#to;
    const moved = this.#owned(unit);
    const { id, name } = moved.thread;
    const what = name === undefined ? `chat ${id}` : `chat ${id} "${name}"`;
    await this.takeFiles(moved.files, what);
    if (moved.shares.length > 0 && !layer.shares) report.problem(what, "its links were left behind: that store keeps none");
    if (moved.feedback.length > 0 && !layer.feedback) report.problem(what, "its ratings were left behind: that store keeps none");
    if (moved.marks && !layer.marks) report.problem(what, "is not pinned, tagged or put away there: that store keeps no marks");
    const done = await putThread(layer, moved, signal);
    if (done === "put" || done === "same") report.age(moved);
    if (done === "put") this.#counted(moved, (counted, by) => report.count(counted, by));
    else this.#counted(moved, (counted, by) => report.found(counted, by));
    if (done === "ahead") report.problem(what, "went on there meanwhile: left as it is");
    if (done === "other-owner") report.problem(what, "belongs to somebody else there: left as it is");
  }

  #counted({ steps, elements, shares, feedback, marks }: MovedThread, count: (counted: Counted, by: number) => void): void {
    count("chats", 1);
    count("steps", steps.length);
    count("elements", elements.length);
    count("links", shares.length);
    count("feedback", feedback.length);
    count("marks", marks ? 1 : 0);
  }

  async #file({ key, size, name, sha256 }: FileRow, chat: string): Promise<void> {
    const { blobs, fresh, report, signal } = this.#to;
    if (!blobs || this.#told.has(key)) return;
    this.#told.add(key);
    const what = `file ${key} "${name}" of ${chat}`;
    const blob = key as string as BlobKey;
    const digest = fresh?.get(blob);
    fresh?.delete(blob);
    const found = await copyBlob({ key: blob, size }, blobs.from, blobs.to, signal);
    const copied = digest === undefined || found.kind !== "same" ? found : ({ ...found, kind: "copied", sha256: digest } as const);
    if (copied.kind === "missing") return report.problem(what, "has no content where it comes from");
    if (copied.kind === "same") return report.found("files");
    report.count("files");
    report.bytes += copied.size;
    if (copied.size !== size || (copied.sha256 !== undefined && copied.sha256 !== sha256))
      report.problem(what, "has other bytes than its row says: they were moved as they are");
  }

  #owned(unit: MovedThread): MovedThread {
    const owner = this.ownerOf(unit.thread.owner);
    if (this.#owners.size === 0) return unit;
    const feedback = unit.feedback.map((row) => ({ ...row, owner: this.ownerOf(row.owner) }));
    return { ...unit, thread: { ...unit.thread, owner }, files: unit.files.map((row) => ({ ...row, owner })), feedback };
  }

  /** How somebody is known at the destination. */
  ownerOf(owner: string): string {
    return this.#owners.get(owner) ?? owner;
  }
}
