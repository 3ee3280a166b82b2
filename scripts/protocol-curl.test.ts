// The example for curl in docs/protocol.md, as somebody would try it: run as it stands there, against a real server.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createApp, Message } from "colloquy";
import { serveApp } from "colloquy/testing";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const [, block = ""] =
  /## Over plain HTTP\n[\s\S]*?```bash\n([\s\S]*?)```/.exec(readFileSync(path.join(root, "docs/protocol.md"), "utf8")) ?? [];

it("a chat is opened, asked and read with curl alone", async () => {
  const app = createApp();
  app.onMessage(async ({ content }) => {
    const answer = new Message("");
    for (const token of ["You ", "said ", content]) await answer.streamToken(token);
    await answer.send();
  });
  await using served = await serveApp(app);
  expect(block).toContain("http://localhost:8000");
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-curl-"));
  try {
    const script = block.replace("http://localhost:8000", served.url);
    const { stdout } = await promisify(execFile)("sh", ["-c", script], { cwd: folder, timeout: 60_000 });
    expect(stdout).toMatch(/^\{"ok":true,"stepId":"[\w-]+"\}/);
    expect(stdout).toContain("event: attached\n");
    expect(stdout).toMatch(/\nevent: snapshot\nid: \{"epoch":\d+,"seq":\d+,"open":\{\}\}\ndata: /);
    expect(stdout).toMatch(/\nevent: t\n[\s\S]*said /);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
