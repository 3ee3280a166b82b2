// What the routes need of the server, and what each request carries from the edge to its route.
import type { Context } from "hono";
import type { AuthHandlers } from "../app/auth-handlers.ts";
import type { AuthParts } from "../app/auth-parts.ts";
import type { ChatDriver } from "../app/chat-driver.ts";
import type { Offer } from "../app/chat-host.ts";
import type { DispatchLimits } from "../app/dispatch.ts";
import type { Visitor } from "../app/profile-handlers.ts";
import type { FileTokens } from "../auth/file-tokens.ts";
import type { RequestSource, TrustsProxy } from "../auth/forwarded.ts";
import type { OriginVerdict } from "../auth/origins.ts";
import type { RateLimits } from "../auth/rate-limits.ts";
import type { Tokens } from "../auth/tokens.ts";
import type { Clock } from "../clock.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { CustomElements } from "../custom-elements/custom-elements.ts";
import type { DataLayer } from "../data/data-layer.ts";
import type { Egress } from "../egress.ts";
import type { Files } from "../files/files.ts";
import type { Transfers } from "../files/transfers.ts";
import type { Uploads } from "../files/uploads.ts";
import type { Logger } from "../logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { SessionRegistry } from "../session/session-registry.ts";
import type { Tally } from "../tally.ts";
import type { Texts } from "../texts.ts";
import type { Doorway } from "../transport/doorway.ts";
import type { Pages } from "../transport/pages.ts";
import type { SharedChats } from "./sharing/shared-chats.ts";
import type { Shares } from "./sharing/shares.ts";
import type { StaticFolder } from "./static-folder.ts";
import type { ThemeSource } from "./theme-source.ts";

/** The parts of a server that answer HTTP requests. */
export interface HttpDeps {
  readonly config: ResolvedConfig;
  readonly dev: boolean;
  /** This copy of the framework's. */
  readonly version: string;
  /** The app's own texts. */
  readonly texts: Texts;
  readonly registry: SessionRegistry;
  readonly driver: ChatDriver;
  /** Of what is asked of a chat. */
  readonly limits: DispatchLimits;
  /** The open connections of our own client. */
  readonly pages: Pages;
  /** What every handshake goes through, also one over HTTP. */
  readonly doorway: Doorway;
  /** What somebody may choose from. */
  readonly offer: (visitor: Visitor) => Promise<Offer>;
  readonly dataLayer: DataLayer;
  readonly files: Files;
  /** The links to chats. */
  readonly shares: Shares;
  /** What they lead to. */
  readonly sharedChats: SharedChats;
  /** Those that may be cut off and go on. */
  readonly uploads: Uploads;
  /** The files that are on their way to the server. */
  readonly transfers: Transfers;
  /** Addresses of files that prove themselves. */
  readonly fileTokens: FileTokens;
  readonly tokens: Tokens;
  readonly auth: AuthParts;
  /** Through it goes what the server fetches for somebody's sign-in. */
  readonly egress: Egress;
  /** The app's handler for it. */
  readonly onLogout: AuthHandlers["onLogout"] | undefined;
  readonly rates: RateLimits;
  readonly trusts: TrustsProxy;
  readonly logger: Logger;
  readonly clock: Clock;
  /** False while the server starts or drains. */
  readonly ready: () => boolean;
  /** The built page; undefined when nobody built it. */
  readonly page: StaticFolder | undefined;
  /** The `public/` folder of the author's app. */
  readonly publicFolder: StaticFolder;
  /** What this server has done so far. */
  readonly tally: Tally;
  /** What the server does, where metrics are on. */
  readonly metrics: Metrics | undefined;
  /** The app's own elements. */
  readonly customElements: CustomElements;
  /** The theme in it. */
  readonly themes: ThemeSource;
  /** The author's app folder. Only what is named here is ever read from it. */
  readonly appFolder: StaticFolder;
}

/** What a Node server knows of a request and a `Request` does not; absent when somebody calls `fetch` by hand. */
export interface NodeBindings {
  readonly incoming?: {
    readonly httpVersionMajor?: number;
    readonly socket?: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean };
  };
}

/** What the edge found out before a route runs. */
export interface EdgeFacts {
  readonly requestId: string;
  readonly source: RequestSource;
  readonly verdict: OriginVerdict;
  /** True when it came by a proxy we trust, whose headers are believed. */
  readonly fromProxy: boolean;
  /** The root path as the browser sees it: ours, behind whatever prefix a trusted proxy took away. */
  readonly publicRoot: string;
  /** The `Cookie` header without what somebody else may have planted. */
  readonly cookies: string | undefined;
  /** The most bytes a body may have. */
  readonly bodyLimit: number;
}

export interface HttpEnv {
  readonly Bindings: NodeBindings;
  readonly Variables: { readonly edge: EdgeFacts };
}

export type HttpContext = Context<HttpEnv>;
