// A running server, as the command line sees it.
import type { ServerNotice } from "@colloquy/protocol";
import type { App } from "../app/app.ts";
import type { CustomElements } from "../custom-elements/custom-elements.ts";
import type { Logger } from "../logger.ts";
import type { PartNames } from "../server.ts";
import type { Project } from "./project.ts";

export interface Serving {
  readonly url: string;
  readonly port: number;
  readonly parts: PartNames;
  readonly logger: Logger;
  /** The app's custom elements, which change without another process. */
  readonly elements: CustomElements;
  /** Tells every open page. */
  notify(notice: ServerNotice): void;
  /** Running turns may go on for `drainMs`; then everything is written down and the chats wait for the next process. */
  close(options: { readonly drainMs: number }): Promise<void>;
}

/** Starts a server for an app. `port` overrules the configuration; `held` says that another process of ours is just giving it up. */
export type StartServer = (
  project: Project,
  app: App,
  options?: { readonly port?: number | undefined; readonly held?: boolean },
) => Promise<Serving>;
