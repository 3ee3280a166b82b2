// What Socket.IO alone costs: the same sockets, the same frames, one for each token, and nothing behind them.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { serveParent } from "../lib/serve-parent.ts";
import { type StreamPlan, tokensOf } from "../lib/stream-plan.ts";

const http = createServer();
const io = new Server(http, { path: "/ws/socket.io", transports: ["polling", "websocket"], serveClient: false });

io.on("connection", (socket) => {
  socket.emit("snapshot", {});
  socket.on("request", async ({ message }: { readonly message: { readonly text: string } }, reply: (answer: unknown) => void) => {
    reply({ ok: true });
    let at = 0;
    for await (const text of tokensOf(JSON.parse(message.text) as StreamPlan)) {
      socket.emit("t", at === 0 ? [0, randomUUID(), "output", 0] : 0, at, text);
      at += text.length;
    }
  });
});
http.listen(0, "127.0.0.1", () => serveParent((http.address() as AddressInfo).port));
