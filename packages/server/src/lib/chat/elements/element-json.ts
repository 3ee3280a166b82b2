// An element as plain data, with Chainlit's names.
import type { ElementDisplay, ElementFile, Element as ElementRecord, ElementSize, ElementType, ThreadId } from "@colloquy/protocol";

/** An element as plain data, with Chainlit's names. */
export interface ElementJson {
  /** A UUID. */
  readonly id: string;
  /** The stored conversation it belongs to. */
  readonly threadId: string;
  /** The message or step it is shown with; null for none. */
  readonly forId: string | null;
  /** Which kind it is. */
  readonly type: ElementType;
  /** What people read as its name. */
  readonly name: string;
  /** Where it is shown. */
  readonly display: ElementDisplay;
  /** An address elsewhere; null for content that is kept. */
  readonly url: string | null;
  /** Names content that is kept; null for none. */
  readonly chainlitKey: string | null;
  /** The same as `chainlitKey`. */
  readonly objectKey: string | null;
  /** How large it is shown; null: as is usual. */
  readonly size: ElementSize | null;
  /** What its text is code of; null for none. */
  readonly language: string | null;
  /** Its media type; null where nobody knows. */
  readonly mime: string | null;
  /** Of a PDF: the page that is shown first; null for the first one. */
  readonly page: number | null;
  /** Of audio: whether it begins by itself; null where it has no meaning. */
  readonly autoPlay: boolean | null;
  /** Of a video: what its player is told; null for nothing. */
  readonly playerConfig: unknown;
  /** The small values of its kind, as `alt` of an image. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Not one of Chainlit's: the content that is kept, with its size in bytes. Absent for none. */
  readonly file?: ElementFile;
}

export function toElementJson(element: ElementRecord, threadId: ThreadId): ElementJson {
  const { id, forId, type, name, display, url, file, size, language, mime, props = {} } = element;
  const { page, autoPlay, playerConfig } = props;
  return {
    id,
    threadId,
    forId: forId ?? null,
    type,
    name,
    display,
    url: url ?? null,
    chainlitKey: file?.key ?? null,
    objectKey: file?.key ?? null,
    size: size ?? null,
    language: language ?? null,
    mime: mime ?? null,
    page: typeof page === "number" ? page : null,
    autoPlay: typeof autoPlay === "boolean" ? autoPlay : null,
    playerConfig: playerConfig ?? null,
    props,
    ...(file && { file }),
  };
}
