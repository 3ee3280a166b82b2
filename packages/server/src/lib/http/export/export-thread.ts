// A whole chat as one file, written while it is read: Markdown, JSON or a page to print, alone or as a zip with its files.
import type { ThreadId } from "@colloquy/protocol";
import type { ThreadRow } from "../../data/data-layer.ts";
import { displayName } from "../../files/display-name.ts";
import type { HttpDeps } from "../http-deps.ts";
import { readInParts } from "../stored-threads.ts";
import { type ExportedChat, ExportedFiles } from "./exported-chat.ts";
import { toHtml } from "./to-html.ts";
import { toJson } from "./to-json.ts";
import { toMarkdown } from "./to-markdown.ts";

export const EXPORT_FORMATS = ["markdown", "json", "html"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportWishes {
  readonly format: ExportFormat;
  /** As a zip, with the files of the chat beside the text. */
  readonly withFiles: boolean;
  readonly locale: string;
  readonly timeZone: string;
}

export interface Export {
  readonly name: string;
  readonly type: string;
  /** Reads the chat as fast as it is read itself, and no further when it is cancelled. */
  readonly stream: ReadableStream<Uint8Array>;
}

const FORMS = {
  markdown: { ending: "md", type: "text/markdown; charset=utf-8", write: toMarkdown },
  json: { ending: "json", type: "application/json", write: toJson },
  html: { ending: "html", type: "text/html; charset=utf-8", write: toHtml },
} as const satisfies Record<
  ExportFormat,
  { readonly ending: string; readonly type: string; readonly write: (chat: ExportedChat) => AsyncGenerator<string> }
>;

type Deps = Pick<HttpDeps, "dataLayer" | "registry" | "config" | "files">;

/** Begins an export. The right of the caller to the chat was checked before. */
export async function exportThread(deps: Deps, row: ThreadRow, wishes: ExportWishes, now: string): Promise<Export> {
  const { stem, ending, text, files } = openExport(deps, row, wishes, now);
  if (!files) return { name: `${stem}.${ending}`, type: FORMS[wishes.format].type, stream: text };
  const { makeZip } = await import("client-zip");
  async function* entries(whole: ExportedFiles) {
    yield { name: `chat.${ending}`, input: text };
    for await (const { name, stream } of whole) yield { name, input: stream };
  }
  return { name: `${stem}.zip`, type: "application/zip", stream: makeZip(entries(files), { buffersAreUTF8: true }) };
}

/** One chat as text, with what it is called; the files are those that the text named, so they are read behind it. */
export function openExport(deps: Deps, row: ThreadRow, { format, withFiles, ...reader }: ExportWishes, now: string) {
  const { ending, write } = FORMS[format];
  const {
    owner: _owner,
    epoch: _epoch,
    savedValues: _values,
    savedSurface: _surface,
    waits: _waits,
    waitsUntil: _until,
    deletedAt: _deletedAt,
    leafTurnId: _leaf,
    ...thread
  } = row;
  const title = row.name ?? deps.config.name;
  const files = withFiles ? filesOf(deps, row.id) : undefined;
  const text = write({ thread, title, exportedAt: now, parts: readInParts(deps, row), files, ...reader });
  return { stem: displayName(title.replace(/[/\\]/g, "-"), "chat").slice(0, 80), ending, text: toBytes(text), files };
}

function filesOf({ files }: Deps, threadId: ThreadId): ExportedFiles {
  return new ExportedFiles(async (key) => (await files.open(threadId, key))?.read.stream, displayName);
}

/** A part is read when it is asked for; whoever goes away ends the reading. */
function toBytes(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await text.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await text.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}
