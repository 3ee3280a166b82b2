// As much of Chainlit's wire as a measurement needs; their server then does what it does for its own page.
import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import type { StreamPlan } from "../lib/stream-plan.ts";

/** A client of a Chainlit server. */
export interface PeerClient {
  /** Resolves when the turn has ended. */
  say(text: string): Promise<void>;
  /** Resolves when the turn has ended. */
  stream(plan: StreamPlan): Promise<void>;
  close(): void;
}

export async function connectPeer(port: number): Promise<PeerClient> {
  const socket = io(`http://127.0.0.1:${port}`, {
    path: "/ws/socket.io",
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { clientType: "webapp", sessionId: randomUUID(), threadId: "", userEnv: "{}", chatProfile: "" },
  });
  await new Promise<void>((resolve, reject) => socket.once("connect", () => resolve()).once("connect_error", reject));
  const idle = new Promise<void>((resolve) => socket.once("task_end", () => resolve()));
  socket.emit("connection_successful");
  await idle;
  const say = async (output: string): Promise<void> => {
    const ended = new Promise<void>((resolve) => socket.once("task_end", () => resolve()));
    const message = { id: randomUUID(), threadId: "", name: "user", type: "user_message", output, createdAt: new Date().toISOString() };
    socket.emit("client_message", { message, fileReferences: [] });
    await ended;
  };
  return { say, stream: (plan) => say(JSON.stringify(plan)), close: () => socket.disconnect() };
}
