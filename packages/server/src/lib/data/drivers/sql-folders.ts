// Folders, in both databases. A name may be any string, so a folder is kept as JSON, into which no statement looks.
import type { Folder, FolderId } from "@colloquy/protocol";
import { toRecordJson } from "../../storable.ts";
import { noFolder, tooManyFolders } from "../thread-marks.ts";
import { alone, rows, run, type SqlJob } from "./sql-job.ts";

interface FolderColumns {
  readonly owner: string;
  readonly record: string;
}

const COLUMNS = "owner, record::text AS record";

export function* listFolders(owner: string): SqlJob<Folder[]> {
  const found = yield* rows<FolderColumns>(`SELECT ${COLUMNS} FROM @.folders WHERE owner = $1 ORDER BY pos`, owner);
  return found.map(toFolder);
}

export function* putFolder(owner: string, folder: Folder, most: number | undefined): SqlJob<void> {
  if (most !== undefined) yield* alone(owner);
  const [known] = yield* rows<FolderColumns>(`SELECT ${COLUMNS} FROM @.folders WHERE id = $1 FOR UPDATE`, folder.id);
  if (known && known.owner !== owner) throw noFolder();
  if (!known && most !== undefined) {
    const [own] = yield* rows<{ count: number }>("SELECT count(*) AS count FROM @.folders WHERE owner = $1", owner);
    if ((own?.count ?? 0) >= most) throw tooManyFolders(most);
  }
  const { createdAt } = known ? toFolder(known) : folder;
  // Another process may have made the same one since: of two people it is that of the first.
  const written = yield* run(
    `INSERT INTO @.folders (id, owner, record) VALUES ($1, $2, $3::text::json)
     ON CONFLICT (id) DO UPDATE SET record = excluded.record WHERE folders.owner = excluded.owner`,
    folder.id,
    owner,
    toRecordJson({ ...folder, createdAt }, "The folder"),
  );
  if (written === 0) throw noFolder();
}

/** Its chats stay. */
export function* removeFolder(owner: string, folderId: FolderId): SqlJob<boolean> {
  if ((yield* run("DELETE FROM @.folders WHERE id = $1 AND owner = $2", folderId, owner)) === 0) return false;
  yield* run("UPDATE @.threads SET folder = NULL WHERE folder = $1", folderId);
  return true;
}

/** It stays so while the transaction lasts. */
export function* isFolderOf(owner: string, folderId: string): SqlJob<boolean> {
  return (yield* rows("SELECT 1 FROM @.folders WHERE id = $1 AND owner = $2 FOR KEY SHARE", folderId, owner)).length > 0;
}

/** Within the transaction that moves the threads. */
export function* moveFolders(from: string, to: string): SqlJob<void> {
  yield* run("UPDATE @.folders SET owner = $2 WHERE owner = $1", from, to);
}

function toFolder({ record }: FolderColumns): Folder {
  return JSON.parse(record) as Folder;
}
