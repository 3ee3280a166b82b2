// Every setting of an app: its name, its meaning, what it may be and what it is when nobody says.
import { isOwnPath, LANGUAGE_TAG, MAX_MESSAGE_LENGTH, toLanguageTag, toOwnPath, VIDEO_SITES } from "@colloquy/protocol";
import * as z from "zod/mini";
import { type Driver, isDriver, isMeeting, type Meeting } from "./driver.ts";
import { feedbackSettingsSchema } from "./feedback.ts";
import { attributesSchema, fileAddress, filterSchema, headerLinksSchema, publicPath, webAddress } from "./looks.ts";
import { uploadsSchema } from "./uploads.ts";
import { userEnvSchema } from "./user-env.ts";
import { wordsByLanguage } from "./words-by-language.ts";

const positiveInt = z.number().check(z.int(), z.positive());
const seconds = z.number().check(z.nonnegative());
const driverOrPath = z.optional(z.union([z.string().check(z.minLength(1)), z.custom<Driver>(isDriver)]));
const RELAY = /^(none|postgres|rediss?:\/\/.+)$/i;
const hostPattern = /^[^\s;,'"]+$/;
const host = z.string().check(z.regex(hostPattern));
const origin = z.string().check(z.refine(isOrigin));
const flag = (value: boolean) => z._default(z.boolean(), value);

const limitsSchema = z.strictObject({
  /** Longest message a person may send, in UTF-16 units. Default and most: 204,800. */
  messageLength: z._default(positiveInt.check(z.maximum(MAX_MESSAGE_LENGTH)), MAX_MESSAGE_LENGTH),
  /** Largest frame a socket may send, in bytes. Default 1 MiB. */
  frameBytes: z._default(positiveInt.check(z.minimum(1024)), 1024 * 1024),
  /** Requests one person may send each second, over all connections, with short bursts above it. Who sends five times as many is disconnected. Default 20. */
  requestsPerSecond: z._default(positiveInt, 20),
  /** Requests one address may send each second, whoever they are of; for IPv6, a /64 is one address. Default 200. */
  addressRequestsPerSecond: z._default(positiveInt, 200),
  /** Connections one address may have open at once. Default 1000. */
  addressConnections: z._default(positiveInt, 1000),
  /** Connections one address may open each minute. Default 1200. */
  addressConnectionsPerMinute: z._default(positiveInt, 1200),
  /** The most that may wait for one connection to read it, in bytes, beside the largest frame; who is further behind is disconnected. Default 2 MiB. */
  unsentBytes: z._default(positiveInt.check(z.minimum(1024)), 2 * 1024 * 1024),
  /** How long the headers of a request may take to arrive, in seconds; for the command line's own server. Default 15. */
  headersTimeout: z._default(z.number().check(z.positive(), z.maximum(3600)), 15),
  /** How long a whole request may take to arrive, in seconds; for the command line's own server. Default 60. */
  requestTimeout: z._default(z.number().check(z.positive(), z.maximum(3600)), 60),
  /** How long a connection may be silent in both directions, in seconds; for the command line's own server, and never for chats, which are asked whether they live. Default 120. */
  idleTimeout: z._default(z.number().check(z.positive(), z.maximum(86_400)), 120),
  /** Messages one person may send each minute, over all chats. Default 60. */
  messagesPerMinute: z._default(positiveInt, 60),
  /** New visitors one address may bring each minute. Default 60. */
  newVisitorsPerMinute: z._default(positiveInt, 60),
  /** Attempts to sign in one address may make each minute. Default 30. */
  signInsPerMinute: z._default(positiveInt, 30),
  /** Live chats one visitor may have at once. Default 50. */
  openChatsPerVisitor: z._default(positiveInt, 50),
});

const userSessionSchema = z.strictObject({
  /** How much of one user session is saved, in bytes; past it the largest keys stay in memory only. Default 1 MiB. */
  maxBytes: z._default(positiveInt, 1024 * 1024),
});

const filesSchema = z.strictObject({
  /** Where the contents of files are kept: a driver, `s3://…`, `gs://…` or the path of a folder. Default: `BLOB_URL`, else .colloquy/files in the app's folder. */
  storage: driverOrPath,
  /** How much one person may keep here, in bytes. Default 5 GiB. */
  maxSizePerPerson: z._default(positiveInt, 5 * 1024 * 1024 * 1024),
  /** How many files one person may keep here. Default 10,000. */
  maxFilesPerPerson: z._default(positiveInt, 10_000),
});

const authSchema = z.strictObject({
  /** Whether people may chat without signing in. Default: only while the app has no way of signing in. False without one: the host signs people in (`POST /auth/jwt`). */
  allowVisitors: z.optional(z.boolean()),
  /** What somebody said as a visitor becomes theirs when they sign in. Default true. */
  adoptVisitorChats: flag(true),
  /** How long a sign-in lasts, in seconds. Default 15 days. */
  signInLifetime: z._default(positiveInt.check(z.maximum(400 * 24 * 60 * 60)), 15 * 24 * 60 * 60),
  /** How soon a change made elsewhere (a sign-in ended, a person disabled) reaches open chats, in seconds. Default 15. */
  recheckInterval: z._default(z.number().check(z.positive(), z.maximum(3600)), 15),
  /** `SameSite` of the sign-in cookie. "none" is for pages inside those of other sites, and needs HTTPS. Default "lax". */
  cookieSameSite: z._default(z.enum(["lax", "strict", "none"]), "lax"),
});

const featuresSchema = z.strictObject({
  /** People may edit what they sent; an edit makes a branch. Default true. */
  editMessage: flag(true),
  /** Formulas between dollar signs are typeset. Default false. */
  latex: flag(false),
  /** HTML in Markdown is shown as HTML, sanitised. Only for text you trust. Default false. */
  unsafeAllowHtml: flag(false),
  /** What people send is read as Markdown. Default true. */
  userMessageMarkdown: flag(true),
  /** A thread is tagged with the chat profile it was begun with. Default true. */
  autoTagThread: flag(true),
  /** People may share their chats by links. Default false. */
  allowThreadSharing: flag(false),
  /** Where people sign in: who has not signed in reads shared chats, too. Default false. */
  shareWithAnyone: flag(false),
  /** Sending a message brings the end of the chat into view. Default true. */
  userMessageAutoscroll: flag(true),
  /** The view follows an answer as it is written, as long as its end is in view. Default true. */
  assistantMessageAutoscroll: flag(true),
  /** People may keep messages of their own as favourites, to use them again in any chat. Default false. */
  favorites: flag(false),
});

const socketsSchema = z.strictObject({
  /** Frames are compressed: fewer bytes, for memory and time of the server's. Default false. */
  compression: flag(false),
  /** How often a connection is asked whether it still lives, in seconds. Default 25. */
  pingInterval: z._default(seconds.check(z.positive(), z.maximum(3600)), 25),
  /** How long the answer to that may take before the connection counts as lost, in seconds. Default 20. */
  pingTimeout: z._default(seconds.check(z.positive(), z.maximum(3600)), 20),
});

/** A token that can be guessed protects nothing. */
const LEAST_TOKEN = 16;

const metricsSchema = z.strictObject({
  /** A port of their own, at which `GET /metrics` is answered and nothing else; 0 takes any free one. Default: none. */
  port: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(65_535))),
  /** The address that port listens on. Default "127.0.0.1", which only this machine can reach. */
  host: z._default(z.string().check(z.minLength(1)), "127.0.0.1"),
  /** Whoever reads metrics must show it as `Authorization: Bearer …`. Without a port of their own, metrics are at `/metrics` of the server. At least 16 characters. Default: none. */
  token: z.optional(z.string().check(z.minLength(LEAST_TOKEN), z.regex(/^\S+$/))),
});

