// The example of a custom element: what its app does with it, and that it compiles as the page would load it. Its look is a browser's test.
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { getDefaultApp, resetDefaultApp } from "../packages/server/src/lib/app/app.ts";
import { CustomElements } from "../packages/server/src/lib/custom-elements/custom-elements.ts";
import { silentLogger } from "../packages/server/src/lib/logger.ts";
import { openChat } from "../packages/server/src/testing.ts";
import { makeElementsApp } from "../packages/server/test/elements-app.ts";
import { repository } from "./doc-pages.ts";

const appDir = path.join(repository, "examples/ticket");
afterEach(() => resetDefaultApp());

describe("the ticket example", () => {
  it("asks with its element, quotes what was chosen, and books what was submitted; or nothing, when the person does not want to", async () => {
    resetDefaultApp();
    await import("../examples/ticket/app.ts");
    await using chat = await openChat(getDefaultApp(), { appDir });
    await chat.send("Kinloch");
    const ticket = chat.customElement("Ticket");
    expect(ticket.props).toEqual({ to: "Kinloch", seats: 2 });
    await ticket.updateElement({ to: "Kinloch", seats: 3 });
    expect(await ticket.callAction({ name: "quote", payload: { seats: 3 } })).toEqual({ price: 36 });
    await expect(ticket.callAction({ name: "quote", payload: { seats: 10 } })).rejects.toMatchObject({ code: "INVALID_VALUES" });
    await ticket.submitElement({ seats: 3, price: 1 });
    expect(chat.messages.at(-1)?.text).toBe("3 seats to Kinloch are booked, for £36.");
    expect(ticket.props).toEqual({ to: "Kinloch", seats: 3, booked: true });
    await chat.send("Sanday");
    await chat.customElement("Ticket").cancelElement();
    expect(chat.messages.at(-1)?.text).toBe("Nothing is booked.");
  });

  it("compiles", async () => {
    using page = makeElementsApp();
    const elements = new CustomElements({ appDir, webRoot: page.webRoot, dev: false, logger: silentLogger });
    await elements.start();
    expect(elements.map["Ticket"]).toEqual({
      module: expect.stringMatching(/^elements\/Ticket\./),
      css: expect.stringMatching(/^elements\/Ticket\./),
    });
  });
});
