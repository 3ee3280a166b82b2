// What the server tells the page about the app: GET {root}/api/config, or the same JSON in the page's `colloquy-config` meta tag.

import type { ByLanguage, CustomElementMap, VideoSite } from "@colloquy/protocol";
import type { ThemeFile } from "@colloquy/protocol/theme";

/** A link of the app's own. */
export interface HeaderLink {
  readonly name: string;
  readonly url: string;
  /** An address, a path below /public, or the name of a glyph. */
  readonly iconUrl?: string;
  /** Words beside the icon. */
  readonly displayName?: string;
  readonly target: "_blank" | "_self" | "_parent" | "_top";
}

/** Media types, as "image/*", and endings, as ".py"; or the endings that each type may have, none for all of them. */
export type Accept = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** Which files people may send. Sizes are in bytes. */
export interface UploadRules {
  readonly enabled: boolean;
  readonly accept: Accept;
  /** Of one message. */
  readonly maxFiles: number;
  readonly maxSize: number;
  /** Of one message. */
  readonly maxTotalSize: number;
}

/** What people may say of answers. */
export interface FeedbackRules {
  /** Reasons of the app's own; without them the page has its own. */
  readonly upTags?: readonly string[];
  readonly downTags?: readonly string[];
  /** People may say more in their own words. */
  readonly comment: boolean;
}

/** The public settings of an app; the server chooses them field by field. */
export interface AppConfig {
  /** The app's name: in the sidebar, as the title, and as the face's name until an answer brings its own. */
  readonly name: string;
  /** One or two sentences under the welcome line; Markdown is shown as plain text. */
  readonly description?: string;
  /** The welcome line; a neutral one without it. */
  readonly greeting?: string;
  /** A line under the message box, in one language or by language tag. */
  readonly footnote?: ByLanguage;
  readonly version: string;
  /** Which steps are shown: the server already hides the others. */
  readonly cot: "full" | "tool_call" | "hidden";
  /** How the page looks to who has chosen nothing. */
  readonly defaultTheme: "system" | "light" | "dark";
  /** How wide the column of the chat is. */
  readonly layout: "default" | "wide";
  /** The list of chats at a first visit; with "hidden", `features.history` is false. */
  readonly defaultSidebarState: "open" | "closed" | "hidden";
  /** New chat asks first when the current one has begun. */
  readonly confirmNewChat: boolean;
  /** Other origins whose windows may say something to the app. */
  readonly windowMessageOrigins: readonly string[];
  readonly features: {
    /** There is a list of the visitor's earlier chats. */
    readonly history: boolean;
    /** Chats can be pinned, archived, tagged, put into projects, and brought back after they were deleted. */
    readonly marks: boolean;
    readonly editMessage: boolean;
    /** People may keep messages of their own. */
    readonly favorites: boolean;
    readonly regenerate: boolean;
    /** Chats can be shared by links. */
    readonly sharing?: boolean;
    /** Who has not signed in reads shared chats, too. */
    readonly shareWithAnyone?: boolean;
    /** HTML in answers is shown, sanitised. */
    readonly allowHtml: boolean;
    readonly latex: boolean;
    /** What people write is shown as Markdown, not as it was typed. */
    readonly userMessageMarkdown: boolean;
    /** Sending a message brings the end of the chat into view. */
    readonly userMessageAutoscroll: boolean;
    /** The view follows an answer as it is written. */
    readonly assistantMessageAutoscroll: boolean;
  };
  /** What the page may load from elsewhere, as the server's policy for it says. */
  readonly imageHosts: readonly string[];
  readonly mediaHosts: readonly string[];
  /** Sites whose videos are shown in players of their own. */
  readonly videoSites: readonly VideoSite[];
  /** What people may say of answers; without it they are asked nothing. */
  readonly feedback?: FeedbackRules;
  readonly limits: {
    /** The longest message, in UTF-16 units. */
    readonly messageLength: number;
  };
  /** Which files people may send; the server looks again, into their content. */
  readonly uploads: UploadRules;
  /** What the app brings of its own; addresses are whole paths. */
  readonly looks: {
    readonly logo?: { readonly light: string; readonly dark: string };
    /** The app's own icon. */
    readonly icon?: string;
    /** Who has a face of their own, by `toAvatarName`. */
    readonly avatars: readonly string[];
    /** The face of those who have none. */
    readonly defaultAvatar?: string;
    /** In pixels. */
    readonly avatarSize?: number;
    readonly headerLinks: readonly HeaderLink[];
    /** The image beside the sign-in form, and its CSS filters by day and by night. */
    readonly loginPage?: { readonly image: string; readonly filter: string; readonly darkFilter: string };
  };
  /** The app's theme.json, as far as it holds. */
  readonly theme?: ThemeFile;
  /** How alerts in answers look. */
  readonly alertStyle: "modern" | "classic";
  /** Where the settings form of a chat is: in a dialog, or in a panel beside the chat. */
  readonly chatSettingsLocation: "composer" | "sidebar";
  /** The panel with the settings form is open from the beginning. */
  readonly defaultChatSettingsOpen: boolean;
  /** Languages the app offers, best first. */
  readonly languages?: readonly string[];
  /** Languages in which the app wants the page to say something otherwise. */
  readonly textLanguages?: readonly string[];
  /** People can sign in here. */
  readonly signIn?: boolean;
  /** Where the app's custom elements are, by name. */
  readonly customElements: CustomElementMap;
  /** What they share, as paths below the root; only where there are some. */
  readonly elementsKit?: { readonly style?: string };
  /** For how many days people can bring back a chat they have deleted; 0 where they cannot. */
  readonly keepDeletedDays: number;
  /** The app has a readme page. */
  readonly readme: boolean;
  /** True under `run -w` and in development: load errors are shown. */
  readonly dev: boolean;
}

