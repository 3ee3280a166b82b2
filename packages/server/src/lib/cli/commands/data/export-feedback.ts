// `colloquy data export <file> --feedback`
import { feedbackLines } from "../../../data/feedback-lines.ts";
import { openLineFile } from "../../../data-transfer/written-file.ts";
import { printLine } from "../../terminal.ts";
import { placesOf } from "./app-places.ts";
import { driversOf, openDataProject, requireThere, toInstant, withStores } from "./data-project.ts";

/** Writes one line of JSON for each rating, with the question, what came before it and the answer: ready for evaluation. */
export async function exportFeedback(target: string, flags: { readonly app: string; readonly since?: string }): Promise<void> {
  const project = await openDataProject(flags.app, process.env);
  for (const { place } of placesOf(project).databases.slice(0, 1)) requireThere(place);
  const { dataLayer } = driversOf(project);
  await withStores({ layers: [dataLayer], blobs: [] }, async () => {
    const lines = await openLineFile(target);
    let count = 0;
    try {
      for await (const line of feedbackLines(dataLayer, flags.since === undefined ? {} : { since: toInstant(flags.since) })) {
        await lines.write(line.trimEnd());
        count += 1;
      }
      await lines.finish();
    } catch (error) {
      await lines.discard();
      throw error;
    }
    printLine(`✓ exported: feedback ${count.toLocaleString("en")}`);
  });
}
