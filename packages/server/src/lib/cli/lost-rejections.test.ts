import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Person } from "../../../test/person.ts";
import { SERVED, startCli } from "./testing/run-cli.ts";

const APP = `import * as cl from "colloquy";
cl.onMessage(async (message) => {
  if (message.content === "forget") void (async () => { throw new Error("nobody waited"); })();
  await new cl.Message("still here").send();
});
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-lost-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each(["development", "production"])("a forgotten await is told in the log in %s, and the server goes on", async (mode) => {
  writeFileSync(path.join(folder, "app.ts"), APP);
  const env = { NODE_ENV: mode, COLLOQUY_AUTH_SECRET: "0123456789abcdef0123456789abcdef" };
  await using run = startCli(["run", "app.ts", "--port", "0"], { cwd: folder, env });
  const [, url = ""] = await run.said(SERVED);
  using person = new Person(url);
  expect(await person.ask("forget")).toBe("still here");
  await run.said(/nothing waited for it/);
  await run.said(/nobody waited/);
  expect(await person.ask("and again")).toBe("still here");
});