export const configSchema = z.strictObject({
  /** The app's name: page title, and the author of messages that name none. Default "Assistant". */
  name: z._default(z.string().check(z.minLength(1), z.maxLength(200)), "Assistant"),
  /** One sentence for search engines and link previews. */
  description: z._default(z.string(), ""),
  /** The address link previews lead to. Default: `publicUrl`. */
  customMetaUrl: z.optional(webAddress),
  /** The image of link previews, as "https://example.com/preview.png", or "/public/preview.png". Default: none. */
  customMetaImageUrl: z.optional(z.union([webAddress, publicPath])),
  /** How much of the work people see: every step, only tool calls, or nothing. Default "full". */
  cot: z._default(z.enum(["full", "tool_call", "hidden"]), "full"),
  /** Chats that nobody has said anything in for so many days are deleted for good, with their files; pinned ones are kept. Default: none is. */
  retentionDays: z.optional(z.number().check(z.positive(), z.maximum(36_500))),
  /** How long people may bring back a chat they have deleted, in days; then it is gone, with its files. 0: it is gone at once. Default 7. */
  keepDeletedDays: z._default(z.number().check(z.nonnegative(), z.maximum(3_650)), 7),
  /** Forces one language of the page, as "en" or "pt-BR". Default: what the browser asks for. */
  language: z.optional(z.string().check(z.refine((tag) => LANGUAGE_TAG.test(tag) && toLanguageTag(tag) !== undefined))),
  /** A line under the message box, as "Answers may be wrong.": a text, or one for each language, as `{ en, de }`. Default: none. */
  footnote: z._default(wordsByLanguage(1_000), ""),
  /** How alert blocks in Markdown look: a box, or a line beside the text ("classic"). Default "modern". */
  alertStyle: z._default(z.enum(["classic", "modern"]), "modern"),
  /** How the page looks to people who have chosen nothing: as their system does, light, or dark. Default "system". */
  defaultTheme: z._default(z.enum(["system", "light", "dark"]), "system"),
  /** The logo, as "/public/logo.svg" or an address. Default: `public/logo_light.*` and `public/logo_dark.*`, where there are any. */
  logoFileUrl: z.optional(fileAddress),
  /** The face of authors who have no file in `public/avatars`, a path or an address. Default: the app's own icon. */
  defaultAvatarFileUrl: z.optional(fileAddress),
  /** How large faces beside answers are, in pixels, 16 to 64. Default 24. */
  avatarSize: z.optional(z.number().check(z.int(), z.minimum(16), z.maximum(64))),
  /** The image beside the sign-in form, a path or an address. Default: none. */
  loginPageImage: z.optional(fileAddress),
  /** A CSS filter on that image by day, as "grayscale(1) brightness(0.8)". Default "none". */
  loginPageImageFilter: z._default(filterSchema, "none"),
  /** A CSS filter on that image by night. Default "brightness(0.6)". */
  loginPageImageDarkFilter: z._default(filterSchema, "brightness(0.6)"),
  /** Links in the header: a list of `{ name, url, iconUrl, displayName, target }`. Default: none. */
  headerLinks: z._default(headerLinksSchema, []),
  /** A style sheet that is loaded after ours and wins over it, a path or an address. Default: none. */
  customCss: z.optional(fileAddress),
  /** Further attributes of its tag, as 'media="print"'. Default: none. */
  customCssAttributes: z._default(attributesSchema, ""),
  /** A script that is loaded with the page, a path or an address. Default: none. */
  customJs: z.optional(fileAddress),
  /** The attributes of its tag, as 'type="module"'. Default "defer". */
  customJsAttributes: z._default(attributesSchema, "defer"),
  /** How wide the column of the chat is. Default "default". */
  layout: z._default(z.enum(["default", "wide"]), "default"),
  /** Whether the list of chats is open on a first visit. "hidden": there is none, and no search in chats. Default "open". */
  defaultSidebarState: z._default(z.enum(["open", "closed", "hidden"]), "open"),
  /** New chat asks first when the current one has begun. Default false: that one stays in the list. */
  confirmNewChat: flag(false),
  /** Where the settings form of a chat is: in a dialog that the message box opens, or in a panel beside the chat. Default "composer". */
  chatSettingsLocation: z._default(z.enum(["composer", "sidebar"]), "composer"),
  /** The panel with the settings form is open from the beginning, where there is room for it beside the chat. Default false. */
  defaultChatSettingsOpen: flag(false),

  /** How long a chat without a connection stays in memory, in seconds. Default 3600. */
  sessionTimeout: z._default(seconds, 3600),
  /** What a message does while the app still works on the last one: wait, stop it, or run beside it. Default "queue". */
  concurrency: z._default(z.enum(["queue", "interrupt", "parallel"]), "queue"),
  /** What becomes of an answer that the end of its process cut off: "offer" shows Try again, "retry" also tries it by itself, twice at most. Default "offer". */
  recovery: z._default(z.enum(["offer", "retry"]), "offer"),
  /** What answers do when this server has heard nothing of the others for so long that one may soon take over its chats: go on, or stop before. Default "continue". */
  onLeaseLost: z._default(z.enum(["continue", "stop"]), "continue"),
  /** How long running turns may go on when the server is told to stop, in seconds. Default 10. */
  drainTimeout: z._default(seconds, 10),
  /** Keys of their own that people must give before their chat begins: a name, or `{ name, label, help, url, placeholder, secret }`. Default: none. */
  userEnv: z._default(userEnvSchema, []),
  /** Keys people type in are written to the session store. Default false: asked for again after a restart. */
  persistUserEnv: flag(false),
  /** How much of a user session is saved. */
  userSession: z.prefault(userSessionSchema, {}),

  /** Address to listen on. Default "127.0.0.1", which only this machine can reach. */
  host: z._default(z.string().check(z.minLength(1)), "127.0.0.1"),
  /** Port to listen on; 0 takes any free one. Default 8000. */
  port: z._default(z.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 8000),
  /** The server's certificate, a PEM file of the app's folder: with it and `sslKey` the server speaks HTTPS. Default: none. */
  sslCert: z.optional(z.string().check(z.minLength(1))),
  /** The key of the certificate, a PEM file. Default: none. */
  sslKey: z.optional(z.string().check(z.minLength(1))),
  /** Where people open the app, as "https://chat.example.com": for the terminal and for link previews. Default: what each request says. */
  publicUrl: z.optional(webAddress),
  /** Path below which everything is served, as "/chat". Default: the root. */
  rootPath: z._default(z.pipe(z.string().check(z.refine(isRootPath)), z.transform(trimRootPath)), ""),
  /** Whose `X-Forwarded-*` headers are believed: this machine's, nobody's (false), everybody's (true), or those of the addresses and CIDR ranges named. Default "loopback". */
  trustProxy: z._default(z.union([z.literal("loopback"), z.boolean(), z.array(z.string().check(z.minLength(1)))]), "loopback"),
  /** Other origins whose pages may talk to the server, as "https://example.com"; "*" for all, without cookies. Default: none. */
  allowOrigins: z._default(z.array(origin), []),
  /** Other origins whose windows may say something to the app, and hear from it: the pages around the chat. "*" for all. Default: none, only the chat's own origin. */
  windowMessageOrigins: z._default(z.array(origin), []),
  /** Which transports browsers may use, in order of preference. Default both. */
  transports: z._default(z.array(z.enum(["websocket", "polling"])).check(z.minLength(1)), ["websocket", "polling"]),
  /** Hosts that the page itself may load images from, besides this server. Images in messages need none: the server fetches them. Default: none. */
  imageHosts: z._default(z.array(host), []),
  /** Hosts that the page may load audio and video from, besides this server. Default: none. */
  mediaHosts: z._default(z.array(host), []),
  /** Hosts that artifacts which run, as HTML and React, may load from and talk to. Default: none, they are offline. */
  artifactHosts: z._default(z.array(host), []),
  /** Sites whose videos may be shown in their own players, each after a press: "youtube", "vimeo". Default: none, they are links. */
  videoSites: z._default(z.array(z.enum(VIDEO_SITES)), []),
  /** Hosts that style sheets for fonts, and the fonts, may come from, besides this server. Default: none. */
  fontHosts: z._default(z.array(host), []),
  /** Hosts that scripts may come from, besides this server. Default: none. */
  cspScriptHosts: z._default(z.array(host), []),
  /** Servers of one's own network that this one may fetch from, by host name or range, as "sso.internal" or "10.1.0.0/16". Default: none, public addresses only. */
  egressAllow: z._default(z.array(z.string().check(z.minLength(1))), []),
  /** Who may come in, and for how long. */
  auth: z.prefault(authSchema, {}),
  /** What one person, one address and one request may take. */
  limits: z.prefault(limitsSchema, {}),
  /** How connections are kept. */
  sockets: z.prefault(socketsSchema, {}),
  /** Who may read what the server does, and where: off without a port and a token. */
  metrics: z.prefault(metricsSchema, {}),
  /** What people and the page may do. */
  features: z.prefault(featuresSchema, {}),
  /** What people may say of answers. */
  feedback: z.prefault(feedbackSettingsSchema, {}),
  /** Which files people may send. */
  uploads: z.prefault(uploadsSchema, {}),
  /** Where files are kept, and how much of them. */
  files: z.prefault(filesSchema, {}),

  /** A folder with a page of one's own, built as index.html and assets/, in the place of ours. Default: ours. */
  customBuild: z.optional(z.string().check(z.minLength(1))),
  /** Where conversations are kept: a driver, `postgres://…` or the path of an SQLite file. Default: `DATABASE_URL`, else .colloquy/chats.sqlite. */
  dataLayer: driverOrPath,
  /** Where live sessions are written down: a driver, `postgres://…`, or the path of an SQLite file. Default: where conversations are kept. */
  sessionStore: driverOrPath,
  /** What several servers of the app meet in: "redis://…", "postgres" for the database of the chats, "none", or a relay. Default: `REDIS_URL`, else none, and the server is alone. */
  relay: z.optional(z.union([z.string().check(z.regex(RELAY)), z.custom<Meeting>(isMeeting)])),
  /** What this server is called among several, in logs and lists. Default: the name of its machine with the number of its process. */
  node: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** The release of the app, as "1.4.2" or a commit: `onClusterStart` runs once for each. Default: the version in the package.json of the app's folder. */
  release: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** The least that is logged. Default "info". */
  logLevel: z._default(z.enum(["debug", "info", "warn", "error", "silent"]), "info"),
});

/** What an author may write in colloquy.config.ts. Everything has a default. */
export type ColloquyConfig = Readonly<z.input<typeof configSchema>>;
/** A checked configuration with every default filled in. */
export type ResolvedConfig = Readonly<z.output<typeof configSchema>>;

function isOrigin(value: string): boolean {
  return value === "*" || (URL.canParse(value) && new URL(value).origin === value);
}

function isRootPath(value: string): boolean {
  return value === "" || (/^\/[\w.~\-/]*$/.test(value) && isOwnPath(value) && toOwnPath(value) === value);
}

function trimRootPath(value: string): string {
  return value.replace(/\/+$/, "");
}
