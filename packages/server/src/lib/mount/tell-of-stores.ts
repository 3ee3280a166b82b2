// What the log says at a start about where things are kept, and about what was kept elsewhere until now and is not found any more.
import path from "node:path";
import type { BlobKey } from "../blob-storage/blob-store.ts";
import type { FileRow } from "../data/file-rows.ts";
import type { Logger } from "../logger.ts";
import { hasRows } from "../sqlite/has-rows.ts";
import { withoutPassword } from "../without-password.ts";
import type { Drivers } from "./default-drivers.ts";

interface TellOptions {
  readonly drivers: Drivers;
  readonly appDir: string;
  readonly logger: Logger;
  /** How the places are named, where they are named: addresses and paths. */
  readonly places: { readonly chats?: unknown; readonly files?: unknown };
}

const USUAL_CHATS = path.join(".colloquy", "chats.sqlite");
const USUAL_FILES = path.join(".colloquy", "files");
/** So many of the oldest chats are looked through for a file, and so many files are looked for. */
const CHATS = 50;
const SAMPLES = 3;

/** Says where chats and files are kept, and warns of those that lie elsewhere. Resolves when it has looked; never throws. */
export async function tellOfStores({ drivers, appDir, logger, places }: TellOptions): Promise<void> {
  const { dataLayer, blobStore } = drivers;
  const chats = describe(places.chats, USUAL_CHATS, dataLayer.name);
  const files = describe(places.files, USUAL_FILES, blobStore.name);
  logger.info({}, `chats are kept in ${chats}, files in ${files}`);
  try {
    if (dataLayer.name === "postgres" && (await hasRows(path.resolve(appDir, USUAL_CHATS), "threads")))
      logger.warn(
        {},
        `${USUAL_CHATS} holds chats, and they are not those of ${chats}: copy them with \`npx colloquy data copy --from sqlite --to postgres\`, or move the file away`,
      );
    const missing = await missingFile(drivers);
    if (missing)
      logger.warn(
        { file: missing.key, chat: missing.threadId },
        `older files are not in ${files}, and answer 404: copy them with \`npx colloquy data copy --files-from ${files === USUAL_FILES ? "<where they were>" : USUAL_FILES} --files-to ${files}\``,
      );
  } catch (error) {
    // A store that fails says so where it is used.
    logger.debug({ err: error }, "whether older chats and files lie elsewhere could not be looked up");
  }
}

function describe(place: unknown, usual: string, driver: string): string {
  if (place === undefined) return usual;
  return typeof place === "string" ? withoutPassword(place) : `the app's own driver "${driver}"`;
}

/** A file of the oldest chats, where none of those that were looked for is in the store: one alone may be lost for another reason. */
async function missingFile({ dataLayer, blobStore }: Drivers): Promise<FileRow | undefined> {
  const { walk } = dataLayer;
  const rows: FileRow[] = [];
  for (const { id } of (await walk?.allThreads({ limit: CHATS }))?.threads ?? []) {
    rows.push(...((await walk?.filesOf(id)) ?? []));
    if (rows.length >= SAMPLES) break;
  }
  for (const { key } of rows.slice(0, SAMPLES)) if (await blobStore.stat(key as string as BlobKey)) return undefined;
  return rows[0];
}
