// A shop that was there before, made with Hono, and a chat inside of it: one process, one port.
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createServer } from "colloquy/node";
import { Hono } from "hono";
import { app } from "./app.ts";
import { allOrders } from "./orders.ts";

const shop = new Hono();
shop.get("/", (c) =>
  c.html(`<!doctype html><title>The shop</title><h1>The shop</h1><p>Where is my order? <a href="/chat/">Ask us</a></p>`),
);
shop.get("/api/orders", (c) => c.json(allOrders()));

const chat = await createServer(app, { config: { name: "Shop assistant" } });
const server = serve(
  { fetch: shop.fetch, port: Number(process.env["PORT"] ?? 3000), overrideGlobalObjects: false },
  (info: AddressInfo) => {
    console.log(`The shop is at http://localhost:${info.port}/ and its chat at http://localhost:${info.port}/chat/`);
  },
);

// Everything below /chat is the chat: its page, its API and its sockets. Everything else stays the shop's.
chat.attach(server, { path: "/chat" });

// The process is the shop's, so the shop says when it ends: answers that are being written are finished first.
process.once("SIGTERM", async () => {
  await chat.close();
  server.close();
  if ("closeAllConnections" in server) server.closeAllConnections();
});
