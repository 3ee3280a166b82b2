import { newId, PROTOCOL } from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { context, createApp, Message } from "../../index.ts";
import { toConnectionRequest } from "../session/connection-request.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const app = createApp({
  onChatStart: async () => {
    const { language, request } = context.session;
    await new Message(`${language} from ${request.headers.referer} with ${request.headers.cookie}`).send();
  },
});

async function connect(served: ServedApp, auth: object): Promise<Socket> {
  const extraHeaders = { "accept-language": "fr-FR,fr;q=0.9", referer: "https://shop.example/", cookie: "colour=blue" };
  const socket = io(served.url, { path: "/ws/socket.io", transports: ["websocket"], auth, extraHeaders, reconnection: false });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("connect_error", reject));
  return socket;
}

const greetings = (served: ServedApp) =>
  served.server.host.registry.sessions.map(({ state }) => [...state.steps.values()][0]?.texts.output?.read());

describe("the request of a connection", () => {
  it("can be read in a handler: its headers, and the language it asks for first (US-18)", async () => {
    await using served = await serveApp(app);
    const ours = await connect(served, { protocol: PROTOCOL, pageId: newId(), clientKey: newId() });
    await expect.poll(() => greetings(served)).toEqual(["fr-FR from https://shop.example/ with colour=blue"]);
    ours.close();
    const theirs = await connect(served, { sessionId: newId(), clientType: "webapp", threadId: "", userEnv: "{}" });
    theirs.emit("connection_successful");
    await expect.poll(() => greetings(served)[1]).toBe("fr-FR from https://shop.example/ with colour=blue");
    theirs.close();
  });

  it("gives way to the request of a newer connection", async () => {
    await using served = await serveApp(app);
    const clientKey = newId();
    const options = { path: "/ws/socket.io", transports: ["websocket"], reconnection: false, forceNew: true };
    const first = io(served.url, { ...options, auth: { protocol: PROTOCOL, pageId: newId(), clientKey, language: "de" } });
    const { handle } = await new Promise<{ handle: string }>((resolve) => first.once("attached", resolve));
    expect(served.server.host.registry.sessions.map(({ language }) => language)).toEqual(["de"]);
    const again = io(served.url, { ...options, auth: { protocol: PROTOCOL, pageId: newId(), clientKey, handle, language: "pt-BR" } });
    await expect.poll(() => served.server.host.registry.sessions.map(({ language }) => language)).toEqual(["pt-BR"]);
    first.close();
    again.close();
  });

  it("is in American English when it does not say, or says nonsense", () => {
    expect(toConnectionRequest({}).language).toBe("en-US");
    expect(toConnectionRequest({ "accept-language": "*" }).language).toBe("en-US");
    expect(toConnectionRequest({ "accept-language": "de;q=0.8" }, "<script>").language).toBe("de");
    expect(toConnectionRequest({ "accept-language": "*, de;q=0.8" }).language).toBe("de");
  });

  it("is what Intl can write in, also where a container's browser says en-US@posix", () => {
    expect(toConnectionRequest({}, "en-US@posix").language).toBe("en-US");
    expect(toConnectionRequest({ "accept-language": "de-AT@euro,de;q=0.9" }).language).toBe("de-AT");
    expect(toConnectionRequest({ "accept-language": "abcdefgh-1, fr" }).language).toBe("fr");
  });
});
