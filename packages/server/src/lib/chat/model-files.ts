// The files that people sent, as a model can read them: pictures and PDFs as they are, texts as text. What is too large, or of a kind that models
// do not read, is named in words, so that the model can say so.
import type { Element as ElementRecord, StepId, StepWithText } from "@colloquy/protocol";
import { atLeast, check, checkOptions, either, flag, fn, type Kind, object, oneOf } from "../check-given.ts";
import { isTextType } from "../files/content-type.ts";
import { type ChatContext, requireContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";
import type { Element } from "./elements/element.ts";
import { readAll } from "./elements/read-kept.ts";
import { receivedElement } from "./elements/received-element.ts";

/** Which files of people a model is given: the pictures alone, or those that a function says yes to. */
export type FileChoice = "images" | ((element: Element) => boolean);

/** How much of the files that people sent a model is given. */
export interface FileContext {
  /** Which of them. Default: all that models can read. */
  readonly only?: FileChoice;
  /** The most bytes of all files together; those sent last come first, and the others are named in words. Default 10 MiB. */
  readonly bytes?: number;
  /** How many characters of one text; the rest is cut off, and the model is told so. Default 50,000. */
  readonly textLength?: number;
}

/** A file as a model is given it. */
export type GivenFile =
  | { readonly kind: "image" | "pdf"; readonly name: string; readonly mime: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "words"; readonly text: string };

const DEFAULT_BYTES = 10 * 1024 * 1024;
const DEFAULT_TEXT_LENGTH = 50_000;
/** The pictures that models read; others are shown to people only. */
const IMAGES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** What `files` may be. */
export const fileChoice: Kind = {
  ...either(either(flag, oneOf("images")), either(fn, object)),
  words: 'true, false, "images", a function or { only, bytes, textLength }',
};

/** Throws BAD_INPUT. */
export function checkFileContext(place: string, files: unknown): void {
  if (typeof files !== "object") return;
  checkOptions(`${place}: files`, files, { only: either(oneOf("images"), fn), bytes: atLeast(0), textLength: atLeast(0) });
}

/** The files of the messages of people that a model is given, by message. */
export async function loadModelFiles(
  steps: readonly StepWithText[],
  elements: ReadonlyMap<StepId, readonly ElementRecord[]>,
  files: boolean | FileChoice | FileContext,
): Promise<ReadonlyMap<StepId, readonly GivenFile[]>> {
  if (files === false || elements.size === 0) return new Map();
  const limits: FileContext = typeof files === "object" ? files : files === true ? {} : { only: files };
  const { session, turnId } = requireContext();
  const reader = new FileReader({ session, turnId }, limits);
  const given = new Map<StepId, GivenFile[]>();
  // What was sent last is what is spoken of now.
  for (const { id, type } of steps.toReversed()) {
    const sent = type === "user_message" ? elements.get(id) : undefined;
    if (sent) given.set(id, await reader.readAll(sent));
  }
  return given;
}

class FileReader {
  readonly #context: ChatContext;
  readonly #only: FileChoice | undefined;
  readonly #textLength: number;
  #room: number;

  constructor(context: ChatContext, { only, bytes = DEFAULT_BYTES, textLength = DEFAULT_TEXT_LENGTH }: FileContext) {
    this.#context = context;
    this.#only = only;
    this.#textLength = textLength;
    this.#room = bytes;
  }

  async readAll(elements: readonly ElementRecord[]): Promise<GivenFile[]> {
    const given: GivenFile[] = [];
    for (const element of elements) if (this.#isWanted(element)) given.push(await this.#read(element));
    return given;
  }

  #isWanted(element: ElementRecord): boolean {
    // What is worked on is told of in words of its own.
    if (element.type === "artifact") return false;
    if (this.#only === "images") return element.type === "image";
    if (this.#only === undefined) return true;
    const wanted = this.#only(receivedElement(element, this.#context));
    check("chatContext", "what files() returns", wanted, flag, "Return true or false; a promise is not waited for.");
    return wanted;
  }

  async #read({ name, mime = "", file }: ElementRecord): Promise<GivenFile> {
    const kind = IMAGES.has(mime) ? "image" : mime === "application/pdf" ? "pdf" : isTextType(mime) ? "text" : undefined;
    if (!kind || !file)
      return words(`[The file ${JSON.stringify(name)} (${mime || "of an unknown kind"}) is attached, and cannot be read here.]`);
    // Of a text no more is read than is given; one character has at most four bytes.
    const size = kind === "text" ? Math.min(file.size, this.#textLength * 4) : file.size;
    if (size > this.#room)
      return words(`[The file ${JSON.stringify(name)} (${mime}, ${file.size} bytes) is attached, and too large to be read here.]`);
    const bytes = await readSome(this.#context.session, file.key, size);
    if (!bytes) return words(`[The file ${JSON.stringify(name)} was attached, and is gone.]`);
    this.#room -= bytes.byteLength;
    return kind === "text" ? words(this.#asText(name, bytes, file.size)) : { kind, name, mime, bytes };
  }

  #asText(name: string, bytes: Uint8Array, size: number): string {
    const text = decode(bytes, bytes.byteLength === size);
    const kept = text.slice(0, this.#textLength).replace(/[\uD800-\uDBFF]$/, "");
    const isWhole = kept.length === text.length && bytes.byteLength === size;
    return `[The file ${JSON.stringify(name)}:]\n${kept}\n${isWhole ? "[End of the file.]" : "[The rest of the file was left out here.]"}`;
  }
}

function words(text: string): GivenFile {
  return { kind: "words", text };
}

async function readSome(
  session: Session,
  key: NonNullable<ElementRecord["file"]>["key"],
  size: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const opened = await session.services.files.open(session.threadId, key, { range: { start: 0, end: size } });
  return opened && readAll(opened.read.stream);
}

/** In UTF-8, in UTF-16 where its mark says so, or in the alphabet of older files. */
function decode(bytes: Uint8Array, isWhole: boolean): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    // Where more follows, the last character may be cut in two.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !isWhole });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
