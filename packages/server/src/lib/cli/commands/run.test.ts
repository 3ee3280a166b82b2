import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyPassword } from "../../auth/password-hash.ts";
import { ownPackage } from "../../config/own-package.ts";
import { runCli, startCli } from "../testing/run-cli.ts";

const APP = `import * as cl from "colloquy";\ncl.onMessage(async (message) => { await new cl.Message(message.content).send(); });\n`;
const READY = /→ (http:\S+)/;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-run-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const start = (...args: string[]) => startCli(["run", ...args], { cwd: folder });
const fails = async (...args: string[]) => {
  const { code, stderr } = await runCli(["run", ...args], { cwd: folder });
  expect(code).toBe(1);
  return stderr;
};

async function takePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { port: (server.address() as AddressInfo).port, [Symbol.dispose]: () => void server.close() };
}

describe("colloquy run", () => {
  it("serves an app and ends with 0 when it is told to stop", async () => {
    write({ "app.ts": APP });
    await using run = start("app.ts", "--port", "0");
    const [, url] = await run.said(READY);
    expect((await fetch(`${url}healthz`)).status).toBe(200);
    expect((await fetch(`${url}readyz`)).status).toBe(200);
    run.signal("SIGTERM");
    expect(await run.exited).toBe(0);
  });

  it.each([
    ["app.js", `import * as cl from "colloquy"; cl.onMessage(() => {});`],
    ["app.mjs", `import * as cl from "colloquy"; await null; cl.onMessage(() => {});`],
    ["app.js", `const cl = require("colloquy"); cl.onMessage(() => {});`],
    [
      "app.tsx",
      `/** @jsxImportSource ./own */ import * as cl from "colloquy"; export const card = () => <b>hi</b>; cl.onMessage(() => {});`,
    ],
    [
      "app.tsx",
      `import * as cl from "colloquy"; import { Badge, Card } from "colloquy/view"; import { seats } from "./seats.tsx"; const view = <Card title="a">{seats}<><Badge>b</Badge></></Card>; if (view.children.length !== 2) throw new Error("no view"); cl.onMessage(() => {});`,
    ],
    ["app.ts", `import { createApp } from "colloquy"; const app = createApp(); app.onMessage(() => {}); export default app;`],
  ])("serves %s: %s", async (name, text) => {
    write({
      [name]: text,
      "seats.tsx": `import { Text } from "colloquy/view"; export const seats = <Text>4</Text>;`,
      "own/jsx-runtime.ts": "export const jsx = () => null; export const jsxs = jsx;",
    });
    await using run = start(name, "--port", "0");
    await run.said(READY);
  });

  it("serves the app.ts of a folder, below a root path, with the configuration that lies beside it", async () => {
    write({ "shop/app.ts": APP, "shop/colloquy.config.ts": `export default { name: "Shop" };` });
    await using run = start("shop", "--port", "0", "--root-path", "/chat");
    const [, url] = await run.said(READY);
    expect(url).toMatch(/\/chat\/$/);
    expect(run.stdout()).toContain("◔ Shop");
    expect((await fetch(`${url}healthz`)).status).toBe(200);
  });

  it("takes the next free port in development and says so, and refuses in production", async () => {
    using taken = await takePort();
    write({ "app.ts": APP });
    await using run = start("app.ts", "--port", String(taken.port));
    const [, url = ""] = await run.said(READY);
    expect(Number(new URL(url).port)).toBeGreaterThan(taken.port);
    expect(run.stderr()).toContain(`Port ${taken.port} is taken`);
    write({ "production/app.ts": APP });
    const refused = await runCli(["run", "production/app.ts", "--port", String(taken.port)], {
      cwd: folder,
      env: { NODE_ENV: "production" },
    });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`Port ${taken.port} is taken`);
  });

  it("loads .env before the app, and the real environment wins", async () => {
    write({ "app.ts": `${APP}console.log("A=" + process.env.A, "B=" + process.env.B);`, ".env": "A=file\nB=file\nCOLLOQUY_NAME=Named\n" });
    await using run = startCli(["run", "app.ts", "--port", "0"], { cwd: folder, env: { A: "real" } });
    await run.said(READY);
    expect(run.stdout()).toContain("A=real B=file");
    expect(run.stdout()).toContain("◔ Named");
  });
});

