// The same app on Python's Chainlit and on Colloquy, by what Linux says of both processes. Chainlit must be there:
//   python3 -m venv venv && venv/bin/pip install chainlit==2.11.0    then    BENCH_PYTHON=venv/bin/python npm run bench -- peers
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectClient } from "./lib/bench-client.ts";
import { startServer } from "./lib/measured-process.ts";
import { report } from "./lib/report.ts";
import { type StreamPlan, TOKEN_UNITS } from "./lib/stream-plan.ts";
import { connectPeer, type PeerClient } from "./peers/chainlit-client.ts";
import { processUsage } from "./peers/process-usage.ts";

const SESSIONS = 500;
const ROUNDS = 3;
const PLAN: StreamPlan = { tokens: 250, perSecond: 50 };

interface Peer {
  readonly name: string;
  readonly pid: number;
  connect(): Promise<PeerClient>;
  stop(): Promise<void>;
}

const python = process.env["BENCH_PYTHON"] ?? "python3";
const probe = spawnSync(python, ["-c", "from importlib.metadata import version; print(version('chainlit'))"], { encoding: "utf8" });
if (!existsSync("/proc/self/stat")) {
  console.log("Skipped: the comparison reads /proc, which only Linux has.");
} else if (probe.status !== 0) {
  console.log(
    `Skipped: ${python} ${probe.error ? "is not installed" : "has no package chainlit"}. The head of this file says how to get it.`,
  );
} else {
  const peers = [await startColloquy(), await startChainlit(probe.stdout.trim())];
  for (const peer of peers) await measureSessions(peer);
  // In turns, so that what else the machine does meets both.
  for (let round = 1; round <= ROUNDS; round += 1) for (const peer of peers) await measureStreams(peer, round);
  for (const peer of peers) await peer.stop();
}

async function startColloquy(): Promise<Peer> {
  const server = await startServer("colloquy");
  const connect = async (): Promise<PeerClient> => {
    const client = await connectClient(server.port);
    return {
      say: (text) => client.say(text),
      stream: (plan) => client.stream(plan, plan.tokens * TOKEN_UNITS),
      close: () => client.socket.disconnect(),
    };
  };
  return { name: "Colloquy", pid: server.pid, connect, stop: server.stop };
}

async function startChainlit(version: string): Promise<Peer> {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-bench-"));
  copyFileSync(path.join(import.meta.dirname, "peers/chainlit-app.py"), path.join(folder, "app.py"));
  const port = 18_000 + Math.floor(Math.random() * 2000);
  const child = spawn(python, ["-m", "chainlit", "run", "app.py", "--headless", "--port", String(port)], { cwd: folder, stdio: "ignore" });
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer?.ok) break;
    await sleep(200);
  }
  const stop = async () => {
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  return { name: `Chainlit ${version}`, pid: child.pid ?? 0, connect: () => connectPeer(port), stop };
}

/** Resident memory, because nothing else of a Python process is comparable. */
async function measureSessions(peer: Peer): Promise<void> {
  await chat(peer, 20);
  const before = processUsage(peer.pid);
  const clients = await chat(peer, SESSIONS);
  await sleep(2000);
  const after = processUsage(peer.pid);
  for (const client of clients) client.close();
  report(`${peer.name}: process before anybody came`, before.rss / 1024 / 1024, "MiB RSS");
  report(`${peer.name}: a session with ten messages, of ${SESSIONS}`, (after.rss - before.rss) / SESSIONS / 1024, "KiB RSS");
}

async function chat(peer: Peer, count: number): Promise<PeerClient[]> {
  const clients: PeerClient[] = [];
  for (let index = 0; index < count; index += 10) {
    const batch = await Promise.all(Array.from({ length: 10 }, () => peer.connect()));
    await Promise.all(
      batch.map(async (client) => {
        for (let said = 0; said < 5; said += 1) await client.say("What is the weather like in Lisbon today?");
      }),
    );
    clients.push(...batch);
  }
  return clients;
}

async function measureStreams(peer: Peer, round: number): Promise<void> {
  const clients = await Promise.all(Array.from({ length: 100 }, () => peer.connect()));
  const before = processUsage(peer.pid);
  const began = performance.now();
  await Promise.all(clients.map((client) => client.stream(PLAN)));
  const took = performance.now() - began;
  const after = processUsage(peer.pid);
  for (const client of clients) client.close();
  const tokens = clients.length * PLAN.tokens;
  report(`${peer.name}: CPU of a token, 100 streams of 50/s, round ${round}`, (after.cpu - before.cpu) / tokens, "µs");
  report(`${peer.name}: such a stream of ${PLAN.tokens / PLAN.perSecond} s took, round ${round}`, took / 1000, "s");
}
