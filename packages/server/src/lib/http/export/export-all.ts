// All chats of somebody as one zip, written while they are read: one after the other, and of each no more than some turns at a time.
import type { ThreadSummary } from "@colloquy/protocol";
import { displayName } from "../../files/display-name.ts";
import type { HttpDeps } from "../http-deps.ts";
import { findThread } from "../stored-threads.ts";
import { type Export, type ExportWishes, openExport } from "./export-thread.ts";

type Deps = Pick<HttpDeps, "dataLayer" | "registry" | "config" | "files">;

/** So many chats are listed at once. */
const PAGE = 100;

/** Begins an export of what an owner has in their lists: the archived chats too, and not the deleted. */
export async function exportAll(deps: Deps, owner: string, wishes: ExportWishes, now: string): Promise<Export> {
  const { makeZip } = await import("client-zip");
  return {
    name: `${displayName(deps.config.name, "chats").slice(0, 60)} ${now.slice(0, 10)}.zip`,
    type: "application/zip",
    stream: makeZip(entries(deps, owner, wishes, now), { buffersAreUTF8: true }),
  };
}

async function* entries(deps: Deps, owner: string, wishes: ExportWishes, now: string) {
  for await (const { id, createdAt } of allThreads(deps, owner)) {
    const row = await findThread(deps, id);
    // It may have gone since it was listed.
    if (row?.owner !== owner) continue;
    const { stem, ending, text, files } = openExport(deps, row, wishes, now);
    // Two chats may have one title. What keeps them apart is short, and needs no list of what was written.
    const name = `${createdAt.slice(0, 10)} ${stem} ${id.slice(0, 8)}`;
    const lastModified = new Date(row.updatedAt);
    yield { name: files ? `${name}/chat.${ending}` : `${name}.${ending}`, lastModified, input: text };
    if (files) for await (const file of files) yield { name: `${name}/${file.name}`, lastModified, input: file.stream };
  }
}

async function* allThreads({ dataLayer }: Deps, owner: string): AsyncGenerator<ThreadSummary> {
  for (const archived of dataLayer.marks ? [false, true] : [false]) {
    let cursor: string | undefined;
    do {
      const page = await dataLayer.listThreads(owner, { limit: PAGE, archived, ...(cursor !== undefined && { cursor }) });
      yield* page.threads;
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }
}
