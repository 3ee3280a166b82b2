// Where the content of an element is, and whether the page may load it from there. What is elsewhere is loaded only from hosts that the app
// names; of the rest the page shows where it leads.
import { type Element, fileAddress, type HostedVideo, sharedFileAddress, type ThreadId, toHostedVideo } from "@colloquy/protocol";
import type { AppConfig } from "../../app/config.ts";
import { isRemote, toPageUrl } from "../../components/markdown/safe-url.ts";
import { previewOf } from "../attachments/previews.ts";

export type Content =
  /** It lives in its `props`. */
  | { readonly kind: "none" }
  /** The page loads it; `download` gives it as a file. */
  | { readonly kind: "here"; readonly url: string; readonly download: string }
  /** A video in the player of its site. */
  | { readonly kind: "player"; readonly url: string; readonly video: HostedVideo }
  /** The page does not load it. */
  | { readonly kind: "elsewhere"; readonly url: string; readonly host: string }
  /** Its address is none that may be followed. */
  | { readonly kind: "nowhere" };

interface Place {
  /** The path the server is mounted on. */
  readonly root: string;
  readonly threadId: ThreadId;
  /** The link by which the chat is read. */
  readonly shared?: string | undefined;
  readonly config: Pick<AppConfig, "imageHosts" | "mediaHosts" | "videoSites">;
}

export function toContent({ file, url, type }: Pick<Element, "file" | "url" | "type">, { root, threadId, shared, config }: Place): Content {
  if (file) {
    const address = `${root}/${shared === undefined ? fileAddress(threadId, file.key) : sharedFileAddress(shared, file.key)}`;
    // What was just sent from this page is here already.
    return { kind: "here", url: previewOf(file.key) ?? address, download: `${address}?download=1` };
  }
  if (url === undefined) return { kind: "none" };
  const address = toPageUrl(url, root);
  if (address === undefined) return { kind: "nowhere" };
  if (!isRemote(address)) return { kind: "here", url: address, download: address };
  const video = type === "video" ? toHostedVideo(address) : undefined;
  if (video && config.videoSites.includes(video.site)) return { kind: "player", url: address, video };
  const hosts = type === "image" ? config.imageHosts : type === "audio" || type === "video" ? config.mediaHosts : [];
  if (hosts.some((host) => isOfHost(address, host))) return { kind: "here", url: address, download: address };
  return { kind: "elsewhere", url: address, host: hostOf(address) };
}

/** Whether an address is one of those that a source of the page's policy lets in. */
function isOfHost(address: string, source: string): boolean {
  const [, scheme, host = "", port, path = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source) ?? [];
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const name = host.toLowerCase();
  const isHost = name.startsWith("*.") ? url.hostname.endsWith(name.slice(1)) : url.hostname === name;
  const isScheme = scheme === undefined ? /^https?:$/.test(url.protocol) : url.protocol === `${scheme.toLowerCase()}:`;
  const isPath = path === "" || (path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path);
  return isHost && isScheme && isPath && (port === "*" || (port ?? "") === url.port);
}

export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
