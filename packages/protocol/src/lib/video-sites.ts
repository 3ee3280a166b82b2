// Sites whose videos are shown in a player of their own, when an app allows it: how their addresses are read, and where the player is.

export const VIDEO_SITES = ["youtube", "vimeo"] as const;
/** A site that hosts videos. */
export type VideoSite = (typeof VIDEO_SITES)[number];

/** Where the players of the sites are. The one of YouTube is the host that sets no cookie before somebody presses Play. */
export const VIDEO_PLAYERS: Readonly<Record<VideoSite, string>> = {
  youtube: "https://www.youtube-nocookie.com",
  vimeo: "https://player.vimeo.com",
};

/** One video of a site. */
export interface HostedVideo {
  readonly site: VideoSite;
  /** The address of its player, for a frame. */
  readonly player: string;
}

const HOSTS: Readonly<Record<string, VideoSite>> = {
  "youtube.com": "youtube",
  "m.youtube.com": "youtube",
  "youtu.be": "youtube",
  "youtube-nocookie.com": "youtube",
  "vimeo.com": "vimeo",
  "player.vimeo.com": "vimeo",
};

/** The video that an address of one of the sites leads to; undefined for every other address. */
export function toHostedVideo(address: string): HostedVideo | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const host = url.hostname.replace(/^www\./, "");
  const site = Object.hasOwn(HOSTS, host) ? HOSTS[host] : undefined;
  if (site === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  const path = site === "youtube" ? youtubePath(url, host) : vimeoPath(url);
  return path === undefined ? undefined : { site, player: VIDEO_PLAYERS[site] + path };
}

function youtubePath({ pathname, searchParams }: URL, host: string): string | undefined {
  const inPath = (host === "youtu.be" ? /^\/([\w-]{6,20})\/?$/ : /^\/(?:embed|shorts|live|v)\/([\w-]{6,20})\/?$/).exec(pathname)?.[1];
  const id = inPath ?? (pathname === "/watch" ? searchParams.get("v") : null);
  if (id === null || !/^[\w-]{6,20}$/.test(id)) return undefined;
  const start = toSeconds(searchParams.get("t") ?? searchParams.get("start") ?? "");
  return `/embed/${id}?autoplay=1&rel=0${start > 0 ? `&start=${start}` : ""}`;
}

function vimeoPath({ pathname, searchParams }: URL): string | undefined {
  const [, id, hash = searchParams.get("h") ?? ""] = /^(?:\/video)?\/(\d{1,12})(?:\/(\w{1,32}))?\/?$/.exec(pathname) ?? [];
  if (id === undefined) return undefined;
  return `/video/${id}?autoplay=1&dnt=1${/^\w{1,32}$/.test(hash) ? `&h=${hash}` : ""}`;
}

/** `90`, `90s` and `1m30s` are a minute and a half. */
function toSeconds(text: string): number {
  const [whole, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(text) ?? [];
  return whole === undefined ? 0 : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
