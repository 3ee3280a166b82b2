// From an app and its settings to a server: the drivers the configuration names, the built page, and everything else that has a default.
import path from "node:path";
import type { App } from "../app/app.ts";
import { oauthProvidersFromEnv } from "../auth/oauth/providers-from-env.ts";
import { releaseOf } from "../config/app-release.ts";
import { readAppTexts } from "../config/app-texts.ts";
import { choosePage } from "../config/chosen-page.ts";
import type { Environment } from "../config/env-names.ts";
import { ownPackage } from "../config/own-package.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { KeyRing } from "../config/secret.ts";
import { createLogger, type Logger, withFields } from "../logger.ts";
import { type ComposedServer, composeServer } from "../server.ts";
import { Texts } from "../texts.ts";
import { chooseRelay, isOneOfSeveral, nodeName, sharedFolder } from "./choose-relay.ts";
import { chooseDrivers } from "./default-drivers.ts";
import { tellOfStores } from "./tell-of-stores.ts";

/** What has to be known before a server can be opened. */
export interface ServerSettings {
  readonly config: ResolvedConfig;
  /** The folder of the author's app. */
  readonly appDir: string;
  readonly secret: KeyRing;
  readonly dev: boolean;
  /** Where variables about sign-in and storage are looked for. */
  readonly env: Environment;
  /** Default: our own, on standard error. */
  readonly logger?: Logger | undefined;
  /** Started by `--watch`. */
  readonly watch?: boolean | undefined;
  /** File and line of the author's code that an error came from. */
  readonly placeOf?: ((error: unknown) => string | undefined) | undefined;
}

/** Opens the stores and starts the app. Throws BAD_CONFIG for a file of texts that is none. */
export async function openServer(app: App, settings: ServerSettings): Promise<ComposedServer> {
  const { config, appDir, secret, dev, env, logger, watch = false, placeOf } = settings;
  const given = logger ?? createLogger({ level: config.logLevel });
  // The lines of several servers are read together: each names its own, also the first, which come before any other is met.
  const log = isOneOfSeveral({ config, env, watch }) ? withFields(given, () => ({ node: nodeName(config) })) : given;
  const drivers = chooseDrivers({ config, appDir, env, logger: log });
  const together = await chooseRelay({ config, env, secret, drivers, logger: log, watch });
  const folder = together.relay && sharedFolder(config, appDir);
  const server = await composeServer({
    app,
    config,
    authProviders: oauthProvidersFromEnv(env),
    ...drivers,
    ...together,
    nodeName: nodeName(config),
    release: config.release ?? releaseOf(appDir),
    uploadFolder: folder === undefined ? path.join(appDir, ".colloquy", "uploads") : path.join(folder, "uploads"),
    keys: secret,
    logger: given,
    dev,
    appDir,
    texts: new Texts(readAppTexts(appDir)),
    version: ownPackage().version,
    webRoot: choosePage(config, appDir),
    placeOf,
  });
  // Beside the start and not within it: a store of files may take its time.
  const places = {
    chats: config.dataLayer ?? (env["DATABASE_URL"] || undefined),
    files: config.files.storage ?? (env["BLOB_URL"] || undefined),
  };
  void tellOfStores({ drivers, appDir, logger: log, places });
  return server;
}
