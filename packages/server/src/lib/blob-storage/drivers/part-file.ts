// The file of a blob while it is written. A name without `.part` always means the whole of it.
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "../../clock.ts";
import type { BlobSink } from "../blob-puts.ts";
import { PART } from "./blob-file.ts";
import { onDisk, THE_FOLDER } from "./disk-errors.ts";

/** Begins the file that will stand at `file` once it is finished. */
export async function openPartFile(file: string, clock: Clock): Promise<BlobSink> {
  const part = file + PART;
  const handle = await onDisk(THE_FOLDER, async () => {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    return open(part, "wx", 0o600);
  });

  return {
    write: (piece) => onDisk(THE_FOLDER, () => handle.writeFile(piece)),
    finish: () => onDisk(THE_FOLDER, () => finish(handle, part, file, clock)),
    async discard() {
      await handle.close().catch(() => undefined);
      // What cannot be removed now is found by the sweep.
      await rm(part, { force: true }).catch(() => undefined);
    },
  };
}

/**
 * The bytes reach the disk before the name does: whoever finds the name after a power failure finds all bytes. That the name reaches it is
 * not waited for, as with the rows of the chats: a power failure may take the last moments.
 */
async function finish(handle: FileHandle, part: string, file: string, clock: Clock): Promise<void> {
  // The instant at which it is whole: the last byte may have come long before the stream ended.
  const now = clock.now() / 1000;
  await handle.utimes(now, now);
  await handle.sync();
  // Before the renaming: Windows renames no open file.
  await handle.close();
  await rename(part, file);
}
