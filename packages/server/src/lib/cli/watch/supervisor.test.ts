import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { formatProblems } from "../load/format-problem.ts";
import type { LoadProblem } from "../load/load-problem.ts";
import { AppSources } from "./app-sources.ts";
import { type ServingInfo, Supervisor } from "./supervisor.ts";

// Serves the text of the app's file, and does what the real process does with the supervisor's messages.
const APP_PROCESS = `
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
const notices = [];
let server;
process.on("disconnect", () => process.exit());
process.on("message", (message) => {
  if (message.type === "notify") notices.push(message.notice);
  if (message.type === "suspend") server.close(() => process.exit()), server.closeAllConnections();
  if (message.type !== "load") return;
  process.send({ type: "address", host: "127.0.0.1", port: message.port ?? 0 });
  const text = readFileSync(process.argv[2], "utf8");
  if (text.includes("never")) return;
  const failed = { type: "failed", problems: [{ title: "Error: thrown at load", file: process.argv[2], line: 1 }] };
  if (text.includes("throw")) return setTimeout(() => process.send(failed), text.includes("late") ? 600 : 0);
  server = createServer((request, response) => {
    if (request.url === "/crash") process.exit(3);
    response.end(request.url === "/notices" ? JSON.stringify(notices) : process.pid + " " + text);
  });
  server.listen(message.port ?? 0, "127.0.0.1", () => {
    process.send({ type: "serving", url: "http://127.0.0.1:" + server.address().port + "/", port: server.address().port, name: "Stub", warnings: [] });
  });
});
`;

type Said =
  | { readonly serving: ServingInfo }
  | { readonly broken: readonly LoadProblem[]; readonly served: boolean }
  | { readonly mended: true };

let folder: string;
let supervisor: Supervisor;
let said: AsyncIterator<Said>;

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const get = async (url: string, accept = "text/html") => {
  const response = await fetch(url, { headers: { accept, connection: "close" } });
  return { status: response.status, text: await response.text() };
};

/** The next thing the terminal would be told. */
async function next(): Promise<Said> {
  return (await said.next()).value;
}

async function nextServing(): Promise<ServingInfo> {
  const event = await next();
  if ("serving" in event) return event.serving;
  throw new Error(`It was not served anew: ${JSON.stringify(event)}`);
}

async function nextBroken() {
  const event = await next();
  if ("broken" in event) return event;
  throw new Error("It was served.");
}

async function start(files: Record<string, string>, fallbackPort = 0): Promise<void> {
  write("child.mjs", APP_PROCESS);
  for (const [name, text] of Object.entries(files)) {
    write(name, text);
    // As on anybody's disk: what is written in the millisecond of the start may be newer than what was loaded, and is loaded once more.
    const before = Date.now() / 1000 - 60;
    utimesSync(path.join(folder, name), before, before);
  }
  const queue = eventQueue();
  said = queue.events;
  const appFile = path.join(folder, "app.ts");
  supervisor = new Supervisor({
    sources: new AppSources({ appFile, appDir: folder }),
    script: path.join(folder, "child.mjs"),
    args: [appFile],
    formatProblems: (problems) => formatProblems(problems, { cwd: folder, colors: false }),
    report: {
      serving: (serving) => queue.push({ serving }),
      broken: (broken, { served }) => queue.push({ broken, served }),
      mended: () => queue.push({ mended: true }),
    },
    fallbackAddress: { host: "127.0.0.1", port: fallbackPort },
  });
  await supervisor.start();
}

function eventQueue() {
  const waiting: ((event: IteratorResult<Said>) => void)[] = [];
  const events: Said[] = [];
  return {
    push(event: Said) {
      const resolve = waiting.shift();
      if (resolve === undefined) events.push(event);
      else resolve({ value: event, done: false });
    },
    events: {
      next: () => {
        const event = events.shift();
        if (event !== undefined) return Promise.resolve({ value: event, done: false as const });
        return new Promise<IteratorResult<Said>>((resolve) => waiting.push(resolve));
      },
    },
  };
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-watch-"));
});
afterEach(async () => {
  await supervisor.close();
  rmSync(folder, { recursive: true });
});

it("serves a changed app on the same port by a new process", async () => {
  await start({ "app.ts": "const version = 1;" });
  const first = await nextServing();
  expect((await get(first.outcome.url)).text).toContain("version = 1");
  write("app.ts", "const version = 2;");
  const second = await nextServing();
  expect(second).toMatchObject({ outcome: { url: first.outcome.url } });
  expect((await get(first.outcome.url)).text).toContain("version = 2");
});

it("lets the old version go on while the code is broken, tells its pages, and tells them when it is mended", async () => {
  await start({ "app.ts": "const version = 1;" });
  const { url } = (await nextServing()).outcome;
  const before = (await get(url)).text;
  write("app.ts", "const version = ;");
  expect(await nextBroken()).toMatchObject({ served: true, broken: [{ title: "SyntaxError: Unexpected token", line: 1, column: 17 }] });
  write("app.ts", `import "./gone.ts";`);
  expect(await nextBroken()).toMatchObject({ served: true, broken: [{ title: 'There is no file for the import "./gone.ts".' }] });
  write("app.ts", "const version = 1;");
  expect(await next()).toEqual({ mended: true });
  const notices = await eventually(
    async () => JSON.parse((await get(`${url}notices`)).text) as { type: string; message?: string }[],
    ({ length }) => length === 3,
  );
  expect(notices.map(({ type }) => type)).toEqual(["load-error", "load-error", "app-reloaded"]);
  expect(notices[0]?.message).toContain("app.ts:1:17");
  expect((await get(url)).text).toBe(before);
});

