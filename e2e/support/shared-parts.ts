// What the browser tests of one run share, started when the first test asks for it: a Chromium for each worker, and the states of the page.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type BrowserServer, chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { CHROMIUM, CHROMIUM_ARGS, SMALL_CHROMIUM } from "../../packages/web/test/chromium.ts";
import { buildStates, type ServedStates } from "../page/build-states.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the shared parts are asked for. */
    sharedParts: string;
  }
}

const ARGS = [
  ...CHROMIUM_ARGS,
  // A name for this machine that is not localhost: what browsers give to secure pages only is missing there.
  "--host-resolver-rules=MAP chat.test 127.0.0.1",
];

/** Vitest calls it before the first test file; what it returns, after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // One each, as nothing of a browser (its clipboard, say) may be shared by tests that run at the same time.
  const browsers = new Map<string, Promise<BrowserServer>>();
  let states: Promise<ServedStates> | undefined;
  const find = async (part: string): Promise<string> => {
    if (part === "/states") {
      states ??= buildStates();
      return (await states).address;
    }
    let browser = browsers.get(part);
    if (!browser) {
      browser = chromium.launchServer({ executablePath: part.startsWith("/small-") ? SMALL_CHROMIUM : CHROMIUM, args: ARGS });
      browsers.set(part, browser);
      // One that has crashed fails the test it crashed in, and no other.
      void browser.then((server) => server.on("close", () => browsers.delete(part)));
    }
    return (await browser).wsEndpoint();
  };
  const server = createServer((request, response) => {
    find(request.url ?? "/").then(
      (answer) => response.end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  project.provide("sharedParts", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    const all = await Promise.allSettled(browsers.values());
    await Promise.all(all.map(async (browser) => browser.status === "fulfilled" && browser.value.close()));
    await (await states)?.close();
  };
}
