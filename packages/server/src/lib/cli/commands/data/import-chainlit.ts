// `colloquy data import <address> --from chainlit`

import { openChainlitFiles } from "../../../data-transfer/chainlit/chainlit-files.ts";
import { openChainlitSource } from "../../../data-transfer/chainlit/chainlit-source.ts";
import { importChainlit } from "../../../data-transfer/chainlit/import-chainlit.ts";
import { readDataPlace } from "../../../data-transfer/places.ts";
import { printLine } from "../../terminal.ts";
import { asNamed, driversOf, openDataProject, withStores } from "./data-project.ts";
import type { ImportFlags } from "./import.ts";
import { withMove } from "./with-move.ts";

/** Reads a database of Chainlit into the app's stores. */
export async function importChainlitCommand(address: string, flags: ImportFlags): Promise<void> {
  const project = await openDataProject(flags.app, process.env);
  const { dataLayer, blobStore } = driversOf(project);
  const named = asNamed(project);
  const files = flags.files === undefined ? undefined : openChainlitFiles(flags.files, named);
  const verb = flags.dryRun ? "would be imported" : "imported";
  const { retentionDays } = project.config;
  await withMove(verb, { ...flags, retentionDays }, (report, signal) =>
    withStores({ layers: [dataLayer], blobs: [blobStore] }, async () => {
      const source = await openChainlitSource(
        readDataPlace(address.replace(/^sqlite\+\w+:\/\/\/?/, "").replace(/^postgresql\+\w+:/, "postgresql:"), named),
      );
      try {
        printLine(`Chainlit's ${source.schema === "official" ? "official schema" : "schema of its SQLAlchemy layer"} is read.`);
        const { ownerless, dryRun } = flags;
        await importChainlit(source, { layer: dataLayer, blobs: blobStore }, { report, signal, files, ownerless, dryRun });
      } finally {
        await source.close();
      }
    }),
  );
}
