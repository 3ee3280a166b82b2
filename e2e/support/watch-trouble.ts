// What a page complained about: exceptions, and errors in its console.
import type { Page } from "playwright-core";

/** Collects from now on. Requests and sockets that break are left out: the browser notes each, and the page tells of them itself. */
export function watchTrouble(page: Page): readonly string[] {
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource|WebSocket connection/.test(message.text())) trouble.push(message.text());
  });
  return trouble;
}
