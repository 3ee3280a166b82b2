// One of many clients: a plain Socket.IO client that speaks as much of our wire as it needs, so that the load costs little beside the server.
import { randomUUID } from "node:crypto";
import type { Attached, FactsFrame, RequestReply, ServerEvent } from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import type { StreamPlan } from "./stream-plan.ts";

/** A connected client. */
export interface BenchClient {
  readonly socket: Socket;
  /** With it the same person comes to the same chat, also at another node. */
  readonly ticket: Ticket;
  /** Sends a message; resolves when it is acknowledged and every turn it began has ended. */
  say(text: string): Promise<void>;
  /** Asks for a stream; resolves when so much text has come. `onText` sees each piece. */
  stream(plan: StreamPlan, units: number, onText?: (text: string) => void): Promise<void>;
  /** Resolves when so much more text has come of a stream that was asked for. */
  hear(units: number, onText?: (text: string) => void): Promise<void>;
  /** Leaves the chat for good. */
  leave(): Promise<void>;
}

/** Who somebody is, and which chat they have. */
export interface Ticket {
  readonly clientKey: string;
  readonly handle?: string | undefined;
}

/** Connects a client to our server, or to the bare one, which takes no notice of who it is. Without a ticket they are somebody new. */
export async function connectClient(port: number, { clientKey, handle }: Ticket = { clientKey: randomUUID() }): Promise<BenchClient> {
  const socket = io(`http://127.0.0.1:${port}`, {
    path: "/ws/socket.io",
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { protocol: "colloquy/1", pageId: randomUUID(), clientKey, ...(handle !== undefined && { handle }) },
  });
  let ticket: Ticket = { clientKey, handle };
  socket.on("attached", (attached: Attached) => {
    ticket = { clientKey, handle: attached.handle };
  });
  // The state comes last: what is said before it would come back in it, not as facts.
  await new Promise<void>((resolve, reject) => socket.once("snapshot", () => resolve()).once("connect_error", reject));
  let onFacts: ((facts: readonly ServerEvent[]) => void) | undefined;
  let onText: ((text: string) => void) | undefined;
  socket.on("facts", ({ facts }: FactsFrame) => onFacts?.(facts));
  socket.on("t", (...frame: unknown[]) => {
    for (let index = 2; index < frame.length; index += 3) onText?.(String(frame[index]));
  });
  const request = async (body: object): Promise<void> => {
    const reply = (await socket.emitWithAck("request", body)) as RequestReply;
    if (!reply.ok) throw new Error(reply.error.message);
  };
  const send = (text: string) => request({ type: "sendMessage", message: { id: randomUUID(), text } });
  const hear = async (units: number, onPiece?: (text: string) => void): Promise<void> => {
    let left = units;
    await new Promise<void>((resolve) => {
      onText = (text) => {
        // The person's own message comes back as text as well; it begins like the plan.
        if (text.startsWith("{")) return;
        onPiece?.(text);
        left -= text.length;
        if (left <= 0) resolve();
      };
      onFacts = (facts) => {
        for (const fact of facts) if (fact.type === "step-text") onText?.(fact.text);
      };
    });
    onFacts = undefined;
    onText = undefined;
  };
  return {
    socket,
    get ticket() {
      return ticket;
    },
    async say(text) {
      const ended = new Promise<void>((resolve) => {
        onFacts = (facts) => {
          if (facts.some(({ type }) => type === "turn-end")) resolve();
        };
      });
      await Promise.all([send(text), ended]);
      onFacts = undefined;
    },
    async stream(plan, units, onPiece) {
      await Promise.all([send(JSON.stringify(plan)), hear(units, onPiece)]);
    },
    hear,
    leave: () => request({ type: "leave" }),
  };
}

/** Connects many, a few at a time, so that no handshake waits long. */
export async function connectClients(port: number, count: number): Promise<BenchClient[]> {
  return connectTickets(
    port,
    Array.from({ length: count }, () => ({ clientKey: randomUUID() })),
  );
}

/** They come back to their chats, here or at another node. */
export async function connectTickets(port: number, tickets: readonly Ticket[]): Promise<BenchClient[]> {
  const clients: BenchClient[] = [];
  for (let at = 0; at < tickets.length; at += 50)
    clients.push(...(await Promise.all(tickets.slice(at, at + 50).map((ticket) => connectClient(port, ticket)))));
  return clients;
}

/** Calls `act` for each client, so many at once. */
export async function eachClient(
  clients: readonly BenchClient[],
  atOnce: number,
  act: (client: BenchClient) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let client = clients[next++]; client; client = clients[next++]) await act(client);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

export function disconnectAll(clients: readonly BenchClient[]): void {
  for (const { socket } of clients) socket.disconnect();
}
