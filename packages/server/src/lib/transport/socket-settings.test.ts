import { io } from "socket.io-client";
import { WebSocket } from "undici";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { serveApp } from "../testing/serve-app.ts";

/** What the server offers in the first frame of Engine.IO. */
async function handshake(config: ColloquyConfig): Promise<Record<string, unknown>> {
  await using served = await serveApp(createApp(), { config });
  const answer = await fetch(`${served.url}/ws/socket.io/?EIO=4&transport=polling`);
  return JSON.parse((await answer.text()).slice(1)) as Record<string, unknown>;
}

/** The extensions that were agreed on when a browser's socket asked for compression. */
async function extensionsOf(config: ColloquyConfig): Promise<string> {
  await using served = await serveApp(createApp(), { config });
  const socket = new WebSocket(`${served.url.replace("http", "ws")}/ws/socket.io/?EIO=4&transport=websocket`);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  const { extensions } = socket;
  socket.close();
  return extensions;
}

describe("the sockets", () => {
  it("are asked whether they live as often as pingInterval says, and may take pingTimeout", async () => {
    expect(await handshake({})).toMatchObject({ pingInterval: 25_000, pingTimeout: 20_000 });
    expect(await handshake({ sockets: { pingInterval: 5, pingTimeout: 2.5 } })).toMatchObject({ pingInterval: 5000, pingTimeout: 2500 });
  });

  it("are compressed with compression alone", async () => {
    expect(await extensionsOf({})).toBe("");
    expect(await extensionsOf({ sockets: { compression: true } })).toContain("permessage-deflate");
  });

  it("speak the transports they may", async () => {
    await using served = await serveApp(createApp(), { config: { transports: ["polling"] } });
    const socket = io(served.url, { path: "/ws/socket.io", transports: ["websocket"], reconnection: false });
    const error = await new Promise<Error>((resolve) => socket.once("connect_error", resolve));
    socket.close();
    expect(error.message).toBe("websocket error");
  });
});
