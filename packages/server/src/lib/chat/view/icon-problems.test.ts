import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { action, createApp, Message } from "colloquy";
import { openChat } from "colloquy/testing";
import { Badge, Button, Card, Column, Icon, type View } from "colloquy/view";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** A page with a few icons, in files named as the build names them. */
let webRoot: string;
beforeAll(() => {
  webRoot = mkdtempSync(path.join(tmpdir(), "colloquy-icons-"));
  mkdirSync(path.join(webRoot, "assets"));
  const shelf = (letter: string, names: readonly string[]) =>
    writeFileSync(
      path.join(webRoot, "assets", `glyphs-1.2.3-${letter}.json`),
      JSON.stringify(Object.fromEntries(names.map((name) => [name, []]))),
    );
  shelf("s", ["ship", "sun"]);
  shelf("t", ["ticket", "ticket-check"]);
});
afterAll(() => rmSync(webRoot, { recursive: true, force: true }));

const book = action("icons-book", async () => undefined);
const VIEWS: Readonly<Record<string, View>> = {
  known: Column(
    {},
    Card({ icon: "ship" }),
    Icon({ name: "TicketCheck" }),
    Icon({ name: "/public/boat.svg" }),
    Badge({ icon: "https://a.example/boat.svg" }, "a"),
  ),
  unknown: Card({ icon: "shipp" }, Icon({ name: "tiketCheck" }), Button({ action: book({ icon: "submarine" }) }, "Book")),
};

async function toldOf(views: readonly string[], config: object): Promise<readonly string[]> {
  const app = createApp();
  app.onMessage(async ({ content }) => {
    const message = await new Message({ view: VIEWS[content] ?? [] }).send();
    message.view = Column({}, Badge({}, "Later"), ...(content === "unknown" ? [Icon({ name: "shipp" })] : []));
    await message.update();
  });
  const told: string[] = [];
  const ignore = () => undefined;
  await using chat = await openChat(app, {
    config,
    logger: { debug: ignore, info: ignore, warn: (_, words) => void told.push(words), error: ignore },
  });
  for (const view of views) await chat.send(view);
  expect(chat.errors).toEqual([]);
  return told;
}

describe("an icon of a view that the page does not have", () => {
  it("is told of in the log while developing, once, with the name that was meant", async () => {
    expect(await toldOf(["known", "unknown", "unknown"], { webRoot })).toEqual([
      'Card.icon: there is no icon "shipp", and its place stays empty. Did you mean "ship"?',
      'Icon.name: there is no icon "tiketCheck", and its place stays empty. Did you mean "ticket-check"?',
      'Button.action.icon: there is no icon "submarine", and its place stays empty. The names are those of lucide.dev/icons.',
    ]);
  });

  it("is not told of in production, nor where the page has no icons or is not built", async () => {
    expect(await toldOf(["unknown"], { webRoot, production: true })).toEqual([]);
    expect(await toldOf(["unknown"], { webRoot: path.join(webRoot, "nowhere") })).toEqual([]);
    expect(await toldOf(["unknown"], {})).toEqual([]);
  });
});
