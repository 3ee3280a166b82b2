import { readdirSync, readlinkSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { makeFolders, PLACES, SECRET, serveAt } from "../../../test/places.ts";
import { createApp } from "../app/app.ts";

const folders = makeFolders();
afterAll(() => folders.remove());

describe.each(Object.keys(PLACES))("files %s", (name) => {
  const open = () => serveAt(name, createApp(), folders);

  it("of the page are kept for good, those of public/ are asked for again, each with its type", async () => {
    await using at = await open();
    const script = await at.get("/assets/app-1a2b.js");
    expect([script.status, script.headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const note = await at.get("/public/note.txt");
    expect([note.status, note.headers.get("cache-control"), await note.text()]).toEqual([200, "no-cache", "a note\n"]);
    expect(note.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    for (const { headers } of [script, note]) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    }
    expect(await (await at.get("/public/sub/%C3%BCn%C3%AF%20c%C3%B6de%25.txt")).text()).toBe("odd name");
    expect(await (await at.get("/public/empty.txt")).text()).toBe("");
  });

  it("are not sent again to who has them", async () => {
    await using at = await open();
    const first = await at.get("/public/note.txt");
    const etag = first.headers.get("etag") ?? "";
    const again = await at.get("/public/note.txt", { headers: { "if-none-match": `"other", W/${etag}` } });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await at.get("/public/note.txt", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  it("are compressed where that helps, and caches are told", async () => {
    await using at = await open();
    const asked = await at.raw("/assets/app-1a2b.js", { headers: { "accept-encoding": "gzip" } });
    expect(asked.headers).toMatchObject({ "content-encoding": "gzip", vary: expect.stringContaining("Accept-Encoding") });
    expect(asked.body.length).toBeLessThan(500);
    const plain = await at.raw("/assets/app-1a2b.js");
    expect([plain.headers["content-encoding"], plain.headers.vary]).toEqual([undefined, expect.stringContaining("Accept-Encoding")]);
    expect(plain.headers["content-length"]).toBe(String(plain.body.length));
    const font = await at.raw("/assets/font-3c4d.woff2", { headers: { "accept-encoding": "gzip" } });
    expect(font.headers["content-encoding"]).toBeUndefined();
  });

  it.each([
    ["bytes=0-3", 206, "0123", "bytes 0-3/10000"],
    ["bytes=9995-", 206, "56789", "bytes 9995-9999/10000"],
    ["bytes=-2", 206, "89", "bytes 9998-9999/10000"],
    ["bytes=9990-99999", 206, "0123456789", "bytes 9990-9999/10000"],
    ["bytes=10000-", 416, "", "bytes */10000"],
  ])("answer a range of %s with %i", async (range, status, body, contentRange) => {
    await using at = await open();
    const answer = await at.get("/public/long.txt", { headers: { range } });
    expect([answer.status, await answer.text(), answer.headers.get("content-range")]).toEqual([status, body, contentRange]);
  });

  it.each(["bytes=5-2", "bytes=-", "bytes=0-1,3-4", "lines=1-2"])("are sent whole for the range %s", async (range) => {
    await using at = await open();
    const answer = await at.get("/public/long.txt", { headers: { range } });
    expect([answer.status, (await answer.text()).length]).toEqual([200, 10_000]);
  });

  it("that are not there, or are hidden, are a 404 that says so", async () => {
    await using at = await open();
    for (const path of [
      "/public/nothing.txt",
      "/public/",
      "/public/sub",
      "/public/.hidden",
      "/public/link-out.txt",
      "/assets/old-9f9f.js",
    ]) {
      const answer = await at.get(path);
      expect([path, answer.status, await answer.json()]).toEqual([path, 404, { detail: "There is no such file." }]);
    }
  });

  it.each([
    "/public/../app.ts",
    "/public/../.env",
    "/public/%2e%2e/.env",
    "/public/..%2f.env",
    "/public/%2e%2e%2f.colloquy%2fsecret",
    "/public/sub/..%2f..%2f.env",
    "/public/%252e%252e%252f.env",
    "/public/..%5c.env",
    "/public/..\\.env",
    "/public//../../secret.txt",
    "/public/%00/../../.env",
    "/public/note.txt%00.png",
    "/public/C:%5csecret.txt",
    "/public//etc/passwd",
    "/public/%2fetc%2fpasswd",
    "/public/%",
    "/public/%c0%ae%c0%ae/.env",
    "/public/link-out.txt",
    "/assets/../manifest.json",
    "/assets/..%2fmanifest.json",
    "/.stamp",
    "/manifest.json",
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/avatars/..%2f..%2f.env",
    "/avatars/%2e%2e%2fnote",
    "/logo/../../.env",
  ])("never lie outside of their folder: %s", async (path) => {
    await using at = await open();
    const answer = await at.raw(path);
    expect(answer.body).not.toContain(SECRET);
    expect(answer.body).not.toContain("root:");
    expect(answer.status).toBeLessThan(500);
  });

  it("are told of by HEAD, and never opened for it", async () => {
    await using at = await open();
    for (let n = 0; n < 20; n++) {
      const head = await at.raw("/public/long.txt", { method: "HEAD" });
      expect([head.status, head.headers["content-length"], head.body]).toEqual([200, "10000", ""]);
    }
    const isOpen = (fd: string) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).endsWith("/public/long.txt");
      } catch {
        return false;
      }
    };
    if (process.platform === "linux") expect(readdirSync("/proc/self/fd").filter(isOpen)).toEqual([]);
  });
});

describe.each(Object.keys(PLACES))("faces %s", (name) => {
  const open = () => serveAt(name, createApp(), { ...folders, config: { name: "My.Bot" } });

  it("are the author's where there is one, else the app's icon", async () => {
    await using at = await open();
    const text = async (path: string) => (await at.get(path)).text();
    expect(await text("/logo?theme=dark")).toBe("<svg>dark</svg>");
    expect(await text("/logo?theme=light")).toBe("<svg>icon</svg>");
    expect(await text("/favicon")).toBe("<svg>icon</svg>");
    expect(await text("/favicon.svg")).toBe("<svg>icon</svg>");
    for (const author of ["default", "My%20Bot", "my.bot", "MY_BOT"]) expect(await text(`/avatars/${author}`)).toBe("png of my bot");
    for (const author of ["Somebody", "..", "%", "%F0%9F%A4%96"]) expect((await at.raw(`/avatars/${author}`)).status).toBeLessThan(500);
    expect(await text("/avatars/Somebody")).toBe("<svg>icon</svg>");
    expect((await at.get("/logo?theme=blue")).status).toBe(422);
  });

  it("are something to see even where nothing was built", async () => {
    await using at = await serveAt(name, createApp(), { appDir: folders.webRoot });
    const icon = await at.get("/favicon");
    expect([icon.status, icon.headers.get("content-type"), await icon.text()]).toEqual([
      200,
      "image/svg+xml",
      expect.stringMatching(/^<svg /),
    ]);
  });
});
