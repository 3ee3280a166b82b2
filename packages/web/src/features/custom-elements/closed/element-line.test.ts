// What a closed frame may do to the page around it.
// @vitest-environment node
import type { ElementKit } from "@colloquy/client/elements";
import { afterEach, describe, expect, it } from "vitest";
import type { KitToast } from "../../../../element-kit/src/host.ts";
import { PortBridge } from "../../../components/bridge/port-bridge.ts";
import { openLine } from "./element-line.ts";
import { ASKED, TOLD } from "./messages.ts";

const opened: PortBridge[] = [];
afterEach(() => {
  for (const bridge of opened.splice(0)) bridge.close();
});

function open() {
  const { port1, port2 } = new MessageChannel();
  const toasts: KitToast[] = [];
  const kit = { updateElement: () => ({ success: true }) } as unknown as ElementKit;
  const nothing = () => undefined;
  const refused = () => Promise.resolve(false);
  const line = {
    kit: () => kit,
    hasActed: refused,
    takeAct: refused,
    onHeight: nothing,
    onBroke: nothing,
    onEscape: nothing,
    onGoes: nothing,
    onFlood: nothing,
  };
  const frame = new PortBridge(port2, {});
  opened.push(openLine(port1, { ...line, onToast: (toast) => toasts.push(toast) }), frame);
  return { frame, toasts };
}

describe("a closed frame", () => {
  it("shows three short notices, and not a wall of them", async () => {
    const { frame, toasts } = open();
    for (let n = 0; n < 20; n++) frame.notify(TOLD.toast, { tone: "error", title: `Notice ${n}` });
    await frame.request(ASKED.update, { props: {} });
    expect(toasts.map(({ title }) => title)).toEqual(["Notice 0", "Notice 1", "Notice 2"]);
  });

  it("tells in a few lines, and turns no words around it", async () => {
    const { frame, toasts } = open();
    frame.notify(TOLD.toast, { tone: "error", title: `safe\u202e${"x".repeat(1_000)}`, text: `\u2067all is well ${"y".repeat(5_000)}` });
    await frame.request(ASKED.update, { props: {} });
    expect(toasts).toEqual([{ tone: "error", title: `safe${"x".repeat(146)}`, text: expect.stringMatching(/^all is well y{288}$/) }]);
  });

  it("says nothing as the person who has not pressed anything in it", async () => {
    const { frame } = open();
    await expect(frame.request(ASKED.say, { text: "I resign." })).resolves.toMatchObject({ success: false, error: { code: "FORBIDDEN" } });
  });
});
