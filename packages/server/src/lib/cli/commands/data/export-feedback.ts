// `colloquy data export <file> --feedback`
import type { ThreadId } from "@colloquy/protocol";
import { feedbackLines } from "../../../data/feedback-lines.ts";
import { assertKnown, type Wanted } from "../../../data-transfer/read-layer.ts";
import { assertFeedbackReplaceable } from "../../../data-transfer/replaceable.ts";
import { openLineFile } from "../../../data-transfer/written-file.ts";
import { printLine } from "../../terminal.ts";
import { placesOf } from "./app-places.ts";
import { driversOf, openDataProject, requireThere, toInstant, withStores } from "./data-project.ts";

interface FeedbackFlags {
  readonly app: string;
  readonly thread?: string;
  readonly owner?: string;
  readonly since?: string;
}

/** Writes one line of JSON for each rating, with the question, what came before it and the answer: ready for evaluation. */
export async function exportFeedback(target: string, flags: FeedbackFlags): Promise<void> {
  const project = await openDataProject(flags.app, process.env);
  for (const { place } of placesOf(project).databases.slice(0, 1)) requireThere(place);
  const { dataLayer } = driversOf(project);
  const { thread, owner } = flags;
  const since = flags.since === undefined ? undefined : toInstant(flags.since);
  const wanted: Wanted = { threadId: thread as ThreadId | undefined, owner, since };
  await withStores({ layers: [dataLayer], blobs: [] }, async () => {
    await assertKnown(dataLayer, wanted);
    await assertFeedbackReplaceable(target, wanted);
    const accepts = (row: { readonly threadId: string; readonly owner: string }) =>
      (thread === undefined || row.threadId === thread) && (owner === undefined || row.owner === owner);
    const lines = await openLineFile(target);
    let count = 0;
    try {
      for await (const line of feedbackLines(dataLayer, { since, accepts })) {
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