const DEFAULTS: AppConfig = {
  name: "Colloquy",
  version: "0",
  cot: "full",
  alertStyle: "modern",
  chatSettingsLocation: "composer",
  defaultChatSettingsOpen: false,
  defaultTheme: "system",
  layout: "default",
  defaultSidebarState: "open",
  confirmNewChat: false,
  windowMessageOrigins: [],
  features: {
    history: true,
    marks: false,
    editMessage: true,
    favorites: false,
    regenerate: true,
    allowHtml: false,
    latex: false,
    userMessageMarkdown: false,
    userMessageAutoscroll: true,
    assistantMessageAutoscroll: true,
  },
  imageHosts: [],
  mediaHosts: [],
  videoSites: [],
  limits: { messageLength: 200 * 1024 },
  // A server that says nothing of it has none.
  uploads: { enabled: false, accept: [], maxFiles: 0, maxSize: 0, maxTotalSize: 0 },
  looks: { avatars: [], headerLinks: [] },
  customElements: {},
  keepDeletedDays: 0,
  readme: false,
  dev: false,
};

/** Takes what the server sent; a missing field has its default, so that an older server still opens. */
export function toAppConfig(value: unknown): AppConfig {
  if (typeof value !== "object" || value === null) return DEFAULTS;
  const given = value as Partial<AppConfig>;
  return {
    ...DEFAULTS,
    ...given,
    features: { ...DEFAULTS.features, ...given.features },
    limits: { ...DEFAULTS.limits, ...given.limits },
    uploads: { ...DEFAULTS.uploads, ...given.uploads },
    looks: { ...DEFAULTS.looks, ...given.looks },
  };
}

/** The path the server is mounted on, without a slash at its end; empty at the root. */
export function readRoot(): string {
  return readMeta("colloquy-root").replace(/\/+$/, "");
}

/** `down`: nothing answers. `starting`: it is not ready. `other`: what answers says something that is no answer of ours. */
export type Silence = "down" | "starting" | "other";

/** Why the page knows nothing of its app yet. */
export class ConfigError extends Error {
  readonly silence: Silence;

  constructor(silence: Silence, message: string, cause?: unknown) {
    super(message, { cause });
    this.silence = silence;
  }
}

/** The app's settings, from the page itself when the server put them there. */
export async function loadConfig(root: string): Promise<AppConfig> {
  const inline = readMeta("colloquy-config");
  if (inline.startsWith("{")) return toAppConfig(JSON.parse(inline));
  return fetchConfig(root);
}

/** The app's settings as they are now. */
export async function fetchConfig(root: string): Promise<AppConfig> {
  return toAppConfig(await fetchJson(`${root}/api/config`));
}

/** What the server answers at an address; throws a ConfigError that says what came instead. */
export async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, { headers: { accept: "application/json" } }).catch((error: unknown) => {
    throw new ConfigError("down", "The server does not answer.", error);
  });
  if (!response.ok) throw new ConfigError(response.status === 503 ? "starting" : "other", `${address}: ${response.status}`);
  return response.json().catch((error: unknown) => {
    throw new ConfigError("other", `${address}: ${String(error)}`, error);
  });
}

function readMeta(name: string): string {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
  return content.startsWith("%") ? "" : content;
}
