// What Chainlit's clients may not do: they are told why, and the chat goes on.
import { randomUUID } from "node:crypto";
import { MAX_MESSAGE_LENGTH, SOCKET_PATH } from "@colloquy/protocol";
import { io } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { echo } from "../../../../test/their-apps.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import type { Shown } from "../../../../test/their-steps.ts";
import { serveApp } from "../../testing/serve-app.ts";

describe("Chainlit's client that is refused", () => {
  it("refuses every malformed handshake with a reason", async () => {
    await using served = await serveApp(echo());
    const good = { clientType: "webapp", sessionId: randomUUID(), threadId: "", userEnv: "{}", chatProfile: "" };
    const bad = [{ sessionId: "1" }, { sessionId: 5 }, { threadId: "x" }, { userEnv: "{" }, { userEnv: "[1]" }, { chatProfile: "%" }];
    for (const part of bad) {
      const socket = io(served.url, { path: SOCKET_PATH, reconnection: false, forceNew: true, auth: { ...good, ...part } });
      const error = await new Promise<Error>((resolve, reject) => {
        socket.on("connect_error", resolve);
        socket.on("connect", () => reject(new Error(`accepted ${JSON.stringify(part)}`)));
      });
      expect(error.message).toMatch(/malformed|not/i);
      socket.disconnect();
    }
  });

  it("is told how long a message may be, also by one that is longer than any server takes", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && !client.loading);
    client.send("x".repeat(MAX_MESSAGE_LENGTH + 1));
    await client.until(() => client.texts.some((text) => text.startsWith("A message may have 204,800 characters.")));
    client.send("short");
    await client.hears("You said short");
  });

  it("says what is wrong with a malformed event and goes on", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && !client.loading);
    const junk = [
      undefined,
      null,
      7,
      "x",
      [],
      {},
      { message: null },
      { message: { id: "1", output: "x" } },
      { message: { id: {}, output: [] } },
    ];
    for (const event of ["client_message", "edit_message"]) for (const payload of junk) client.socket.emit(event, payload);
    for (const event of ["chat_settings_change", "window_message", "message_favorite", "audio_chunk"]) client.socket.emit(event, { a: 1 });
    client.socket.emit("stop", "what");
    await client.until(() => client.texts.filter((text) => text.startsWith("The message")).length >= junk.length);
    client.send("still there");
    await client.until(() => client.texts.includes("You said still there") && !client.loading);
  });

  it("is told once that it sends too much, and what it sent is not done", async () => {
    await using served = await serveApp(echo(), { config: { limits: { messagesPerMinute: 2 } } });
    using client = new TheirClient(served.url);
    await client.hears("Hello!");
    for (const text of ["one", "two"]) {
      client.send(text);
      await client.hears(`You said ${text}`);
    }
    const told = client.names.length;
    client.loading = true;
    for (const text of ["three", "four", "five"]) client.send(text);
    // Requests are handled in their order: what comes after this one's answer comes after all of them.
    await client.socket.emitWithAck("stop");
    expect(client.names.slice(told)).toEqual(["new_message", "task_end"]);
    const refusal = client.payloads[told] as Shown;
    expect(refusal).toMatchObject({ name: "Error", type: "assistant_message", isError: true, parentId: null });
    expect(refusal.output).toMatch(/many/i);
    expect(client.loading).toBe(false);
  });
});
