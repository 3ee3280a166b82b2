// `colloquy data export <target>`
import type { ThreadId } from "@colloquy/protocol";
import { exportData } from "../../../data-transfer/export-data.ts";
import { placesOf } from "./app-places.ts";
import { driversOf, openDataProject, requireThere, toInstant, withStores } from "./data-project.ts";
import { type MoveFlags, withMove } from "./with-move.ts";

export interface ExportFlags extends MoveFlags {
  readonly app: string;
  readonly thread?: string;
  readonly owner?: string;
  readonly since?: string;
  /** `--without-files` makes it false. */
  readonly files: boolean;
}

/** Writes the app's data, or some of it, into a folder or a file. */
export async function exportCommand(target: string, flags: ExportFlags): Promise<void> {
  const project = await openDataProject(flags.app, process.env);
  for (const { place } of placesOf(project).databases.slice(0, 1)) requireThere(place);
  const { dataLayer, blobStore } = driversOf(project);
  const blobs = flags.files ? blobStore : undefined;
  const wanted = {
    threadId: flags.thread as ThreadId | undefined,
    owner: flags.owner,
    since: flags.since === undefined ? undefined : toInstant(flags.since),
  };
  await withMove("exported", flags, (report, signal) =>
    withStores({ layers: [dataLayer], blobs: [blobs] }, () => exportData({ layer: dataLayer, blobs }, target, { report, signal, wanted })),
  );
}
