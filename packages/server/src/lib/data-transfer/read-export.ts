// An export, line by line, as units again.
import { createReadStream, existsSync, statSync } from "node:fs";
import path from "node:path";
import { createGunzip } from "node:zlib";
import { ChatError, type Element, type Folder, type StepWithText, type Turn } from "@colloquy/protocol";
import type { BlobKey } from "../blob-storage/blob-store.ts";
import type { ApprovalRow } from "../data/approval-rows.ts";
import type { ThreadRow } from "../data/data-layer.ts";
import type { FavouriteRow } from "../data/favourite-store.ts";
import type { FeedbackRow } from "../data/feedback-store.ts";
import type { FileRow } from "../data/file-rows.ts";
import type { ThreadMarks } from "../data/thread-marks.ts";
import type { SignInRow, UserRow } from "../data/user-store.ts";
import { CHATS_FILE } from "./export-data.ts";
import { LINE_SCHEMAS, type LineKind } from "./line-schemas.ts";
import { FORMAT, FORMAT_VERSION } from "./lines.ts";
import { linesOf } from "./lines-of.ts";
import type { MovedShare, MovedUnit } from "./units.ts";

/** The content of a file that stands in the export itself. It is read to its end before the next unit comes. */
export interface MovedBlob {
  readonly kind: "blob";
  readonly key: BlobKey;
  readonly content: AsyncIterable<Uint8Array>;
}

