// The client of somebody who is signed in, against the real server.
import { createApp, Message, userSession } from "colloquy";
import { serveApp } from "colloquy/testing";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { TestClient } from "../../test/open-client.ts";
import { memoryStorage } from "./storage.ts";

const app = () =>
  createApp({
    passwordAuth: () => null,
    onMessage: async () => void (await new Message(`You are ${userSession.user?.identifier}.`).send()),
  });
const secret = new TextEncoder().encode("a secret of a test, which is long enough for HS256");
const key = { id: "test", bytes: secret };
const keys = { current: key, previous: undefined, source: "memory", find: (id: string) => (id === key.id ? key : undefined) } as const;

describe("a client without a sign-in", () => {
  it("says that one is needed, and waits for the person", async () => {
    await using served = await serveApp(app());
    using client = new TestClient({ url: served.url });
    const { connection } = await client.until(({ connection }) => connection.phase === "failed");
    expect(connection.error?.code).toBe("UNAUTHENTICATED");
    await expect(client.api.call("listThreads", {})).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await client.api.call("authFacts", {})).toMatchObject({ loginRequired: true, user: null });
  });
});

describe("a client with a token of the page around it", () => {
  const token = (identifier: string) =>
    new SignJWT({ identifier }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h").sign(secret);

  it("is signed in over HTTP and on each connection, until its person is signed out", async () => {
    const signInApp = app();
    await using served = await serveApp(signInApp, { keys });
    let asked = 0;
    const grace = await token("grace");
    using client = new TestClient({
      url: served.url,
      token: () => {
        asked++;
        return grace;
      },
    });
    await client.live();
    client.sendMessage("Who am I?");
    const texts = () => {
      const { turnIds } = client.store.getOverview();
      return turnIds.flatMap((id) => client.store.getTurn(id)?.stepIds ?? []).map((id) => client.store.text(id).read());
    };
    await expect.poll(texts).toEqual(["Who am I?", "You are grace."]);
    expect((await client.api.call("authFacts", {})).user).toMatchObject({ identifier: "grace" });
    expect(asked).toBeGreaterThanOrEqual(2);
    await signInApp.users.signOut((await signInApp.users.find("grace"))?.id ?? "");
    const { connection } = await client.until(({ connection }) => connection.phase === "failed");
    expect(connection.error?.code).toBe("UNAUTHENTICATED");
    // What was said stays on the page.
    expect(texts()).toHaveLength(2);
  });

  it("leaves nothing of its person to the next one at the page", async () => {
    await using served = await serveApp(app(), { keys });
    const storage = memoryStorage();
    const grace = await token("grace");
    using client = new TestClient({ url: served.url, storage, token: () => grace });
    await client.live();
    client.sendMessage("hello");
    await client.until(({ pending, busy }) => pending.length === 0 && !busy);
    client.close();
    client.sendMessage("not for others");
    expect(client.store.getOverview().pending).toHaveLength(1);
    await client.signOut();
    expect(client.store.getOverview().pending).toEqual([]);
    const ada = await token("ada");
    using next = new TestClient({ url: served.url, storage, token: () => ada });
    const { pending, interacted } = await next.live();
    expect([pending, interacted]).toEqual([[], false]);
  });
});
