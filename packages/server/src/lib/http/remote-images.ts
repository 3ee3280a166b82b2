// Pictures of other servers that a message names or shows. The page must not load them itself, or their server would learn who reads what; so this server
// fetches them when a person asks, through the guard, and hands on what is a picture and nothing else.
import { ChatError, type StepId, stepWithText, type ThreadId } from "@colloquy/protocol";
import type { HttpDeps } from "./http-deps.ts";
import { pictureType } from "./picture-type.ts";
import { loadElementsOf } from "./stored-elements.ts";

const MAX_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 15_000;
/** Pictures that are on their way at once; each may take `MAX_BYTES` of memory. */
const MOST_AT_ONCE = 8;
/** Of them for one owner: who names pictures of a server that never answers must not keep them from everybody else. */
const MOST_OF_ONE = 3;

/** Which picture is asked for: an address, and the step of a thread that names it. */
export interface RemoteImage {
  readonly threadId: ThreadId;
  readonly stepId: StepId;
  readonly url: string;
}

/** A picture, with its media type by its own bytes. */
export interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Deps = Pick<HttpDeps, "registry" | "dataLayer" | "egress">;

/** Makes the fetcher of one server. It throws NOT_FOUND for an address the step does not name, OVERLOADED, and what the guard throws. */
export function createRemoteImages({ registry, dataLayer, egress }: Deps): (image: RemoteImage, owner: string) => Promise<Picture> {
  let atOnce = 0;
  /** How many of them are an owner's; who has none is not in it. */
  const ofOne = new Map<string, number>();

  function come(owner: string): void {
    const theirs = ofOne.get(owner) ?? 0;
    if (atOnce >= MOST_AT_ONCE || theirs >= MOST_OF_ONE) throw new ChatError("OVERLOADED", "Many pictures are being loaded.");
    atOnce++;
    ofOne.set(owner, theirs + 1);
  }

  function go(owner: string): void {
    const left = (ofOne.get(owner) ?? 0) - 1;
    atOnce--;
    if (left > 0) ofOne.set(owner, left);
    else ofOne.delete(owner);
  }

  async function isNamed({ threadId, stepId, url }: RemoteImage): Promise<boolean> {
    const live = await registry.look(threadId);
    const known =
      (live && stepWithText(live.state, stepId)) ?? (await dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [stepId] }))[0];
    if ([known?.output?.text, known?.input?.text].some((text) => text !== undefined && names(text, url))) return true;
    const elements = await loadElementsOf({ registry, dataLayer }, threadId, stepId);
    return elements.some(({ type, url: shown, props }) => {
      if (type === "view") return standsInView(props?.["view"], url);
      return type === "image" && shown !== undefined && sameAddress(shown, url);
    });
  }

  return async (image, owner) => {
    if (!(await isNamed(image))) throw new ChatError("NOT_FOUND", "No message here names this picture.");
    come(owner);
    try {
      const reply = await egress.fetch(image.url, { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, headers: { accept: "image/*" } });
      const bytes = new Uint8Array(await reply.arrayBuffer());
      const type = reply.ok ? pictureType(bytes) : undefined;
      if (type === undefined)
        throw new ChatError("EGRESS_FAILED", "There is no picture at this address.", { fix: "Open the address itself." });
      return { type, bytes };
    } finally {
      go(owner);
    }
  };
}

/** Whether a view shows this picture, by itself or in a text. */
function standsInView(view: unknown, url: string): boolean {
  const waiting = [view];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== "object" || node === null) continue;
    const { type, src, text, children } = node as Readonly<Record<string, unknown>>;
    if (type === "Image" && typeof src === "string" && sameAddress(src, url)) return true;
    if (type === "Markdown" && typeof text === "string" && names(text, url)) return true;
    if (Array.isArray(children)) for (const child of children as readonly unknown[]) waiting.push(child);
  }
  return false;
}

/** The page asks for the address as it reads it: one without a scheme has the page's. */
function sameAddress(given: string, asked: string): boolean {
  return given.replace(/^https?:/i, "") === asked.replace(/^https?:/i, "");
}

/** Whether the whole address stands there. Markdown writes it with escapes and entities; the page asks for what they mean. */
function names(written: string, address: string): boolean {
  // An address without a scheme has the page's.
  const url = address.replace(/^https?:/i, "");
  const text = written.replace(/https?:(?=\/\/)/gi, "");
  return standsIn(text, url) || standsIn(text.replace(/\\([!-/:-@[-`{-~])/g, "$1").replaceAll("&amp;", "&"), url);
}

/**
 * Whether it stands in the text, and not as part of another address: the beginning of a host name belongs to somebody else. A person writes both,
 * so the time must grow with their lengths only: after a mismatch the search goes on from the part that is known to fit (Knuth, Morris, Pratt).
 */
function standsIn(text: string, url: string): boolean {
  const fallbacks = fallbacksOf(url);
  let fits = 0;
  for (let end = 1; end <= text.length; end++) {
    const unit = text[end - 1];
    while (fits > 0 && url[fits] !== unit) fits = fallbacks[fits - 1] ?? 0;
    if (url[fits] === unit) fits++;
    if (fits < url.length) continue;
    const [before = " ", after = " "] = [text[end - url.length - 1], text[end]];
    if (/[\s(<[\]"':]/.test(before) && /[\s)>\]"']/.test(after)) return true;
    fits = fallbacks[fits - 1] ?? 0;
  }
  return false;
}

/** For each part that the word begins with: how long the longest shorter beginning is that it ends with. */
function fallbacksOf(word: string): number[] {
  const fallbacks = [0];
  for (let at = 1, fits = 0; at < word.length; at++) {
    while (fits > 0 && word[fits] !== word[at]) fits = fallbacks[fits - 1] ?? 0;
    if (word[fits] === word[at]) fits++;
    fallbacks.push(fits);
  }
  return fallbacks;
}