/** A line that has the shape of its kind. */
interface Line {
  readonly kind: LineKind;
  readonly at: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Where the lines of an export are: the file itself, or the one in the folder. Throws NOT_FOUND where there is none. */
export function chatsFileOf(source: string): string {
  const inFolder = path.join(source, CHATS_FILE);
  const file = existsSync(inFolder) ? inFolder : source;
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  throw new ChatError("NOT_FOUND", `There is no export at ${source}.`, {
    fix: `Name a folder with ${CHATS_FILE} in it, or a file that ends in .ndjson.`,
  });
}

/**
 * The units of an export, and what its first line says. Throws BAD_INPUT, with the number of the line, for what is no export, for a line that
 * is not what its kind says, and for an export that was cut off: then what was read so far is moved, and can be moved again.
 */
export async function* readExport(
  file: string,
): AsyncGenerator<MovedUnit | MovedBlob | { readonly kind: "header"; readonly files: boolean }> {
  const lines = toLineReader(file);
  const header = await lines.next();
  if (header?.kind !== "header" || header.value["format"] !== FORMAT) throw notAnExport(file);
  if (Number(header.value["version"]) > FORMAT_VERSION)
    throw new ChatError("BAD_INPUT", `${file} was written by a newer release.`, { fix: "Read it with the release that wrote it." });
  yield { kind: "header", files: header.value["files"] === true };
  let units = 0;
  for (let line = await lines.next(); ; line = await lines.next()) {
    if (!line) throw cutOff(file);
    if (line.kind === "end") {
      if (line.value["units"] !== units) throw cutOff(file);
      return;
    }
    if (line.kind === "blob" || line.kind === "blob-end") {
      yield* readBlob(line, lines);
      continue;
    }
    yield await readUnit(line, lines);
    units += 1;
  }
}

/** Lines with one that can be put back. */
interface LineReader {
  next(): Promise<Line | undefined>;
  back(line: Line): void;
}

function toLineReader(file: string): LineReader {
  const raw = createReadStream(file);
  const text = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  if (text !== raw) raw.on("error", (error) => text.destroy(error));
  const lines = linesOf(text);
  let at = 0;
  let held: Line | undefined;
  return {
    async next() {
      const kept = held;
      held = undefined;
      if (kept) return kept;
      const { value, done } = await lines.next();
      at += 1;
      return done ? undefined : parseLine(value, at, file);
    },
    back(line) {
      held = line;
    },
  };
}

function parseLine(text: string, at: number, file: string): Line {
  const value = parseJson(text);
  const kind = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  if (typeof kind === "string" && Object.hasOwn(LINE_SCHEMAS, kind)) {
    const { success } = LINE_SCHEMAS[kind as LineKind].safeParse(value);
    if (success) return { kind: kind as LineKind, at, value: value as Record<string, unknown> };
  }
  if (at === 1) throw notAnExport(file);
  throw new ChatError("BAD_INPUT", `Line ${at} of ${file} is not what an export holds.`, {
    fix: "Mend the line or take it out; what was read before it can be read again.",
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever it is, it is no line of an export; the caller says which line.
    return undefined;
  }
}

async function readUnit(first: Line, lines: LineReader): Promise<MovedUnit> {
  const { row } = first.value;
  switch (first.kind) {
    case "user": {
      const rows = await rowsBelow(lines, ["sign-in"]);
      return { kind: "person", user: row as UserRow, signIns: rows["sign-in"] as SignInRow[] };
    }
    case "owner": {
      const rows = await rowsBelow(lines, ["approval", "folder", "favourite"]);
      const { owner } = row as { readonly owner: string };
      return {
        kind: "owner",
        owner,
        approvals: rows.approval as ApprovalRow[],
        folders: rows.folder as Folder[],
        favourites: rows.favourite as FavouriteRow[],
      };
    }
    case "thread": {
      const rows = await rowsBelow(lines, ["turn", "file", "step", "element", "share", "feedback", "marks"]);
      const [marks] = rows.marks as ThreadMarks[];
      return {
        kind: "thread",
        thread: row as ThreadRow,
        turns: rows.turn as Turn[],
        files: rows.file as FileRow[],
        steps: rows.step as StepWithText[],
        elements: rows.element as Element[],
        shares: rows.share as MovedShare[],
        feedback: rows.feedback as FeedbackRow[],
        ...(marks && { marks }),
      };
    }
    default:
      throw new ChatError("BAD_INPUT", `Line ${first.at} of the export belongs to a line that is not there.`, {
        fix: "Rows follow the line of what they belong to.",
      });
  }
}

/** What follows the line of a unit, by kind. */
async function rowsBelow<Kind extends LineKind>(lines: LineReader, kinds: readonly Kind[]): Promise<Record<Kind, unknown[]>> {
  const rows = Object.fromEntries(kinds.map((kind) => [kind, [] as unknown[]])) as Record<Kind, unknown[]>;
  for (;;) {
    const line = await lines.next();
    if (!line) return rows;
    const kind = kinds.find((one) => one === line.kind);
    if (kind === undefined) {
      lines.back(line);
      return rows;
    }
    rows[kind].push(line.value["row"]);
  }
}

async function* readBlob(first: Line, lines: LineReader): AsyncGenerator<MovedBlob> {
  const { key } = first.value as { readonly key: BlobKey };
  let next: Line | undefined = first;
  async function* content(): AsyncGenerator<Uint8Array> {
    let size = 0;
    for (; next?.kind === "blob" && next.value["key"] === key; next = await lines.next()) {
      const bytes = Buffer.from(String(next.value["base64"]), "base64");
      size += bytes.length;
      yield bytes;
    }
    if (next?.kind !== "blob-end" || next.value["key"] !== key || next.value["size"] !== size)
      throw new ChatError("BAD_INPUT", `The content of file ${key} ends before it is whole.`, { fix: "Make the export again." });
    next = undefined;
  }
  const pieces = content();
  yield { kind: "blob", key, content: pieces };
  // Whoever did not want it has not read it.
  for await (const _piece of pieces);
}

function notAnExport(file: string): ChatError {
  return new ChatError("BAD_INPUT", `${file} is no export of Colloquy.`, { fix: "Name what `colloquy data export` has written." });
}

function cutOff(file: string): ChatError {
  return new ChatError("BAD_INPUT", `${file} ends before it is whole: it was cut off.`, {
    fix: "Make the export again. What was in it was moved, and can be moved again.",
  });
}
