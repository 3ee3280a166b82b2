// Names that an app gives to authors: stored as they were, shown as they were renamed, to every kind of client.
import { projectSnapshot, toSnapshot } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { openBothCodecs } from "../../../test/both-codecs.ts";
import { Message } from "../chat/message.ts";
import { withStep } from "../chat/step.ts";
import { type Logger, silentLogger } from "../logger.ts";
import { storedSteps } from "../testing/do-in-chat.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { serveApp } from "../testing/serve-app.ts";
import { createApp } from "./app.ts";

const RENAMED: Record<string, string> = { Assistant: "Ada", Search: "Looking it up" };

function renaming(asked: string[] = []) {
  const app = createApp();
  app.authorRename(async (name) => {
    asked.push(name);
    await new Promise((resolve) => setImmediate(resolve));
    return RENAMED[name] ?? name;
  });
  app.onMessage(async () => {
    await withStep({ name: "Search", type: "tool" }, () => "found");
    await Promise.all([new Message("one").send(), new Message("two").send()]);
    const streamed = new Message("");
    await streamed.streamToken("three");
    await streamed.send();
  });
  return app;
}

function namesShown({ session }: Pick<TestChat, "session">): string[] {
  const audience = { cot: "full", names: session.names, readOnly: false, shared: false } as const;
  return projectSnapshot(toSnapshot(session.state), audience).turns.flatMap(({ steps }) => steps.map(({ name }) => name));
}

describe("authorRename", () => {
  it("reaches the clients of both codecs, before anything is seen under the old name", async () => {
    await using served = await serveApp(renaming());
    for (const client of openBothCodecs(served.url)) {
      using _closing = client;
      await client.until(() => !client.busy);
      client.say("go");
      await client.until(() => client.names.length === 5 && !client.busy);
      expect(client.names, client.codec).toEqual(["User", "Looking it up", "Ada", "Ada", "Ada"]);
      expect(client.traffic, client.codec).not.toMatch(/"name":"(Assistant|Search)"/);
    }
  });

  it("is what a test of the app reads too, as the page does", async () => {
    await using chat = await openChat(renaming());
    await chat.send("go");
    expect(chat.messages.map(({ author }) => author)).toEqual(["User", "Ada", "Ada", "Ada"]);
    expect(chat.messages.map(({ author }) => author)).toEqual(namesShown(chat).filter((name) => name !== "Looking it up"));
  });

  it("is asked once per chat and name, also by two who need it at the same time", async () => {
    const asked: string[] = [];
    await using chat = await openChat(renaming(asked));
    await chat.send("go");
    await chat.send("again");
    expect(asked.sort()).toEqual(["Assistant", "Search", "User"]);
  });

  it("leaves what is stored, and what the author reads, as it was", async () => {
    await using chat = await openChat(renaming());
    await chat.send("go");
    expect([...(await storedSteps(chat)).values()].map(({ name }) => name)).toEqual([
      "User",
      "Search",
      "Assistant",
      "Assistant",
      "Assistant",
    ]);
    expect(namesShown(chat)).toEqual(["User", "Looking it up", "Ada", "Ada", "Ada"]);
  });

  it("is asked again for a stored thread, before anybody sees it", async () => {
    await using chat = await openChat(renaming(), { owner: "visitor:a" });
    await chat.send("go");
    const { threadId } = chat.session;
    await chat.leave();
    const { session } = await chat.host.registry.openSession({ owner: "visitor:a", clientType: "test", threadId });
    expect(namesShown({ session })).toEqual(["User", "Looking it up", "Ada", "Ada", "Ada"]);
  });

  it("that throws leaves the name, and the log says so", async () => {
    const said: string[] = [];
    const logger: Logger = { ...silentLogger, error: (_fields, message) => void said.push(message) };
    const app = createApp({ authorRename: () => Promise.reject(new Error("no")), onMessage: () => new Message("hi").send() });
    await using chat = await openChat(app, { logger });
    expect(await chat.send("go")).toBe("hi");
    expect(namesShown(chat)).toEqual(["User", "Assistant"]);
    expect(said).toEqual(Array(2).fill("authorRename threw an error; the name stays"));
  });
});
