// A whole app on PostgreSQL, named by DATABASE_URL: restarts, and a database that goes away in the middle of an answer.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createApp, Message, sleep, userSession } from "../../index.ts";
import { resolveConfig } from "../config/load-config.ts";
import { silentLogger } from "../logger.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { openChat } from "../testing/open-chat.ts";
import { chooseDrivers } from "./default-drivers.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

function drivers(env: Record<string, string>, settings = {}) {
  const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-drivers-"));
  onTestFinished(() => rmSync(appDir, { recursive: true, force: true }));
  const { dataLayer, sessionStore } = chooseDrivers({ config: resolveConfig(settings), appDir, env, logger: silentLogger });
  return { dataLayer, sessionStore, owner: "visitor:one" };
}

describe("DATABASE_URL", () => {
  it("names where chats and sessions are kept, unless the configuration does; another kind of database, or a mistyped one, is refused and not passed over", () => {
    const env = { DATABASE_URL: server.url };
    const names = ({ dataLayer, sessionStore }: ReturnType<typeof drivers>) => [dataLayer.name, sessionStore.name];
    expect(names(drivers(env))).toEqual(["postgres", "postgres"]);
    expect(names(drivers({ DATABASE_URL: "postgresql://u@h/d" }))).toEqual(["postgres", "postgres"]);
    for (const url of ["mysql://u:geheim@h/d", "postgress://u:geheim@h/d", "geheim"]) {
      const refused = expect.objectContaining({ code: "BAD_CONFIG", fix: expect.stringContaining("postgres://") });
      expect(() => drivers({ DATABASE_URL: url })).toThrow(refused);
      expect(() => drivers({ DATABASE_URL: url })).not.toThrow(/geheim/);
      expect(names(drivers({ DATABASE_URL: url }, { dataLayer: "chats.sqlite" }))).toEqual(["sqlite", "sqlite"]);
    }
    expect(() => drivers({}, { dataLayer: "postgress://u@h/d" })).toThrow(expect.objectContaining({ code: "BAD_CONFIG" }));
    expect(names(drivers({}))).toEqual(["sqlite", "sqlite"]);
    expect(names(drivers(env, { dataLayer: "chats.sqlite" }))).toEqual(["sqlite", "sqlite"]);
    expect(names(drivers({}, { dataLayer: server.url, sessionStore: "sessions.sqlite" }))).toEqual(["postgres", "sqlite"]);
  });
});

describe("BLOB_URL", () => {
  it("names the bucket of the files, unless the configuration names another place", () => {
    const name = (env: Record<string, string>, settings = {}) =>
      chooseDrivers({ config: resolveConfig(settings), appDir: tmpdir(), env, logger: silentLogger }).blobStore.name;
    expect(name({ BLOB_URL: "s3://chat-files/team?region=eu-central-1" })).toBe("s3");
    expect(name({ BLOB_URL: "gs://chat-files/team" })).toBe("s3");
    expect(name({ BLOB_URL: "s3://chat-files" }, { files: { storage: "files" } })).toBe("file system");
    expect(name({}, { files: { storage: "s3://chat-files" } })).toBe("s3");
    expect(name({})).toBe("file system");
    expect(() => name({ BLOB_URL: "s3:" })).toThrow(expect.objectContaining({ code: "BAD_CONFIG" }));
    expect(() => name({ BLOB_URL: "https://bucket" })).toThrow(expect.objectContaining({ code: "BAD_CONFIG" }));
  });
});

describe("A chat that is kept in PostgreSQL", () => {
  const counting = () => {
    const app = createApp();
    app.onChatStart(() => userSession.set("counter", 0));
    app.onMessage(async (message) => {
      const counter = userSession.get("counter", 0) + 1;
      userSession.set("counter", counter);
      await new Message(`${counter}: ${message.content}`).send();
    });
    return app;
  };

  it("goes on where it was after a restart, with its memory and all that was said", async () => {
    const env = { DATABASE_URL: server.url };
    const first = await openChat(counting(), drivers(env));
    expect(await first.send("one")).toBe("1: one");
    expect(await first.send("two 👍 \0 \ud83d")).toBe("2: two 👍 \0 \ud83d");
    const { threadId } = first.session;
    await first[Symbol.asyncDispose]();
    await using second = await openChat(counting(), { ...drivers(env), threadId });
    expect(await second.send("three")).toBe("3: three");
    expect(second.messages.map(({ text }) => text)).toEqual([
      "one",
      "1: one",
      "two 👍 \0 \ud83d",
      "2: two 👍 \0 \ud83d",
      "three",
      "3: three",
    ]);
  });

  it("goes on while the database is away, and everything is there when it is back", async () => {
    const own = await startPostgres();
    onTestFinished(() => own.remove());
    const app = createApp();
    app.onMessage(async () => {
      const answer = new Message("");
      for (let at = 0; at < 40; at++) {
        if (at === 10) await own.kill();
        if (at === 30) await own.start();
        await answer.streamToken(`${at} `);
        await sleep(0.02);
      }
      await answer.send();
    });
    const env = { DATABASE_URL: own.url };
    const chat = await openChat(app, { ...drivers(env), clock: "real" });
    const whole = Array.from({ length: 40 }, (_, at) => `${at} `).join("");
    expect(await chat.send("count")).toBe(whole);
    const { threadId } = chat.session;
    await chat[Symbol.asyncDispose]();
    const { dataLayer } = drivers(env);
    await dataLayer.open();
    onTestFinished(() => dataLayer.close());
    const turns = await dataLayer.loadTurns(threadId);
    const steps = await dataLayer.loadSteps(threadId, { turnIds: turns.map(({ id }) => id) });
    expect(steps.map(({ output }) => output?.text)).toEqual(["count", whole]);
  });
});
