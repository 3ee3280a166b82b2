// `colloquy data migrate`
import { ChatError } from "@colloquy/protocol";
import { printLine } from "../../terminal.ts";
import { describePlace, inspectPlace, placesOf } from "./app-places.ts";
import { driversOf, openDataProject } from "./data-project.ts";
import { describePart } from "./status.ts";

/** Brings the tables up to date. With `check` it only looks: the process ends with 1 where something is to be done. */
export async function migrateCommand(flags: { readonly app: string; readonly check?: boolean }): Promise<void> {
  const project = await openDataProject(flags.app, process.env);
  if (!flags.check) {
    const { dataLayer, sessionStore } = driversOf(project);
    await dataLayer.open();
    try {
      await sessionStore.open();
      await sessionStore.close();
    } finally {
      await dataLayer.close();
    }
  }
  let isCurrent = true;
  for (const used of placesOf(project).databases) {
    const state = await inspectPlace(used);
    printLine(describePlace(used.place));
    for (const part of state?.parts ?? []) {
      printLine(`  ${describePart(part)}`);
      isCurrent &&= part.version === part.known;
    }
  }
  if (isCurrent) return;
  if (flags.check) process.exitCode = 1;
  else throw new ChatError("STORE_FAILED", "Some tables are not up to date.", { fix: "Look at the lines above." });
}
