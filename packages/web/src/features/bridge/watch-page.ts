// Between the app and the page around the chat. Here is only what notices that one of them speaks; the rest comes when it does.
import type { ChatClient } from "@colloquy/client";
import type { PageBridge } from "./page-bridge.ts";

/** From now on functions of the page are called, and messages go both ways. */
export function watchPage(client: ChatClient, origins: readonly string[]): void {
  let bridge: Promise<PageBridge> | undefined;
  const open = (act: (bridge: PageBridge) => void) => {
    bridge ??= import("./page-bridge.ts").then(({ PageBridge }) => new PageBridge(client, origins));
    bridge.then(act, () => {
      // Its code did not come; the next one who speaks asks again.
      bridge = undefined;
    });
  };
  addEventListener("message", (event) => {
    // What stands inside of this page has its own ways.
    if (event.source && [window, parent, opener].includes(event.source)) open((to) => to.hear(event));
  });
  client.onWindowMessage((data) => open((to) => to.say(data)));
  client.store.subscribe(() => {
    if (client.store.getOverview().calls.length > 0) open((to) => to.call());
  });
}