describe("an app that cannot be run", () => {
  it("shows a syntax error at its place", async () => {
    write({ "app.ts": `import "./part";`, "part.ts": `const one = 1;\nconst two = ;\n` });
    expect(await fails("app.ts")).toMatch(/SyntaxError: Unexpected token[\s\S]+part\.ts:2:13[\s\S]+› 2 │ const two = ;\n +│ +\^/);
  });

  it("shows a missing import at its place, and what was meant", async () => {
    write({ "app.ts": `import { tool } from "./tols";\n${APP}tool();`, "tools.ts": "" });
    expect(await fails("app.ts")).toMatch(/no file for the import "\.\/tols"[\s\S]+app\.ts:1:22[\s\S]+Did you mean "\.\/tools\.ts"\?/);
  });

  it("shows what was thrown while loading, at the author's line", async () => {
    write({ "app.ts": `${APP}\nfunction connect() {\n  throw new Error("No database", { cause: new Error("refused") });\n}\nconnect();` });
    expect(await fails("app.ts")).toMatch(/No database\n +Caused by refused[\s\S]+app\.ts:5\n[\s\S]+› 5 │[\s\S]+from app\.ts:7/);
  });

  it("names the function that was meant", async () => {
    write({ "app.ts": `import * as cl from "colloquy";\ncl.onMesage(() => {});` });
    expect(await fails("app.ts")).toMatch(/app\.ts:2[\s\S]+Did you mean onMessage\?/);
  });

  it("is told when it has no handlers, with the paths of both copies of the framework", async () => {
    write({ "app.ts": `import "colloquy";`, "node_modules/colloquy/package.json": `{"name": "colloquy", "version": "0.0.1"}` });
    const said = await fails("app.ts");
    expect(said).toContain("app.ts registers no handlers");
    expect(said).toContain(ownPackage().root);
    expect(said).toContain(path.join(folder, "node_modules", "colloquy"));
  });

  it("is told which setting is wrong", async () => {
    write({ "app.ts": APP, "colloquy.config.ts": `export default { sesionTimeout: 1 };` });
    expect(await fails("app.ts")).toMatch(/colloquy\.config\.ts: sesionTimeout is no setting\. Did you mean sessionTimeout\?/);
  });

  it("is told when the file is not there, or is no app", async () => {
    write({ "app.ts": APP, "app.py": "" });
    expect(await fails("ap.ts")).toContain("Did you mean app.ts?");
    expect(await fails("app.py")).toContain("An app is a file that ends in .ts");
  });
});

describe("the copy beside the app", () => {
  it("does the work, with the same arguments", async () => {
    write({
      "app.ts": APP,
      "node_modules/colloquy/package.json": `{"name": "colloquy", "version": "9.9.9", "type": "module"}`,
      "node_modules/colloquy/bin/colloquy.mjs": `console.log("9.9.9 got", process.argv.slice(2).join(" "));`,
    });
    const { code, stdout } = await runCli(["run", "app.ts", "--watch", "--port", "0"], { cwd: folder });
    expect(stdout).toBe("9.9.9 got run app.ts --watch --port 0\n");
    expect(code).toBe(0);
  });
});

describe("other commands", () => {
  it("prints a secret as a line for .env, another one each time", async () => {
    const [a, b] = await Promise.all([runCli(["create-secret"], { cwd: folder }), runCli(["create-secret"], { cwd: folder })]);
    expect(a.stdout).toMatch(/^COLLOQUY_AUTH_SECRET=[\w-]{64}\n$/);
    expect(b.stdout).not.toBe(a.stdout);
  });

  it("hashes the password on standard input, without the end of its line, and prints nothing else", async () => {
    const { stdout, stderr } = await runCli(["hash-password"], { cwd: folder, input: "analytical engine\n" });
    expect(stdout).toMatch(/^scrypt\S+\n$/);
    expect(stderr).toBe("");
    expect(await verifyPassword("analytical engine", stdout.trim())).toBe(true);
  });

  it("hashes no empty password", async () => {
    const { code, stdout, stderr } = await runCli(["hash-password"], { cwd: folder, input: "\n" });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("There is no password.");
  });

  it("prints the version", async () => {
    expect((await runCli(["--version"], { cwd: folder })).stdout).toBe(`${ownPackage().version}\n`);
  });

  it("serves the built-in app, which leaves nothing in the folder", async () => {
    await using hello = startCli(["hello", "--port", "0"], { cwd: folder });
    const [, url] = await hello.said(READY);
    expect((await fetch(`${url}readyz`)).status).toBe(200);
    expect(readdirSync(folder)).toEqual([]);
  });
});
