// From a project and its app to a server on a port, with an address that a person can open.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ChatError } from "@colloquy/protocol";
import type { App } from "../app/app.ts";
import { tellEndlessLoops } from "../app/endless-loops.ts";
import { createLogger } from "../logger.ts";
import { openServer } from "../mount/open-server.ts";
import { limitListener } from "../node/listener-limits.ts";
import type { ComposedServer } from "../server.ts";
import { isTaken, listenAfter, listenNear } from "./free-port.ts";
import { placeOf } from "./load/place-of.ts";
import { tellLostRejections } from "./lost-rejections.ts";
import type { Project } from "./project.ts";
import { readableLog, speaksJson } from "./readable-log.ts";
import type { Serving } from "./serving.ts";
import { createListener, readCertificate } from "./tls.ts";

export interface StartOptions {
  /** Overrules the configuration. */
  readonly port?: number | undefined;
  /** Another process of ours is just giving the port up. */
  readonly held?: boolean;
}

/** Starts a server for an app. In development a taken port leads to the next free one; in production it is an error. */
export async function startServer(project: Project, app: App, options: StartOptions = {}): Promise<Serving> {
  const { config, dev } = project;
  const { env } = process;
  const destination = speaksJson({ env, dev }) ? undefined : readableLog({ env, stream: process.stderr, cwd: process.cwd() });
  const certificate = readCertificate(config, project.appDir);
  const chat = await openServer(app, {
    ...project,
    logger: createLogger({ level: config.logLevel, destination }),
    watch: options.held !== undefined,
    placeOf: dev ? (error) => placeOf(error, project.appDir) : undefined,
  });
  try {
    const server = createListener(certificate);
    limitListener(server, config);
    chat.attach(server);
    const wished = options.port ?? config.port;
    const listen = (port: number) => listenOnce(server, port, config.host);
    const port = await (options.held ? listenAfter(wished, listen) : dev ? listenNear(wished, listen) : listen(wished));
    return toServing(chat, server, { port, watch: options.held !== undefined, https: certificate !== undefined, dev });
  } catch (error) {
    await chat.close({ drainMs: 0 });
    if (!isTaken(error)) throw error;
    const port = options.port ?? config.port;
    throw new ChatError("BAD_CONFIG", `Port ${port} is taken by another program.`, {
      cause: error,
      fix: "Stop that program, or choose another port with --port or COLLOQUY_PORT.",
    });
  }
}

interface Listening {
  readonly port: number;
  readonly watch: boolean;
  readonly https: boolean;
  readonly dev: boolean;
}

function toServing(chat: ComposedServer, server: Server, { port, watch, https, dev }: Listening): Serving {
  const stopTelling = tellLostRejections(chat.host.services.logger);
  const stopWatching = dev ? tellEndlessLoops() : undefined;
  return {
    url: `${https ? "https" : "http"}://${toHost(chat.config.host)}:${port}${chat.config.rootPath}/`,
    port,
    parts: chat.parts,
    logger: chat.logger,
    elements: chat.elements,
    notify: (notice) => chat.notify(notice),
    close: async ({ drainMs }) => {
      await chat.close({ drainMs, watch });
      stopTelling();
      stopWatching?.();
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The host as a person on this machine opens it. */
function toHost(host: string): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  return everywhere || host === "127.0.0.1" || host === "::1" ? "localhost" : host.includes(":") ? `[${host}]` : host;
}

function listenOnce(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
