// The client in docs/protocol.md, as somebody who writes one would try it: run as it stands there, against a real server.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createApp, Message } from "colloquy";
import { serveApp } from "colloquy/testing";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const [, block = ""] =
  /## A client in fifteen lines\n\n```ts\n([\s\S]*?)```/.exec(readFileSync(path.join(root, "docs/protocol.md"), "utf8")) ?? [];

it("the client in fifteen lines is stored, and shows what is said at once and what is streamed", async () => {
  const app = createApp();
  app.onMessage(async ({ content }) => {
    await new Message(`You said ${content}. `).send();
    const answer = new Message("");
    for (const token of ["And ", "this ", "is ", "streamed."]) await answer.streamToken(token);
    await answer.send();
  });
  await using served = await serveApp(app);
  expect(block).toContain("http://localhost:8000");
  // Within the repository, where the packages it imports are found.
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(path.join(root, ".cache/protocol-client-"));
  const file = path.join(folder, "client.ts");
  writeFileSync(file, block.replace("http://localhost:8000", served.url));
  const client = spawn(process.execPath, ["--import", "jiti/register", file], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  let shown = "";
  client.stdout.setEncoding("utf8").on("data", (text: string) => (shown += text));
  try {
    await expect.poll(() => shown, { timeout: 30_000 }).toMatch(/in chat [\w-]+/);
    await expect.poll(() => shown, { timeout: 30_000 }).toContain("stored");
    await expect.poll(() => shown.replace("stored\n", ""), { timeout: 30_000 }).toContain("You said Hello. And this is streamed.");
  } finally {
    client.kill();
    rmSync(folder, { recursive: true });
  }
});
