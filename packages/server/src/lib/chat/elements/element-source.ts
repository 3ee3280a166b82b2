// Where the content of an element comes from: exactly one of several places, by type, and checked again for who writes JavaScript.
import { ChatError, isOwnPath, isWebAddress } from "@colloquy/protocol";
import { check, either, flag, type Kind, word } from "../../check-given.ts";

/** The places that content can come from, by the names of their options. */
interface Places {
  /** A file of this machine, relative to the folder of the app, or a `file:` URL. */
  readonly path: string | URL;
  /** An address on the web, or a path of this server such as "/public/cat.png". The server does not fetch it. */
  readonly url: string | URL;
  /** The content itself. */
  readonly bytes: Uint8Array | ArrayBuffer;
  /** A stream that nobody has begun to read. */
  readonly stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;
  /** A Blob or a File. */
  readonly blob: Blob;
  /** The answer to a `fetch` of your own. */
  readonly response: Response;
  /** A text, stored as UTF-8. */
  readonly content: string;
}
type Place = keyof Places;

/** Exactly one of these options. */
type OneOf<Names extends Place> = {
  [Name in Names]: Pick<Places, Name> & { readonly [Other in Exclude<Names, Name>]?: never } & (Name extends "url"
      ? {
          /** Fetches the address once, when it is sent, and keeps what it answered: of public addresses only, and at most 64 MiB. Default false. */
          readonly copy?: boolean;
        }
      : { readonly copy?: never });
}[Names];

/** Where content comes from: exactly one of `path`, `url`, `bytes`, `stream`, `blob` and `response`. */
export type ElementSource = OneOf<Exclude<Place, "content">>;

/** Where a text comes from: `content`, or one of the places of all content. */
export type TextSource = OneOf<Place>;

/** The options that say where content comes from, with what each takes. */
export const SOURCE_OPTIONS = {
  path: either(word, instance(URL, "a file: URL")),
  url: either(word, instance(URL, "a URL")),
  bytes: { words: "bytes: a Uint8Array or an ArrayBuffer", fits: (value) => value instanceof Uint8Array || value instanceof ArrayBuffer },
  stream: {
    words: "a ReadableStream or an async iterable of bytes",
    fits: (value) => typeof value === "object" && value !== null && (value instanceof ReadableStream || Symbol.asyncIterator in value),
  },
  blob: instance(Blob, "a Blob"),
  response: instance(Response, "a Response"),
  copy: flag,
} as const satisfies Readonly<Record<Exclude<Place, "content"> | "copy", Kind>>;

const PLACES = ["path", "url", "bytes", "stream", "blob", "response", "content"] as const satisfies readonly Place[];

/** Takes the one place out of checked options. Throws BAD_INPUT for none, for several, and for an address that no page could load. */
export function givenSource(where: string, options: Partial<Places> & { readonly copy?: boolean }, places: readonly Place[]): TextSource {
  const given = PLACES.filter((name) => places.includes(name) && options[name] !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1)
    throw new ChatError(
      "BAD_INPUT",
      given.length === 0 ? `${where}: there is no content.` : `${where}: there are several contents: ${given.join(" and ")}.`,
      { fix: `Give it exactly one of ${places.join(", ")}.` },
    );
  if (name === "url") return givenUrl(where, String(options.url), options.copy ?? false);
  if (options.copy !== undefined)
    throw new ChatError("BAD_INPUT", `${where}: copy goes with url, not with ${name}.`, { fix: "Leave out copy." });
  return { [name]: options[name] } as unknown as TextSource;
}

/** The same for content that takes the place of other content. */
export function checkedSource(where: string, source: unknown, places: readonly Place[]): TextSource {
  const how = `Give it { path: "…" }, or another of ${places.join(", ")}.`;
  check(
    where,
    "the source",
    source,
    { words: "an object that says where the content is", fits: (value) => typeof value === "object" && value !== null },
    how,
  );
  const options = source as Partial<Places>;
  for (const name of PLACES) {
    if (name !== "content" && options[name] !== undefined) check(where, name, options[name], SOURCE_OPTIONS[name]);
  }
  return givenSource(where, options, places);
}

/** Where all but texts may come from. */
export const CONTENT_PLACES = ["path", "url", "bytes", "stream", "blob", "response"] as const satisfies readonly Place[];
/** Where texts may come from. */
export const TEXT_PLACES = ["content", ...CONTENT_PLACES] as const satisfies readonly Place[];

/** What the content would be called after where it comes from; undefined where that says nothing. */
export function nameOfSource(source: TextSource): string | undefined {
  if (source.path !== undefined) return lastPart(source.path instanceof URL ? source.path.pathname : source.path);
  if (source.url !== undefined) return lastPart(pathOf(String(source.url)));
  if (source.response !== undefined && source.response.url !== "") return lastPart(pathOf(source.response.url));
  // A File of the platform is a Blob with a name.
  if (source.blob !== undefined && "name" in source.blob && typeof source.blob.name === "string") return source.blob.name || undefined;
  return undefined;
}

function givenUrl(where: string, url: string, copy: boolean): TextSource {
  if (isWebAddress(url) || (!copy && isOwnPath(url))) return { url, ...(copy && { copy }) };
  throw new ChatError("BAD_INPUT", `${where}: "${url.slice(0, 80)}" is not an address on the web.`, {
    fix: url.startsWith("data:")
      ? "Give the content as bytes."
      : copy
        ? "To copy, write the address in full, as https://example.com/cat.png."
        : 'Write it in full, as https://example.com/cat.png, or as a path of this server, as "/public/cat.png". A file of this machine is a path.',
  });
}

function pathOf(url: string): string {
  return URL.canParse(url, "http://here.invalid") ? new URL(url, "http://here.invalid").pathname : url;
}

function lastPart(path: string): string | undefined {
  const last = path.split(/[/\\]/).findLast((part) => part !== "");
  if (last === undefined) return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function instance(kind: abstract new (...args: never[]) => unknown, words: string): Kind {
  return { words, fits: (value) => value instanceof kind };
}
