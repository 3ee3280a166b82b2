// A drawing whose server is gone before it is whole. The second server begins while the first one has said nothing of an end, as after a kill.
import type { ViewNode } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { createApp, Message } from "../../../index.ts";
import { draftMessage } from "../../../view.ts";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { createMemorySessionStore } from "../../session-store/drivers/memory.ts";
import { createGate } from "../../testing/gate.ts";
import { openChat } from "../../testing/open-chat.ts";

const half: ViewNode = { type: "Card", title: "Kinloch", children: [{ type: "Skeleton", shape: "text", lines: 1 }] };
const whole: ViewNode = { type: "Card", title: "Canna" };

it("a drawing that was half done when the server was killed is gone after it, and one that was whole is there", async () => {
  const parts = { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore(), owner: "visitor:a" };
  const drawing = createGate();
  const end = createGate();
  const app = createApp();
  app.onMessage(async () => {
    const kept = new Message({ content: "First:", view: half });
    const keeping = draftMessage(kept);
    await kept.send();
    kept.view = whole;
    await kept.send();
    keeping.keep();
    const broken = new Message({ content: "Second:", view: half });
    draftMessage(broken);
    await broken.send();
    drawing.open();
    await end.opened;
  });
  await using killed = await openChat(app, parts);
  const answer = killed.send("draw");
  await drawing.opened;
  await killed.session.recorder.flush();
  const { threadId } = killed.session;
  expect(killed.messages.map(({ text }) => text)).toEqual(["draw", "First:", "Second:"]);

  await using again = await openChat(app, { ...parts, threadId });
  expect(again.messages.map(({ text }) => text)).toEqual(["draw", "First:"]);
  expect(again.view()).toEqual(whole);
  await again.session.recorder.flush();
  expect([...again.session.state.turns.values()].map(({ turn }) => turn.state)).toContain("interrupted");
  const steps = await again.session.services.dataLayer.loadSteps(threadId, { turnIds: [...again.session.state.turns.keys()], stepIds: [] });
  expect(steps.map(({ output }) => output?.text)).toEqual(["draw", "First:"]);
  end.open();
  await answer.catch(() => undefined);
});
