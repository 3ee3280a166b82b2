// The chat as a guest in a program that has a server already.
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import { type App, getDefaultApp, isApp } from "../app/app.ts";
import { missingOAuthVariables } from "../auth/oauth/providers-from-env.ts";
import { checkOptions, flag, object, text } from "../check-given.ts";
import { readName } from "../config/env-names.ts";
import { loadConfig } from "../config/load-config.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { loadSecret } from "../config/secret.ts";
import type { Logger } from "../logger.ts";
import type { ChatServer } from "../node/chat-server.ts";
import { processEnvironment } from "../node/environment.ts";
import { openServer } from "./open-server.ts";

/** How a chat server is set up; everything has a default. */
export interface ServerOptions {
  /**
   * Settings, as in `colloquy.config.ts`. They win over the environment (`COLLOQUY_*`), which wins over the file. `host` and `port`
   * mean nothing here: the host program listens.
   */
  readonly config?: ColloquyConfig;
  /**
   * The folder of the app: there are `colloquy.config.ts`, `public/`, and `.colloquy/` with the chats and the secret.
   * Default: `COLLOQUY_APP_ROOT`, else the working directory. A `.env` in it is not read: the environment is the host's.
   */
  readonly appDir?: string;
  /**
   * Whether the app is being developed: then people see errors as they are, and pages on any port of this machine may connect.
   * Default: when `NODE_ENV` is set, and not to "production". Without `NODE_ENV` the careful answer is no.
   */
  readonly dev?: boolean;
  /** Where the server's log goes; any pino-like logger will do. Default: JSON lines on standard error, from `logLevel` on. */
  readonly logger?: Logger;
}

/**
 * Makes a chat server for the inside of another one, and starts its app (`onAppStart` has run when the promise resolves).
 *
 * Without an app it serves what `cl.onMessage` and its like have registered. Throws BAD_CONFIG for settings that cannot be, BAD_APP for
 * an app without handlers, STORE_LOCKED when another process has the chats.
 *
 * It listens to no signals, because the process is the host's: close it when the host stops.
 *
 * @example
 * const chat = await createServer(app);
 * const server = http.createServer(express());
 * chat.attach(server, { path: "/chat" });
 * server.listen(3000);
 * process.once("SIGTERM", () => chat.close().then(() => server.close()));
 */
export async function createServer(app: App = getDefaultApp(), options: ServerOptions = {}): Promise<ChatServer> {
  if (!isApp(app))
    throw new ChatError("BAD_APP", "createServer got something that is no app.", {
      fix: "Give it what createApp returned; leave it out to serve the handlers at the top level of a file.",
    });
  checkOptions("createServer", options, { config: object, appDir: text, dev: flag, logger: object });
  if (app.handlerCount === 0) {
    throw new ChatError("BAD_APP", "The app has no handlers, so nobody would answer.", {
      fix: "Register at least one before createServer is called: cl.onMessage(async (message) => { … })",
    });
  }
  const env = processEnvironment();
  const appDir = path.resolve(options.appDir ?? readName(env, "APP_ROOT") ?? ".");
  const { config, warnings } = await loadConfig({ appDir, env, settings: options.config ?? {} });
  const dev = options.dev ?? isDevelopment(env["NODE_ENV"]);
  const secret = loadSecret({ appDir, env, dev });
  const server = await openServer(app, { config, appDir, secret, dev, env, logger: options.logger });
  for (const warning of [...warnings, ...missingOAuthVariables(env)]) server.logger.warn({}, warning);
  return server;
}

/** Unlike the command line we do not know who can reach the host. */
function isDevelopment(nodeEnv: string | undefined): boolean {
  return nodeEnv !== undefined && nodeEnv !== "" && nodeEnv !== "production";
}
