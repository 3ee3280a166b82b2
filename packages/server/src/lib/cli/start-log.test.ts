import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startPostgres } from "../postgres/testing/start-postgres.ts";
import { startRedis } from "../relay/testing/start-redis.ts";
import { SERVED, startCli } from "./testing/run-cli.ts";

it("One of several servers names itself in each line that it writes, from the first, and says once what it is made of", async () => {
  const [database, redis] = await Promise.all([startPostgres(), startRedis()]);
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-start-log-"));
  onTestFinished(async () => {
    await Promise.all([database.remove(), redis.remove()]);
    rmSync(folder, { recursive: true });
  });
  mkdirSync(path.join(folder, "files"));
  writeFileSync(path.join(folder, "app.ts"), `import * as cl from "colloquy";\ncl.onMessage(() => {});\n`);
  const env = {
    NODE_ENV: "production",
    COLLOQUY_NODE: "chat-2",
    COLLOQUY_AUTH_SECRET: "x".repeat(64),
    COLLOQUY_FILES_STORAGE: path.join(folder, "files"),
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
  };
  await using run = startCli(["run", "app.ts", "--port", "0"], { cwd: folder, env });
  const [, url] = await run.said(SERVED);
  await run.said(/chats are kept in/);
  run.signal("SIGTERM");
  await run.exited;
  const lines = run
    .stderr()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.filter(({ node }) => node !== "chat-2")).toEqual([]);
  const said = lines.map(({ msg }) => String(msg));
  // What is said before the others are met, and when the last of them is left.
  expect(said).toContainEqual(expect.stringMatching(/^files are kept in the folder/));
  expect(said.at(-1)).toBe("this node has stopped");
  expect(lines.filter((line) => "url" in line)).toEqual([
    expect.objectContaining({ url, dataLayer: "postgres", sessionStore: "postgres", files: "file system", relay: "redis" }),
  ]);
});
