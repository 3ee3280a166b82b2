// Elements as Chainlit's clients know them. What they have no kind for becomes the nearest one: a chart is a figure of Plotly, a document its text, a view what it says.
import { createHash } from "node:crypto";
import { type ArtifactVersion, type Element, type ElementId, isUuid, toArtifactVersion } from "@colloquy/protocol";
import { artifactLanguage } from "../../chat/artifacts/artifact-language.ts";

/** What draws an element on their page. */
export type ChainlitElementType = Exclude<Element["type"], "chart" | "artifact" | "view">;

/** An element on Chainlit's wire; it always has all of these keys. */
export interface ChainlitElement {
  readonly id: string;
  readonly threadId: string;
  readonly type: ChainlitElementType;
  readonly name: string;
  readonly display: Element["display"];
  readonly url: string | null;
  readonly chainlitKey: string | null;
  readonly objectKey: string | null;
  readonly size: string | null;
  readonly page: number | null;
  readonly language: string | null;
  readonly autoPlay: boolean | null;
  readonly playerConfig: object | null;
  readonly props: Readonly<Record<string, unknown>> | null;
  readonly forId: string;
  readonly mime: string | null;
}

/** Where whoever reads finds the content of an element that has this key. */
export type ContentAddress = (key: string, element: Element) => string;

/** An element with every key Chainlit's clients look at; with `address`, for those that make none of the key. */
export function toChainlitElement(element: Element, threadId: string, address?: ContentAddress): ChainlitElement {
  const type = shownType(element);
  const key = contentKey(element);
  const { props = {} } = element;
  const { page, autoPlay, playerConfig } = props;
  return {
    id: element.id,
    threadId,
    type,
    // An empty name becomes a pattern that matches everywhere in the text.
    name: element.name || type,
    display: element.display,
    url: key !== undefined && address ? address(key, element) : (element.url ?? null),
    chainlitKey: key ?? null,
    objectKey: null,
    size: element.size ?? null,
    page: typeof page === "number" ? page : null,
    language: languageOf(element) ?? null,
    autoPlay: typeof autoPlay === "boolean" ? autoPlay : null,
    playerConfig: typeof playerConfig === "object" ? playerConfig : null,
    // What is in the content is not sent twice.
    props: isMade(element) ? null : (element.props ?? (type === "custom" ? {} : null)),
    forId: element.forId ?? "",
    mime: mimeOf(element, type),
  };
}

/** True for content that is no file of ours as they read it: it is made from the element when they ask for it. */
export function isMade({ type, mime, file }: Element): boolean {
  if (type === "tasklist" || type === "chart" || type === "artifact" || type === "view") return true;
  // Their page takes what comes as JSON for an object, and asks for text here.
  return file !== undefined && (type === "dataframe" || type === "text") && mime === "application/json";
}

/** The element whose made content the key names; undefined for the key of a file. */
export function elementOfKey(key: string): ElementId | undefined {
  const [id = "", version] = key.split(".");
  return version !== undefined && isUuid(id) ? (id as ElementId) : undefined;
}

/** Of several versions of a document only the newest: their panel would show them all below each other. */
export function withNewestDocuments(elements: readonly Element[]): Element[] {
  const newest = new Map<string, ArtifactVersion>();
  for (const version of elements.map(toArtifactVersion))
    if (version && version.version > (newest.get(version.key)?.version ?? 0)) newest.set(version.key, version);
  return elements.filter((element) => {
    const version = toArtifactVersion(element);
    return !version || newest.get(version.key)?.stepId === version.stepId;
  });
}

/** Names content: other content has another key, as their page reads each address once. */
function contentKey(element: Element): string | undefined {
  if (!isMade(element)) return element.file?.key;
  const version = createHash("sha256")
    .update(JSON.stringify([element.props ?? {}, element.file?.key ?? ""]))
    .digest("hex");
  return `${element.id}.${version.slice(0, 16)}`;
}

function shownType({ type, mime, file }: Element): ChainlitElementType {
  if (type === "chart") return "plotly";
  if (type === "artifact" || type === "view") return "text";
  // Tables as the bytes of Arrow are nothing their page can read.
  return type === "dataframe" && file && mime !== "application/json" ? "file" : type;
}

function languageOf(element: Element): string | undefined {
  const version = toArtifactVersion(element);
  return version ? artifactLanguage(version.type, version.language) : element.language;
}

function mimeOf({ mime }: Element, type: ChainlitElementType): string | null {
  if (type === "tasklist" || type === "plotly") return "application/json";
  if (type === "text" || type === "dataframe") return "text/plain";
  // A file without a type crashes the official client.
  return mime ?? (type === "file" ? "application/octet-stream" : null);
}
