// What every form of an export is written from: the chat in parts, when it was taken, and how its reader writes dates.
import {
  type ChatSnapshot,
  type Element,
  type FileKey,
  isMessageType,
  type StepWithText,
  type Thread,
  type TurnBundle,
} from "@colloquy/protocol";

export interface ExportedChat {
  readonly thread: Thread;
  /** What it is called where nobody has named it. */
  readonly title: string;
  readonly exportedAt: string;
  /** Its turns, oldest first. */
  readonly parts: AsyncIterable<ChatSnapshot>;
  readonly locale: string;
  readonly timeZone: string;
  /** Where the files are that go with it; undefined when none do. */
  readonly files: ExportedFiles | undefined;
}

/** A file that goes with an export. */
export interface ExportedFile {
  readonly name: string;
  readonly mime: string;
  readonly stream: ReadableStream<Uint8Array>;
}

/** Opens the content of an element; undefined when it is gone. */
export type OpenFile = (key: FileKey) => Promise<ReadableStream<Uint8Array> | undefined>;

/** The files of an export: each gets its place when the text first names it, and is read once the text is written. */
export class ExportedFiles {
  readonly #open: OpenFile;
  readonly #safe: (name: string) => string;
  readonly #places = new Map<FileKey, { readonly name: string; readonly mime: string }>();
  readonly #taken = new Set<string>();

  /** `safeName` makes of any text a name without folders. */
  constructor(open: OpenFile, safeName: (name: string) => string) {
    this.#open = open;
    this.#safe = safeName;
  }

  /** Where the content of this element lies, relative to the text; undefined when it has none that is kept. */
  placeOf({ file, name, mime }: Element): string | undefined {
    if (!file) return undefined;
    const known = this.#places.get(file.key);
    if (known) return known.name;
    const place = this.#free(`files/${this.#safe(name)}`);
    this.#places.set(file.key, { name: place, mime: mime ?? "application/octet-stream" });
    return place;
  }

  /** Those that were named, one after the other. One that is gone is left out. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ExportedFile> {
    for (const [key, { name, mime }] of this.#places) {
      const stream = await this.#open(key);
      if (stream) yield { name, mime, stream };
    }
  }

  /** On some systems a name is the same in any case. */
  #free(wanted: string): string {
    const dot = wanted.lastIndexOf(".");
    const [stem, ending] = dot > "files/".length ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, ""];
    let name = wanted;
    for (let nth = 2; this.#taken.has(name.toLowerCase()); nth++) name = `${stem} (${nth})${ending}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

/** What was said in a turn, in its order; the work between is in the JSON only. */
export function saidIn({ steps }: TurnBundle): StepWithText[] {
  return steps.filter(({ type }) => isMessageType(type));
}

/** “30 Nov 2026, 14:02”, where the reader is. */
export function timeOf(instant: string, { locale, timeZone }: Pick<ExportedChat, "locale" | "timeZone">): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(instant));
}
