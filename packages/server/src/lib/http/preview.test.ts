import { afterAll, describe, expect, it } from "vitest";
import { makeFolders, serveAt } from "../../../test/places.ts";
import { createApp } from "../app/app.ts";
import type { ColloquyConfig } from "../config/schema.ts";

const folders = makeFolders();
afterAll(() => folders.remove());

/** What the page tells programs that make previews. */
async function metasOf(config: ColloquyConfig, place = "at the root"): Promise<Record<string, string>> {
  await using at = await serveAt(place, createApp(), { ...folders, config });
  const html = await (await at.get("/", { headers: { accept: "text/html" } })).text();
  const metas = [...html.matchAll(/<meta (?:property|name)="([\w:]+)" content="([^"]*)">/g)];
  return Object.fromEntries(
    metas.map(([, key = "", content = ""]) => [
      key,
      content.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code))),
    ]),
  );
}

describe("the preview of a link", () => {
  it("says the name and the description", async () => {
    const metas = await metasOf({ name: "Librarian", description: `Knows <every> "book"` });
    expect(metas).toMatchObject({ "og:title": "Librarian", description: `Knows <every> "book"`, "og:description": `Knows <every> "book"` });
    expect(metas).not.toHaveProperty("og:url");
    expect(metas).not.toHaveProperty("og:image");
  });

  it("leads to publicUrl, or to customMetaUrl", async () => {
    expect(await metasOf({ publicUrl: "https://chat.example" })).toMatchObject({ "og:url": "https://chat.example" });
    const both = { publicUrl: "https://chat.example", customMetaUrl: "https://example.org/about?a=1&b=2" };
    expect(await metasOf(both)).toMatchObject({ "og:url": "https://example.org/about?a=1&b=2" });
  });

  it("has the image of customMetaImageUrl, always as a whole address", async () => {
    expect(await metasOf({ customMetaImageUrl: "https://cdn.example/card.png" })).toMatchObject({
      "og:image": "https://cdn.example/card.png",
    });
    const own = { customMetaImageUrl: "/public/card.png" };
    expect(await metasOf({ ...own, publicUrl: "https://chat.example/bot/" })).toMatchObject({
      "og:image": "https://chat.example/bot/public/card.png",
    });
    expect(await metasOf(own, "behind a proxy that takes a prefix away")).toMatchObject({
      "og:image": "https://chat.example/apps/bot/public/card.png",
    });
  });
});
