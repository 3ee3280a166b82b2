// Custom elements over Chainlit's wire: what their code does by its routes. Rows CE-4 to CE-6.
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Browser } from "../../../../test/browser.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { CustomElement, createApp, Message } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

function ticketApp(sandbox = false) {
  const app = createApp();
  app.action("book", z.object({ seats: z.number().max(4) }), ({ seats }) => ({ booked: seats }));
  app.onMessage(async () => {
    const ticket = new CustomElement({ name: "Ticket", props: { seats: 2 }, sandbox });
    await new Message({ content: "Yours:", elements: [ticket] }).send();
    await new Message("Done").send();
  });
  return app;
}

describe("Chainlit's client and a custom element", () => {
  it("is told of it, gives it other props, calls an action for it, and takes it away", async () => {
    await using served = await serveApp(ticketApp());
    const who = new Browser(served.url);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.elements.length === 1);
    const [element] = client.elements;
    expect(element).toMatchObject({ type: "custom", name: "Ticket", props: { seats: 2 }, display: "inline", forId: expect.any(String) });
    const ask = async (method: string, path: string, body: object) => {
      const answer = await who.fetch(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      return [answer.status, await answer.json()];
    };
    const { sessionId } = client;
    expect(await ask("PUT", "/project/element", { element: { ...element, props: { seats: 3 } }, sessionId })).toEqual([
      200,
      { success: true },
    ]);
    await client.until(() => JSON.stringify(client.elements.at(-1)).includes('"seats":3'));
    expect(await ask("POST", "/project/action", { action: { name: "book", payload: { seats: 3 } }, sessionId })).toEqual([
      200,
      { success: true, response: { booked: 3 } },
    ]);
    expect((await ask("POST", "/project/action", { action: { name: "book", payload: { seats: 9 } }, sessionId }))[0]).toBe(422);
    expect((await ask("POST", "/project/action", { action: { name: "none", payload: {} }, sessionId }))[0]).toBe(404);
    expect(await ask("PUT", "/project/element", { element: { ...element, type: "image" }, sessionId })).toEqual([200, { success: false }]);
    expect((await ask("PUT", "/project/element", { element: { ...element, id: "none" }, sessionId }))[0]).toBe(400);
    expect((await ask("PUT", "/project/element", { element, sessionId: "another" }))[0]).toBe(404);
    expect(await ask("DELETE", "/project/element", { element, sessionId })).toEqual([200, { success: true }]);
    // Gone is gone: whoever did not hear so asks again.
    expect(await ask("DELETE", "/project/element", { element, sessionId })).toEqual([200, { success: true }]);
  });

  it("is not told of one that is sandboxed: its page would run it unsandboxed", async () => {
    await using served = await serveApp(ticketApp(true));
    using client = new TheirClient(served.url);
    client.send("go");
    await client.hears("Done");
    expect(client.elements).toEqual([]);
    const who = new Browser(served.url);
    const body = { action: { name: "book", payload: { seats: 1 } }, sessionId: client.sessionId };
    const answer = await who.fetch("/project/action", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(404);
  });
});