it("goes on by itself when the file that an import misses is made, also in a folder that was not there", async () => {
  await start({ "app.ts": "1;" });
  await nextServing();
  write("app.ts", `import "./new/part.ts";`);
  await nextBroken();
  mkdirSync(path.join(folder, "new"));
  write("new/part.ts", "2;");
  // Between the folder and the file the app is looked at once more; that it is still broken may be said again.
  for (let event = await next(); !("serving" in event); event = await next());
});

it("answers with the error when the app throws while loading, and comes back on the same port", async () => {
  await start({ "app.ts": "const version = 1;" });
  const { url } = (await nextServing()).outcome;
  write("app.ts", "throw new Error();");
  expect(await nextBroken()).toMatchObject({ served: false });
  const page = await get(url);
  expect(page.status).toBe(503);
  expect(page.text).toContain("Error: thrown at load");
  expect(page.text).toContain("throw new Error();");
  expect(JSON.parse((await get(`${url}ws/socket.io/`, "*/*")).text)).toMatchObject({ code: "BAD_APP" });
  write("app.ts", "const version = ;");
  await nextBroken();
  expect((await get(url)).text).toContain("SyntaxError");
  write("app.ts", "const version = 2;");
  expect((await nextServing()).outcome.url).toBe(url);
  expect((await get(url)).text).toContain("version = 2");
});

it("answers with the error also when the app takes a while to throw it", async () => {
  await start({ "app.ts": "const version = 1;" });
  const { url } = (await nextServing()).outcome;
  write("app.ts", "throw new Error(late);");
  expect(await nextBroken()).toMatchObject({ served: false });
  expect((await get(url)).text).toContain("Error: thrown at load");
});

it("answers also when the very first load fails, on another port when the wished one is taken", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const taken = (other.address() as AddressInfo).port;
  await start({ "app.ts": `throw "<script>";` }, taken);
  await nextBroken();
  write("app.ts", "const version = 1;");
  const serving = await nextServing();
  expect(serving.outcome.port).not.toBe(taken);
  other.close();
});

it("does not wait for an app that never finishes loading, once its code is changed", async () => {
  await start({ "app.ts": "const version = 1;" });
  const { url } = (await nextServing()).outcome;
  write("app.ts", "await never;");
  const text = () =>
    get(url).then(
      (answer) => answer.text,
      () => "nobody answers",
    );
  await eventually(text, (answer) => answer === "nobody answers");
  write("app.ts", "const version = 2;");
  await eventually(text, (answer) => answer.includes("version = 2"));
});

it("notices that the app's process died, says so to visitors, and starts it again when a file is saved", async () => {
  await start({ "app.ts": "const version = 1;" });
  const { url } = (await nextServing()).outcome;
  await get(`${url}crash`).catch(() => undefined);
  expect(await nextBroken()).toMatchObject({ served: false, broken: [{ title: "The app's process ended." }] });
  expect((await get(url)).text).toContain("The app&#39;s process ended.");
  write("app.ts", "const version = 1;");
  expect((await nextServing()).outcome.url).toBe(url);
});

it("restarts for .env and the configuration, and not for files the app does not import", async () => {
  await start({ "app.ts": "1;", "other.ts": "1;" });
  const { url } = (await nextServing()).outcome;
  const pids = [(await get(url)).text.split(" ")[0]];
  write("other.ts", "2;");
  write("notes.txt", "text");
  write(".env", "KEY=1");
  await nextServing();
  pids.push((await get(url)).text.split(" ")[0]);
  write("colloquy.config.ts", "export default {};");
  await nextServing();
  pids.push((await get(url)).text.split(" ")[0]);
  expect(new Set(pids).size).toBe(3);
});

it("follows the app's texts, also in a folder that was not there, and tells what is wrong with them", async () => {
  await start({ "app.ts": "1;" });
  const { url } = (await nextServing()).outcome;
  mkdirSync(path.join(folder, "translations"));
  write("translations/de.json", `{"app": {"hello": "Hallo"}}`);
  await nextServing();
  write("translations/de.json", `{"app": {"hello": "Moin"}}`);
  expect((await nextServing()).outcome.url).toBe(url);
  write("translations/de.json", `{"app": {"hello": }}`);
  const { broken, served } = await nextBroken();
  expect(served).toBe(true);
  expect(broken[0]?.title).toContain(path.join("translations", "de.json"));
  write("translations/de.json", `{"app": {"hello": "Moin"}}`);
  expect(await next()).toEqual({ mended: true });
  write("translations/deutsch!.json", "{}");
  expect((await nextBroken()).broken).toMatchObject([{ title: expect.stringContaining("no language tag") }]);
});

it("takes everything with it when it ends", async () => {
  await start({ "app.ts": "1;" });
  const { port } = (await nextServing()).outcome;
  await supervisor.close();
  await expect(
    new Promise((resolve, reject) => {
      connect(port, "127.0.0.1").once("connect", resolve).once("error", reject);
    }),
  ).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

/** Asks until the answer is the one waited for. */
async function eventually<Value>(ask: () => Promise<Value>, isIt: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (isIt(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
