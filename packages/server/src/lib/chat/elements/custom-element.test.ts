import { describe, expect, it } from "vitest";
import { CustomElement, type CustomElementOptions, createApp, customElement, elementFromJSON } from "../../../index.ts";
import { inHandler } from "../../testing/in-handler.ts";
import { openChat } from "../../testing/open-chat.ts";

async function inChat(work: () => void | Promise<void>): Promise<void> {
  const app = createApp();
  await using chat = await openChat(app);
  await inHandler(app, chat, work);
}

describe("a custom element", () => {
  it("is sent with its name, its props and how far it is trusted", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const card = customElement<(props: { title: string }) => unknown>(
        "Card",
        { title: "Kinloch" },
        { display: "side", sandbox: true, actions: ["book"] },
      );
      await card.send();
      await new CustomElement({ name: "Empty" }).send();
    });
    await using chat = await openChat(app);
    await chat.send("show");
    expect(chat.elements()).toMatchObject([
      { type: "custom", name: "Card", display: "side", props: { title: "Kinloch" }, sandbox: true, actions: ["book"] },
      { type: "custom", name: "Empty", display: "inline", props: {} },
    ]);
    expect(Object.keys(chat.elements()[1] ?? {})).not.toContain("sandbox");
  });

  it("changes when its props do and it is updated, and not before; what it was made with is not touched", async () => {
    const app = createApp();
    const seen: unknown[] = [];
    app.onMessage(async (_message, { session }) => {
      const props = { seats: 2, guests: ["Ada"] };
      const ticket = new CustomElement({ name: "Ticket", props });
      await ticket.send();
      const shown = () => session.state.elements.get(ticket.id)?.props;
      ticket.props.seats = 3;
      ticket.props.guests.push("Bob");
      seen.push(structuredClone(shown()));
      await ticket.update();
      seen.push(structuredClone(shown()));
      ticket.props = { seats: 1, guests: [] };
      await ticket.update();
      seen.push(structuredClone(shown()), props);
    });
    await using chat = await openChat(app);
    await chat.send("show");
    expect(seen).toEqual([
      { seats: 2, guests: ["Ada"] },
      { seats: 3, guests: ["Ada", "Bob"] },
      { seats: 1, guests: [] },
      { seats: 2, guests: ["Ada"] },
    ]);
  });

  it("comes out of plain data with what it may do", async () => {
    await inChat(async () => {
      const made = new CustomElement({ name: "Ticket", props: { seats: 2 } });
      const again = elementFromJSON(made.toJSON());
      expect(again).toBeInstanceOf(CustomElement);
      expect((again as CustomElement).props).toEqual({ seats: 2 });
    });
  });

  it.each<[string, unknown]>([
    ["no name", { props: {} }],
    ["a path", { name: "../Ticket" }],
    ["an ending", { name: "Ticket.tsx" }],
    ["a hidden file", { name: ".Ticket" }],
    ["an empty name", { name: "" }],
    ["a long name", { name: "x".repeat(101) }],
    ["props that are no object", { name: "Ticket", props: "text" }],
    ["props with a number that JSON has not", { name: "Ticket", props: { seats: 1n } }],
    ["props with __proto__", { name: "Ticket", props: JSON.parse('{ "__proto__": 1 }') }],
    ["actions that are none", { name: "Ticket", actions: [7] }],
    ["an option that there is not", { name: "Ticket", sandboxed: true }],
  ])("with %s is refused where it is made", async (_what, options) => {
    await inChat(() => {
      expect(() => new CustomElement(options as CustomElementOptions)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
    });
  });

  it("with more than 256 KB of props is refused when it is sent", async () => {
    await inChat(async () => {
      const large = new CustomElement({ name: "Ticket", props: { text: "x".repeat(256 * 1024) } });
      await expect(large.send()).rejects.toMatchObject({ code: "BAD_INPUT" });
    });
  });
});
