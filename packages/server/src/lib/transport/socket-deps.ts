// What every connection shares: the app at work, and the answers of the edge.
import type { AuthParts } from "../app/auth-parts.ts";
import type { ChatDriver } from "../app/chat-driver.ts";
import type { DispatchLimits } from "../app/dispatch.ts";
import type { TrustsProxy } from "../auth/forwarded.ts";
import type { RateLimits } from "../auth/rate-limits.ts";
import type { Tokens } from "../auth/tokens.ts";
import type { Clock } from "../clock.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { DataLayer } from "../data/data-layer.ts";
import type { Files } from "../files/files.ts";
import type { Logger } from "../logger.ts";
import type { SessionRegistry } from "../session/session-registry.ts";
import type { Tally } from "../tally.ts";
import type { Doorway } from "./doorway.ts";
import type { Pages } from "./pages.ts";

export interface SocketDeps {
  readonly registry: SessionRegistry;
  readonly driver: ChatDriver;
  readonly dataLayer: DataLayer;
  readonly files: Files;
  readonly limits: DispatchLimits;
  readonly rates: RateLimits;
  readonly tokens: Tokens;
  readonly auth: AuthParts;
  readonly trusts: TrustsProxy;
  readonly config: ResolvedConfig;
  readonly dev: boolean;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly pages: Pages;
  /** What every handshake goes through. */
  readonly doorway: Doorway;
  /** What this server has done so far. */
  readonly tally: Tally;
  /** False while the server drains. */
  readonly ready: () => boolean;
}
