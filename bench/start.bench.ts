// `colloquy run` until the first person reads a greeting, as it is installed; and how much the page weighs before it shows a chat.
import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { io } from "socket.io-client";
import { installPacked } from "./lib/installed.ts";
import { median, report } from "./lib/report.ts";

const ROUNDS = 5;
/** What only apps with a database, with nodes or with metrics need. */
const CLIENTS = ["@redis/client", "ioredis", "redis", "postgres", "prom-client"];
const APP = `import * as cl from "colloquy";

cl.onChatStart(async () => {
  await new cl.Message("Hello").send();
});
`;

const folder = installPacked();
try {
  // Run alone, so that files are in the system's memory in every round, and "cold" means only that we have compiled nothing yet.
  await untilGreeting("first");
  const times = { cold: [] as number[], warm: [] as number[], node: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.cold.push(await untilGreeting(`app-${round}`));
    times.warm.push(await untilGreeting(`app-${round}`));
    times.node.push(emptyNode());
  }
  report(`Node ${process.versions.node} alone, start to end`, median(times.node), "ms");
  report("run to first greeting, a new app", median(times.cold), "ms");
  report("run to first greeting, with what was compiled before", median(times.warm), "ms", 1000);
  if (!("enableCompileCache" in (await import("node:module"))))
    console.log("(This Node has no compile cache: it compiles us anew each time.)");
  report("the page's shell, gzip", shellKib(), "KiB", 200);
  await tellLoaded();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Which code a start loads, as V8 itself tells of it. */
async function tellLoaded(): Promise<void> {
  const told = path.join(folder, "loaded");
  await untilGreeting("loading", { NODE_V8_COVERAGE: told });
  const reports = readdirSync(told).map((file) => JSON.parse(readFileSync(path.join(told, file), "utf8")) as Coverage);
  const files = new Set(reports.flatMap(({ result }) => result.map(({ url }) => url)).filter((url) => url.startsWith("file:")));
  const libraries = new Set([...files].flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []));
  const clients = CLIENTS.filter((name) => libraries.has(name));
  report("files of code that a start loads", files.size, "");
  report("libraries that they are of", libraries.size, "");
  report(`clients of databases, Redis and metrics among them${clients.map((name) => ` ${name}`).join("")}`, clients.length, "", 0);
}

interface Coverage {
  readonly result: readonly { readonly url: string }[];
}

/** Milliseconds from the start of the process until the greeting's text is with a client that tries to connect all the time. */
async function untilGreeting(name: string, more: Readonly<Record<string, string>> = {}): Promise<number> {
  const appDir = path.join(folder, name);
  mkdirSync(appDir, { recursive: true });
  writeFileSync(path.join(appDir, "package.json"), "{}");
  writeFileSync(path.join(appDir, "app.ts"), APP);
  const port = await freePort();
  const began = performance.now();
  const command = path.join(folder, "node_modules/colloquy/bin/colloquy.mjs");
  const child = spawn(process.execPath, [command, "run", "app.ts", "--headless", "--port", String(port)], {
    cwd: appDir,
    stdio: "ignore",
    env: { ...process.env, ...more },
  });
  const socket = io(`http://127.0.0.1:${port}`, {
    path: "/ws/socket.io",
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 10,
    auth: { protocol: "colloquy/1", pageId: randomUUID(), clientKey: randomUUID() },
  });
  await new Promise<void>((resolve, reject) => {
    const heard = (frame: unknown) => JSON.stringify(frame).includes('"Hello"') && resolve();
    socket.on("facts", heard).on("t", (...frame: unknown[]) => heard(frame));
    child.once("exit", () => reject(new Error("colloquy run ended by itself.")));
    setTimeout(() => reject(new Error("No greeting after 30 s.")), 30_000).unref();
  });
  const took = performance.now() - began;
  socket.disconnect();
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
  await once(child, "exit");
  return took;
}

function emptyNode(): number {
  const began = performance.now();
  execFileSync(process.execPath, ["--eval", ""]);
  return performance.now() - began;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The page's own check knows what a first visit loads. */
function shellKib(): number {
  const script = path.join(import.meta.dirname, "../packages/web/scripts/shell-size.mjs");
  const lines = execFileSync(process.execPath, [script], { encoding: "utf8" }).trim().split("\n");
  return Number.parseFloat(lines.at(-1) ?? "");
}
