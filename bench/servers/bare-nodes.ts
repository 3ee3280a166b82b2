// What Socket.IO alone costs where several servers meet in its Redis streams adapter: the same sockets and frames as `bare.ts`, and nothing behind them.
// BENCH_SAYS=elsewhere: what is asked for here is said by the other server, as by a job that runs wherever it runs.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@redis/client";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { Server } from "socket.io";
import { serveParent } from "../lib/serve-parent.ts";
import { type StreamPlan, tokensOf } from "../lib/stream-plan.ts";

/** The adapter says nowhere that it listens. */
const LISTENS_MS = 1_000;

const { REDIS_URL: url = "", BENCH_STREAM: streamName = "socket.io", BENCH_SAYS: says = "here" } = process.env;
// The older protocol is the one that the adapter was written for.
const redis = createClient({ url, RESP: 2 });
await redis.connect();
const http = createServer();
const io = new Server(http, {
  path: "/ws/socket.io",
  transports: ["polling", "websocket"],
  serveClient: false,
  adapter: createAdapter(redis, { streamName, channelPrefix: streamName }),
});

io.on("connection", (socket) => {
  socket.emit("snapshot", {});
  socket.on("request", async ({ message }: { readonly message: { readonly text: string } }, reply: (answer: unknown) => void) => {
    reply({ ok: true });
    if (says === "here") await say(socket.id, message.text);
    else io.serverSideEmit("say", socket.id, message.text);
  });
});
io.on("say", say);
await sleep(LISTENS_MS);
http.listen(0, "127.0.0.1", () => serveParent((http.address() as AddressInfo).port));

async function say(room: string, plan: string): Promise<void> {
  let at = 0;
  for await (const text of tokensOf(JSON.parse(plan) as StreamPlan)) {
    io.to(room).emit("t", at === 0 ? [0, randomUUID(), "output", 0] : 0, at, text);
    at += text.length;
  }
}
