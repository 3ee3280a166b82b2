// The server under measurement: an ordinary app as it is served by default, with its chats in an SQLite file, or in the database that the environment
// names; with REDIS_URL it is one of several. Limits are lifted, because all visitors come from one address here.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import * as cl from "colloquy";
import { createMemoryDataLayer } from "colloquy/data/memory";
import { createServer } from "colloquy/node";
import { createMemorySessionStore } from "colloquy/session-store/memory";
import { serveParent } from "../lib/serve-parent.ts";
import { type StreamPlan, tokensOf } from "../lib/stream-plan.ts";

const ANSWER = "An answer of about two hundred units, as long as two or three sentences are. ".repeat(3).slice(0, 200);

cl.onMessage(async (message) => {
  if (!message.content.startsWith("{")) {
    await new cl.Message(ANSWER).send();
    return;
  }
  const answer = new cl.Message("");
  for await (const token of tokensOf(JSON.parse(message.content) as StreamPlan)) await answer.streamToken(token);
  await answer.send();
});

const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-bench-"));
process.on("exit", () => rmSync(appDir, { recursive: true, force: true }));
// BENCH_STORE=memory tells apart what the store costs and what all else does.
const inMemory = process.env["BENCH_STORE"] === "memory";
const many = 1_000_000_000;
const chat = await createServer(undefined, {
  appDir,
  dev: true,
  config: {
    logLevel: "error",
    // Nodes have to be told of one: no file is sent here.
    ...(process.env["REDIS_URL"] && { files: { storage: path.join(appDir, "files") } }),
    ...(inMemory && { dataLayer: createMemoryDataLayer(), sessionStore: createMemorySessionStore() }),
    limits: {
      requestsPerSecond: many,
      addressRequestsPerSecond: many,
      addressConnections: many,
      addressConnectionsPerMinute: many,
      messagesPerMinute: many,
      newVisitorsPerMinute: many,
    },
  },
});
const http = createHttpServer();
chat.attach(http);
http.listen(0, "127.0.0.1", () => serveParent((http.address() as AddressInfo).port));
