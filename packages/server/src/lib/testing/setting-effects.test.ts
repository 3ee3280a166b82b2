// Settings whose parts are tested with values of their own: here it is seen that each of them reaches its part.
import { describe, expect, it } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { Person } from "../../../test/person.ts";
import { createApp } from "../app/app.ts";
import { Message } from "../chat/message.ts";
import { userSession } from "../chat/user-session.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { type Logger, silentLogger } from "../logger.ts";
import { serveApp } from "./serve-app.ts";

const answering = () => createApp({ onMessage: (message) => new Message(`re ${message.content}`).send() });

describe("sessionTimeout", () => {
  it("ends a chat this long after its last connection", async () => {
    const app = answering();
    const ended = new Promise<void>((resolve) => app.onChatEnd(() => resolve()));
    await using served = await serveApp(app, { config: { sessionTimeout: 0.1 } });
    {
      using person = new Person(served.url);
      await person.ask("hello");
    }
    await ended;
    await expect.poll(() => served.server.host.registry.sessions).toEqual([]);
  });
});

describe("limits.openChatsPerVisitor", () => {
  /** One person signed in, so that two tabs are theirs. */
  async function openTwo(config: ColloquyConfig) {
    const app = answering();
    app.passwordAuth(() => ({ identifier: "ada" }));
    await using served = await serveApp(app, { config });
    using browser = new Browser(served.url);
    await browser.signIn("ada", "engine");
    await browser.connect();
    await browser.connect();
  }

  it("is how many live chats one person may have at once", async () => {
    await openTwo({ limits: { openChatsPerVisitor: 2 } });
    await expect(openTwo({ limits: { openChatsPerVisitor: 1 } })).rejects.toMatchObject({ data: { code: "OVERLOADED" } });
  });
});

describe("userSession.maxBytes", () => {
  it("is how much of a user session is saved; what is larger is told in the log", async () => {
    const warned = async (maxBytes: number): Promise<readonly string[]> => {
      const warnings: string[] = [];
      const logger: Logger = { ...silentLogger, warn: (_facts: object, text?: string) => void warnings.push(text ?? "") };
      const app = createApp({
        onMessage: async () => {
          userSession.set("large", "x".repeat(1000));
          await new Message("set").send();
        },
      });
      await using served = await serveApp(app, { config: { userSession: { maxBytes } }, logger });
      using person = new Person(served.url);
      await person.ask("hello");
      await Promise.all(served.server.host.registry.sessions.map((session) => session.writer.save()));
      return warnings.filter((text) => text.includes('"large"'));
    };
    expect(await warned(100)).toEqual([expect.stringContaining("limit of 100 bytes")]);
    expect(await warned(10_000)).toEqual([]);
  });
});

describe("features.editMessage", () => {
  it("false refuses an edit, whoever asks for it", async () => {
    const edited = async (config: ColloquyConfig): Promise<void> => {
      await using served = await serveApp(answering(), { config });
      using person = new Person(served.url);
      await person.ask("hello");
      const [mine] = person.stepIds;
      if (mine) await person.client.editMessage(mine, "hello again");
    };
    await edited({});
    await expect(edited({ features: { editMessage: false } })).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
  });
});

describe("auth.cookieSameSite", () => {
  it.each([
    ["lax", /SameSite=Lax$/],
    ["strict", /SameSite=Strict$/],
    ["none", /Secure; SameSite=None$/],
  ] as const)("%s is what the sign-in cookie says", async (cookieSameSite, expected) => {
    const app = answering();
    app.passwordAuth(() => ({ identifier: "ada" }));
    await using served = await serveApp(app, { config: { auth: { cookieSameSite } } });
    const answer = await fetch(`${served.url}/api/auth/password`, {
      method: "POST",
      body: JSON.stringify({ username: "ada", password: "engine" }),
      headers: { "content-type": "application/json" },
    });
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(expected)]);
  });
});
