// The seam holds for a protocol that nobody here has: one that says lines of plain text over the socket and over HTTP.
import { newId, type ServerEvent, SOCKET_PATH } from "@colloquy/protocol";
import { type Socket as ClientSocket, io } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { OurClient } from "../../../test/our-client.ts";
import { createApp, Message } from "../../index.ts";
import { dispatch } from "../app/dispatch.ts";
import { bearerOwner } from "../auth/owners.ts";
import { toConnectionRequest } from "../session/connection-request.ts";
import type { Outlet } from "../session/outlet.ts";
import { serveApp } from "../testing/serve-app.ts";
import { colloquyWire } from "./colloquy/colloquy-wire.ts";
import type { Wire } from "./wire.ts";

const linesWire: Wire = {
  name: "lines",
  socket: {
    speaks: (auth) => typeof auth === "object" && auth !== null && "nick" in auth,
    async admit(auth, caller, deps) {
      const { nick } = auth as { nick: string };
      await caller.countNewVisitor();
      const opened = await deps.registry.openSession({
        owner: caller.cookieOwner ?? bearerOwner(nick),
        sessionId: undefined,
        clientType: "lines",
        request: toConnectionRequest(caller.headers),
        env: {},
      });
      const { session } = opened;
      return (socket) => {
        const outlet: Outlet = {
          supports: new Set(["streaming"] as const),
          send: (events) => {
            for (const event of events.filter(isText)) socket.emit("line", event.text);
          },
        };
        deps.registry.attach(session, outlet);
        socket.on("line", (text: string) => {
          const target = { session, driver: deps.driver, limits: deps.limits, leave: () => undefined };
          void dispatch(target, { type: "sendMessage", message: { id: newId(), text } });
        });
        socket.on("disconnect", () => deps.registry.detach(session, outlet, false));
        return { cut: () => socket.disconnect(true) };
      };
    },
  },
  http: {
    open: ["/lines/motd"],
    closedBelow: ["/lines/"],
    addRoutes: (routes) => {
      routes.get("/lines/motd", (c) => c.text("mind the tide"));
      routes.get("/lines/log", (c) => c.text("who said what"));
    },
  },
};

function isText(event: ServerEvent): event is Extract<ServerEvent, { type: "step-text" }> {
  return event.type === "step-text" && event.field === "output";
}

function connect(url: string, auth: Record<string, unknown>): ClientSocket {
  return io(url, { path: SOCKET_PATH, auth, transports: ["websocket"], reconnection: false, forceNew: true });
}

function createFerry() {
  const app = createApp();
  app.onMessage(async ({ content }) => {
    await new Message({ content: `heard ${content}` }).send();
  });
  return app;
}

describe("a third protocol", () => {
  it("chats beside the others, with its own sockets and addresses", async () => {
    await using at = await serveApp(createFerry(), { wires: [colloquyWire, linesWire] });
    const socket = connect(at.url, { nick: newId() });
    const heard = new Promise<string>((resolve) => {
      socket.on("line", (text: string) => text.startsWith("heard") && resolve(text));
    });
    socket.emit("line", "boat ahoy");
    expect(await heard).toBe("heard boat ahoy");
    expect(await (await fetch(`${at.url}/lines/motd`)).text()).toBe("mind the tide");

    using ours = new OurClient(at.url);
    await expect.poll(() => ours.state).toBeDefined();
    socket.disconnect();
  });

  it("is closed where sign-in is required, but for what it names open", async () => {
    const app = createFerry();
    app.passwordAuth(() => null);
    await using at = await serveApp(app, { wires: [colloquyWire, linesWire] });
    expect((await fetch(`${at.url}/lines/motd`)).status).toBe(200);
    expect((await fetch(`${at.url}/lines/log`)).status).toBe(401);
  });

  it("refuses in words who speaks none of them", async () => {
    await using at = await serveApp(createFerry(), { wires: [colloquyWire] });
    const socket = connect(at.url, { sessionId: newId() });
    const refusal = await new Promise<{ data?: { code?: string } }>((resolve) => {
      socket.on("connect_error", (error) => resolve(error as { data?: { code?: string } }));
    });
    expect(refusal.data?.code).toBe("NOT_SUPPORTED");
    socket.disconnect();
  });
});
