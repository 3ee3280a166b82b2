import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { afterEach, describe, expect, it } from "vitest";
import { emitShort, toFrame } from "./short-event.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const LENGTHS = [0, 1, 100, 117, 118, 119, 125, 126, 127, 1000, 65_530, 65_536, 200_000];
const TEXTS = [...LENGTHS.map((length) => "x".repeat(length)), "Grüße 你好 🙂\u0000\ud800", 'a "quoted" \\ line\n'];

describe("a token's event", () => {
  it.each([
    { transport: "websocket", compression: false },
    { transport: "websocket", compression: true },
    { transport: "polling", compression: false },
  ])("arrives as any other, and in order with it: $transport, compression $compression", async ({ transport, compression }) => {
    const http = createServer();
    const server = new Server(http, { transports: ["polling", "websocket"], perMessageDeflate: compression, serveClient: false });
    closing.push(() => server.close());
    server.on("connection", (socket) => {
      for (const [index, text] of TEXTS.entries()) {
        emitShort(socket, "t", [index, text]);
        socket.emit("t", index, "as usual");
      }
      socket.emit("end");
    });
    http.listen(0, "127.0.0.1");
    await new Promise((resolve) => http.once("listening", resolve));
    const client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: [transport], reconnection: false });
    closing.push(() => client.disconnect());
    const heard: unknown[][] = [];
    client.on("t", (...values: unknown[]) => heard.push(values));
    await new Promise<void>((resolve, reject) => client.once("end", resolve).once("disconnect", reject));
    expect(heard).toEqual(
      TEXTS.flatMap((text, index) => [
        [index, text],
        [index, "as usual"],
      ]),
    );
  });

  it("is one frame with its length in front, as the protocol of WebSockets wants it", () => {
    expect(toFrame("Hello")).toEqual(Buffer.from([0x81, 5, ...Buffer.from("Hello")]));
    expect(toFrame("x".repeat(300))?.subarray(0, 4)).toEqual(Buffer.from([0x81, 126, 1, 44]));
    expect(toFrame("x".repeat(70_000))).toBeUndefined();
  });
});
