// `colloquy data status`
import picocolors from "picocolors";
import type { PartState, StoreState } from "../../../data-transfer/inspect/store-state.ts";
import { printLine } from "../../terminal.ts";
import { describePlace, inspectPlace, placesOf } from "./app-places.ts";
import { openDataProject } from "./data-project.ts";

const { bold, dim, green, yellow } = picocolors;

/** Says which stores an app has, what is in them, and what is unfinished. Nothing is changed, and no password is shown. */
export async function statusCommand(flags: { readonly app: string; readonly json?: boolean }): Promise<void> {
  const project = await openDataProject(flags.app, process.env);
  const { databases, files } = placesOf(project);
  const found = [];
  for (const used of databases) found.push({ kind: used.place.kind, place: describePlace(used.place), state: await inspectPlace(used) });
  if (flags.json) {
    console.log(JSON.stringify({ databases: found, files }, undefined, 2));
    return;
  }
  for (const { kind, place, state } of found) {
    printLine(`${bold(kind)} ${place}`);
    if (state) printState(state);
  }
  printLine(`${bold("files")} ${files}`);
}

function printState({ exists, parts, counts, bytes, fileBytes, openTurns }: StoreState): void {
  if (!exists) {
    printLine(dim("  not there yet: the first start makes it"));
    return;
  }
  for (const part of parts) printLine(`  ${describePart(part)}`);
  const told = Object.entries(counts).map(([what, count]) => `${what} ${count.toLocaleString("en")}`);
  printLine(`  ${told.join(", ")}`);
  printLine(`  ${bytes.toLocaleString("en")} bytes, and ${fileBytes.toLocaleString("en")} bytes of files`);
  if (openTurns > 0)
    printLine(`  ${yellow("!")} ${openTurns} turns have no end: they run now, or their process died; the next start closes those`);
}

export function describePart({ name, version, known }: PartState): string {
  if (version === known) return `${green("✓")} tables of ${name}: version ${version}`;
  if (version > known) return `${yellow("!")} tables of ${name}: version ${version}, written by a newer release (this one knows ${known})`;
  return `${yellow("!")} tables of ${name}: version ${version} of ${known}; \`colloquy data migrate\`, or the next start, brings them up to date`;
}
