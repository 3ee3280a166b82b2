// `colloquy data import <source>`
import { importData } from "../../../data-transfer/import-data.ts";
import { driversOf, openDataProject, withStores } from "./data-project.ts";
import { type MoveFlags, withMove } from "./with-move.ts";

export interface ImportFlags extends MoveFlags {
  readonly app: string;
  /** `chainlit`: the source is a database of Chainlit. */
  readonly from?: string;
  /** Where its files are. */
  readonly files?: string;
  readonly ownerless?: string;
  readonly dryRun?: boolean;
}

/** Reads an export into the app's stores. */
export async function importCommand(source: string, flags: ImportFlags): Promise<void> {
  const project = await openDataProject(flags.app, process.env);
  const { dataLayer, blobStore } = driversOf(project);
  const { retentionDays } = project.config;
  await withMove("imported", { ...flags, retentionDays }, (report, signal) =>
    withStores({ layers: [dataLayer], blobs: [blobStore] }, () =>
      importData(source, { layer: dataLayer, blobs: blobStore }, { report, signal }),
    ),
  );
}
