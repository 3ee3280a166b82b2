// A server with a page: ours, or another one that speaks to it. It runs in the bench's own process; the page is what is measured.
import { randomBytes } from "node:crypto";
import path from "node:path";
import { createApp, type Dataframe, Message } from "colloquy";
import { createSqliteDataLayer } from "colloquy/data/sqlite";
import { serveApp } from "colloquy/testing";
import type { Browser, BrowserContext } from "playwright-core";

const OURS = path.join(import.meta.dirname, "../../packages/server/dist/web");
const KEY = { id: "bench", bytes: randomBytes(32) };

export interface PageServer {
  readonly url: string;
  /** Somebody whose browser is signed in here, and at the next server on this store. */
  visit(browser: Browser): Promise<BrowserContext>;
  close(): Promise<void>;
}

export interface PageServerOptions {
  /** Where the chats are kept. */
  readonly file: string;
  /** The folder of the page. Default: ours, as it is built. */
  readonly webRoot?: string | undefined;
  /** The tables that may be asked for, by name. */
  readonly tables?: Readonly<Record<string, () => Dataframe>>;
}

export async function servePage({ file, webRoot, tables = {} }: PageServerOptions): Promise<PageServer> {
  const app = createApp({
    passwordAuth: ({ username }) => ({ identifier: username }),
    onMessage: async ({ content }) => {
      const table = tables[content];
      await new Message({ content: `Heard ${content}`, ...(table && { elements: [table()] }) }).send();
    },
  });
  const served = await serveApp(app, {
    dataLayer: createSqliteDataLayer({ file }),
    keys: { current: KEY, previous: undefined, source: "memory", find: (id) => (id === KEY.id ? KEY : undefined) },
    webRoot: webRoot ?? OURS,
  });
  return {
    url: served.url,
    async visit(browser) {
      const person = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "en-GB", reducedMotion: "reduce" });
      const { cookie } = await served.signIn({ identifier: "ada" });
      for (const pair of cookie.split("; ")) {
        const [name = "", value = ""] = pair.split("=");
        await person.addCookies([{ name, value, url: served.url }]);
      }
      return person;
    },
    close: () => served.close(),
  };
}
