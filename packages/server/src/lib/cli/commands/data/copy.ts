// `colloquy data copy --from <address> --to <address>`
import { ChatError } from "@colloquy/protocol";
import type { BlobStore } from "../../../blob-storage/blob-store.ts";
import type { DataLayer } from "../../../data/data-layer.ts";
import { copyData, copyFiles } from "../../../data-transfer/copy.ts";
import { type DataPlace, readDataPlace, toBlobStoreAt, toDataLayer } from "../../../data-transfer/places.ts";
import { printWarnings } from "../../terminal.ts";
import { asNamed, type DataProject, driversOf, openDataProject, requireThere, withStores } from "./data-project.ts";
import { type MoveFlags, withMove } from "./with-move.ts";

export interface CopyFlags extends MoveFlags {
  readonly app: string;
  /** Without both, or with one database twice, only files are copied: those that the chats there have. */
  readonly from?: string;
  readonly to?: string;
  readonly filesFrom?: string;
  readonly filesTo?: string;
}

/** Two databases; one or none where only files are copied. */
function placesOf({ from, to, filesFrom }: CopyFlags, project: DataProject): DataPlace[] {
  const named = [from, to].flatMap((address) => (address === undefined ? [] : [readDataPlace(address, asNamed(project))]));
  const [one, other] = named;
  if (one && other && JSON.stringify(one) !== JSON.stringify(other)) return named;
  if (filesFrom !== undefined && named.length !== 1) return named.slice(0, 1);
  if (one && other)
    throw new ChatError("BAD_INPUT", "This copies a database onto itself.", {
      fix: "Name two: --from sqlite --to postgres. Files alone: --files-from .colloquy/files --files-to s3://bucket",
    });
  throw new ChatError("BAD_INPUT", "A copy goes from one database to another: one of the two is missing.", {
    fix: "Write --from sqlite --to postgres; for files alone --files-from and --files-to without both.",
  });
}

/** The rows stay as they are: they name contents by keys that are the same everywhere. */
async function copyOnlyFiles(layer: DataLayer, [from, to]: readonly (BlobStore | undefined)[], flags: CopyFlags): Promise<void> {
  if (!from || !to) return;
  await withMove("copied", flags, (report, signal) =>
    withStores({ layers: [layer], blobs: [from, to] }, () => copyFiles(layer, { from, to }, { report, signal })),
  );
}

/** Copies everything from one database to another, and files where both places of them are named. */
export async function copyCommand(flags: CopyFlags): Promise<void> {
  if ((flags.filesFrom === undefined) !== (flags.filesTo === undefined))
    throw new ChatError("BAD_INPUT", "Files are copied from one place to another: one of the two is missing.", {
      fix: "Write --files-from .colloquy/files --files-to s3://bucket, or neither: then the files stay where they are.",
    });
  const project = await openDataProject(flags.app, process.env);
  const blobs = [flags.filesFrom, flags.filesTo].map((address) =>
    address === undefined ? undefined : toBlobStoreAt(address, asNamed(project)),
  );
  const places = placesOf(flags, project);
  const open = (place: DataPlace) => toDataLayer(place, (message) => printWarnings([message]));
  if (places.length < 2) {
    const [place] = places;
    if (place) requireThere(place);
    return copyOnlyFiles(place ? open(place) : driversOf(project).dataLayer, blobs, flags);
  }
  const [from] = places;
  if (from) requireThere(from);
  const layers = places.map(open);
  const [source, target] = layers;
  if (!source || !target) return;
  await withMove("copied", flags, (report, signal) =>
    withStores({ layers, blobs }, () =>
      copyData({ layer: source, blobs: blobs[0] }, { layer: target, blobs: blobs[1] }, { report, signal }),
    ),
  );
}
