// Chainlit's elements as ours: their contents become files under a key of their own, or props where ours are made of those.
import { createHash } from "node:crypto";
import {
  ELEMENT_DISPLAYS,
  ELEMENT_SIZES,
  ELEMENT_TYPES,
  type Element,
  type ElementId,
  type ElementType,
  type FileKey,
  type StepId,
  type ThreadId,
} from "@colloquy/protocol";
import type { BlobContent, BlobKey, BlobStore } from "../../blob-storage/blob-store.ts";
import type { DataLayer } from "../../data/data-layer.ts";
import type { FileRow } from "../../data/file-rows.ts";
import { passing } from "../../files/content.ts";
import { contentTypeOf, SNIFFED_BYTES, UNKNOWN_TYPE } from "../../files/content-type.ts";
import { displayName } from "../../files/display-name.ts";
import type { MoveReport } from "../report.ts";
import type { ChainlitFiles } from "./chainlit-files.ts";
import type { ChainlitElement } from "./chainlit-rows.ts";
import { derivedId, sameId } from "./derived-id.ts";

/** What elements are made with. */
export interface ElementsContext {
  readonly layer: DataLayer;
  readonly blobs: BlobStore | undefined;
  /** Absent: contents stay where they are. */
  readonly files: ChainlitFiles | undefined;
  readonly report: MoveReport;
  readonly signal: AbortSignal | undefined;
  /** Nothing is written. */
  readonly dryRun: boolean;
}

/** Of which chat they are. */
export interface ElementsOf {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly createdAt: string;
  readonly stepOf: ReadonlyMap<string, StepId>;
}

/** No props are longer; a file of tasks or of a component's props that is, is no such thing. */
const MAX_PROPS_BYTES = 256 * 1024;

/** Elements, with the rows of their files. Those that cannot be shown any more are left out, and told. */
export async function toElements(
  rows: readonly ChainlitElement[],
  of: ElementsOf,
  context: ElementsContext,
): Promise<{ readonly elements: Element[]; readonly files: FileRow[] }> {
  const elements: Element[] = [];
  const files: FileRow[] = [];
  for (const row of rows) {
    context.signal?.throwIfAborted();
    const what = `${row.type} "${row.name}" of chat ${of.threadId}`;
    const forId = row.forId === undefined ? undefined : of.stepOf.get(row.forId);
    if (row.forId !== undefined && forId === undefined) {
      context.report.problem(what, "belongs to a step that is not there: left out");
      continue;
    }
    const plain = toPlain(row, forId);
    if (plain.type === "custom" || plain.type === "tasklist") {
      const props = Object.keys(row.props).length > 0 ? row.props : await readProps(row, context);
      elements.push({ ...plain, ...(Object.keys(props).length > 0 && { props: { ...plain.props, ...props } }) });
      continue;
    }
    const put = row.objectKey === undefined ? { missing: "was never stored" } : await putFile(row, row.objectKey, of, context);
    if ("file" in put) {
      files.push(put.file);
      elements.push({ ...plain, mime: put.file.mime, file: { key: put.file.key, size: put.file.size } });
    } else if (row.url !== undefined && /^https?:/i.test(row.url)) {
      if (row.objectKey !== undefined) context.report.problem(what, `${put.missing}: it keeps its address, which may end`);
      elements.push({ ...plain, ...(row.mime !== undefined && { mime: row.mime }), url: row.url });
    } else context.report.problem(what, `${put.missing}: left out`);
  }
  // In the order in which a store has them.
  return { elements, files: files.sort((one, other) => (one.key < other.key ? -1 : 1)) };
}

function toPlain(row: ChainlitElement, forId: StepId | undefined): Element {
  const type: ElementType = ELEMENT_TYPES.find((one) => one === row.type) ?? "file";
  const size = ELEMENT_SIZES.find((one) => one === row.size);
  const props = {
    ...(type === "pdf" && row.page !== undefined && { page: row.page }),
    ...(type === "audio" && row.autoPlay && { autoPlay: true }),
    ...(type === "video" && Object.keys(row.playerConfig).length > 0 && { playerConfig: row.playerConfig }),
  };
  return {
    id: sameId<ElementId>(row.id),
    ...(forId !== undefined && type !== "tasklist" && { forId }),
    type,
    name: row.name,
    display: ELEMENT_DISPLAYS.find((one) => one === row.display) ?? "inline",
    ...(size !== undefined && { size }),
    ...(row.language !== undefined && { language: row.language }),
    ...(Object.keys(props).length > 0 && { props }),
  };
}

/** What Chainlit keeps as a file of JSON and we as props. */
async function readProps({ objectKey, url }: ChainlitElement, { files }: ElementsContext): Promise<Readonly<Record<string, unknown>>> {
  const found = objectKey === undefined ? undefined : await files?.({ objectKey, url });
  if (!found || !("content" in found)) return {};
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of found.content) {
    size += piece.byteLength;
    if (size > MAX_PROPS_BYTES) return {};
    pieces.push(piece);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(pieces).toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    // Whatever it is, it has no props.
    return {};
  }
}

/** The row of a file, or why there is none. */
type PutFile = { readonly file: FileRow } | { readonly missing: string };

/** Under a key that follows from the element: what an earlier run has stored is not stored again. */
async function putFile(row: ChainlitElement, objectKey: string, of: ElementsOf, context: ElementsContext): Promise<PutFile> {
  const { layer, blobs, files, report, signal } = context;
  const key = derivedId<FileKey>(`file ${of.threadId} ${row.id}`);
  const known = await layer.loadFile(of.threadId, key);
  const blob = key as string as BlobKey;
  if (known && (!blobs || (await blobs.stat(blob)))) {
    report.found("files");
    return { file: known };
  }
  if (!files || !blobs) return { missing: "has no content at any place that was named (--files)" };
  const found = await files({ objectKey, url: row.url });
  if ("missing" in found) return found;
  const name = displayName(row.name);
  const looked = await look(found.content, name);
  const put = context.dryRun ? await measured(looked.content) : await putBlob(blobs, blob, looked.content, signal);
  report.count("files");
  report.bytes += put.size;
  const { threadId, owner, createdAt } = of;
  return { file: { key, threadId, owner, name, mime: looked.mime(), size: put.size, sha256: put.sha256, createdAt } };
}

/** The type is what the content says, as for every file here, and not what the row does. */
async function look(content: BlobContent, name: string) {
  let mime = UNKNOWN_TYPE;
  const looked = passing(content, {
    beginning: SNIFFED_BYTES,
    async onBeginning(beginning, whole) {
      mime = await contentTypeOf(beginning, name, whole);
    },
    onBytes: () => undefined,
  });
  return { content: looked, mime: () => mime };
}

async function putBlob(blobs: BlobStore, key: BlobKey, content: BlobContent, signal: AbortSignal | undefined) {
  await blobs.delete([key]);
  return blobs.put(content, { key, signal });
}

async function measured(content: BlobContent): Promise<{ readonly size: number; readonly sha256: string }> {
  const digest = createHash("sha256");
  let size = 0;
  for await (const piece of content) {
    digest.update(piece);
    size += piece.byteLength;
  }
  return { size, sha256: digest.digest("hex") };
}
