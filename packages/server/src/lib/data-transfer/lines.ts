// Units as lines of text: the format of an export, and what two stores are compared by. One line is one row, as JSON; the rows of a chat
// follow the line of the chat. The order of a row's own keys is fixed here, as every store gives them in an order of its own; what is within
// them keeps the order it was given.
import type { MovedOwner, MovedPerson, MovedThread, MovedUnit } from "./units.ts";

/** Which version of the format is written. Another number is one that older releases cannot read. */
export const FORMAT_VERSION = 1;
export const FORMAT = "colloquy-data";

/** Of what an export is that has not everything. */
export interface ExportScope {
  readonly threadId?: string | undefined;
  readonly owner?: string | undefined;
  readonly since?: string | undefined;
}

/** The first line of an export: whether the contents of files are in it, too, and what it is limited to. */
export function headerLine(has: { readonly files: boolean }, scope: ExportScope = {}): string {
  const only = Object.values(scope).some((one) => one !== undefined) ? { only: sorted(scope) } : {};
  return JSON.stringify({ kind: "header", format: FORMAT, version: FORMAT_VERSION, files: has.files, ...only });
}

/** The last line of an export: without it, the export was cut off. */
export function endLine(units: number): string {
  return JSON.stringify({ kind: "end", units });
}

/** A piece of a file's content, where an export is one file. */
export function blobLine(key: string, base64: string): string {
  return JSON.stringify({ kind: "blob", key, base64 });
}

/** All pieces of a content were told. */
export function blobEndLine(key: string, size: number): string {
  return JSON.stringify({ kind: "blob-end", key, size });
}

/** The lines of a unit, without ends of lines. */
export function toLines(unit: MovedUnit): string[] {
  switch (unit.kind) {
    case "person":
      return personLines(unit);
    case "owner":
      return ownerLines(unit);
    case "thread":
      return threadLines(unit);
    default:
      return unit satisfies never;
  }
}

function personLines({ user, signIns }: MovedPerson): string[] {
  return [line("user", user), ...signIns.map((row) => line("sign-in", row))];
}

function ownerLines({ owner, approvals, folders, favourites }: MovedOwner): string[] {
  return [
    line("owner", { owner }),
    ...approvals.map((row) => line("approval", row)),
    ...folders.map((row) => line("folder", row)),
    ...favourites.map((row) => line("favourite", row)),
  ];
}

function threadLines({ thread, turns, steps, elements, files, shares, feedback, marks }: MovedThread): string[] {
  return [
    line("thread", thread),
    ...turns.map((row) => line("turn", row)),
    ...files.map((row) => line("file", row)),
    ...steps.map((row) => line("step", row)),
    ...elements.map((row) => line("element", row)),
    ...shares.map(({ row, content }) => line("share", { row: sorted(row), content })),
    ...feedback.map((row) => line("feedback", row)),
    ...(marks ? [line("marks", marks)] : []),
  ];
}

function line(kind: string, row: object): string {
  return JSON.stringify({ kind, row: sorted(row) });
}

function sorted(row: object): object {
  return Object.fromEntries(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
}
