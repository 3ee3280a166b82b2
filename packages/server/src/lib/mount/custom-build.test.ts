import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { silentLogger } from "../logger.ts";
import { createServer } from "./create-server.ts";

let appDir: string;
beforeEach(() => {
  appDir = mkdtempSync(path.join(tmpdir(), "colloquy-page-"));
});
afterEach(() => rmSync(appDir, { recursive: true }));

const open = (customBuild: string) => {
  const app = createApp();
  app.onMessage(() => undefined);
  return createServer(app, { appDir, dev: true, logger: silentLogger, config: { customBuild, rootPath: "/chat", name: "Mine" } });
};

it("customBuild serves a page of one's own, which is told where it lives and what it is called", async () => {
  mkdirSync(path.join(appDir, "page/assets"), { recursive: true });
  writeFileSync(
    path.join(appDir, "page/index.html"),
    `<html><head><title>%COLLOQUY_NAME%</title></head><script src="%COLLOQUY_ROOT%/assets/a.js"></script></html>`,
  );
  writeFileSync(path.join(appDir, "page/assets/a.js"), "own();");
  const chat = await open("page");
  try {
    const get = (at: string) => chat.fetch(new Request(`http://localhost/chat${at}`)).then((answer) => answer.text());
    expect(await get("/")).toContain(`<title>Mine</title>`);
    expect(await get("/thread/8f14e45f-ceea-467f-a9b6-3c0f2b0a7d11")).toContain(`src="/chat/assets/a.js"`);
    expect(await get("/assets/a.js")).toBe("own();");
  } finally {
    await chat.close({ drainMs: 0 });
  }
});

it("Chainlit's own page, served as one's own, offers no thumbs that nobody would keep", async () => {
  mkdirSync(path.join(appDir, "page"), { recursive: true });
  writeFileSync(path.join(appDir, "page/index.html"), "<html><head><!-- TAG INJECTION PLACEHOLDER --></head></html>");
  mkdirSync(path.join(appDir, "own"), { recursive: true });
  writeFileSync(path.join(appDir, "own/index.html"), "<html><head></head></html>");
  for (const [folder, isHidden] of [
    ["page", true],
    ["own", false],
  ] as const) {
    const chat = await open(folder);
    try {
      const page = await (await chat.fetch(new Request("http://localhost/chat/"))).text();
      expect(page.includes(".positive-feedback-off"), folder).toBe(isHidden);
    } finally {
      await chat.close({ drainMs: 0 });
    }
  }
});

it("customBuild without a page in it is named", async () => {
  await expect(open("nothing")).rejects.toMatchObject({
    code: "BAD_CONFIG",
    message: expect.stringContaining("customBuild: there is no index.html in"),
  });
});
