// What a profile and keys change for our own clients: what is sent, what never is, and what a page that comes back is told.
import { newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { OurClient } from "../../../../test/our-client.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { createApp, Message, userSession, withStep } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

const SECRET = "k-very-secret-value";

function quietApp() {
  return createApp({
    chatProfiles: () => [{ name: "Open" }, { name: "Quiet", configOverrides: { cot: "hidden" } }],
    onChatProfileChange: () => ({ keepChat: true }),
    onMessage: async ({ content }) => {
      await withStep({ name: "Think", type: "run" }, () => "a secret thought");
      await new Message(`Done ${content}.`).send();
    },
  });
}

describe("a profile that shows less of the work", () => {
  it("sends nothing of it from the first frame on", async () => {
    await using served = await serveApp(quietApp());
    using client = new OurClient(served.url, { chatProfile: "Quiet" });
    await client.until(() => client.state !== undefined);
    expect(client.state?.surface).toMatchObject({ chatProfile: "Quiet", overrides: { cot: "hidden" } });
    expect(await client.say("one")).toMatchObject({ ok: true });
    await client.until(() => client.texts.includes("Done one."));
    expect(client.traffic).not.toContain("Think");
    expect(client.traffic).not.toContain("secret thought");
  });

  it("takes away what was shown when a chat goes on under it, from every page of it; another profile brings it back", async () => {
    await using served = await serveApp(quietApp());
    const auth = { clientKey: newId() };
    using client = new OurClient(served.url, auth);
    await client.until(() => client.state !== undefined);
    await client.say("one");
    await client.until(() => client.texts.includes("Done one.") && client.steps.includes("Think"));
    using other = new OurClient(served.url, { ...auth, handle: client.attached?.handle });
    await other.until(() => other.steps.includes("Think"));
    expect(await client.request({ type: "selectProfile", chatProfile: "Quiet" })).toEqual({ ok: true, kept: true });
    for (const page of [client, other]) await page.until(() => !page.steps.includes("Think"));
    expect(client.texts).toEqual(["one", "Done one."]);
    await client.say("two");
    await other.until(() => other.texts.includes("Done two."));
    expect(other.steps).not.toContain("Think");
    await client.request({ type: "selectProfile", chatProfile: "Open" });
    for (const page of [client, other]) await page.until(() => page.steps.filter((name) => name === "Think").length === 2);
  });

  it("is told as a whole to a page that was away when it came", async () => {
    await using served = await serveApp(quietApp());
    const auth = { clientKey: newId() };
    using client = new OurClient(served.url, auth);
    await client.until(() => client.state !== undefined);
    using away = new OurClient(served.url, { ...auth, handle: client.attached?.handle });
    await client.say("one");
    await away.until(() => away.texts.includes("Done one.") && away.steps.includes("Think"));
    away.cut();
    await client.request({ type: "selectProfile", chatProfile: "Quiet" });
    await client.say("two");
    await client.until(() => client.texts.includes("Done two."));
    away.frames.length = 0;
    away.comeBack();
    await away.until(() => away.texts.includes("Done two."));
    expect(away.frames).toEqual(["attached", "snapshot"]);
    expect(away.steps).not.toContain("Think");
  });

  it("takes it away from a Chainlit client on the same chat too", async () => {
    await using served = await serveApp(quietApp());
    const at = served.url;
    const page = await fetch(`${at}/set-session-cookie`, { method: "POST", body: JSON.stringify({ session_id: newId() }) });
    const cookie = page.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    using theirs = new TheirClient(at, { cookie });
    await theirs.until(() => theirs.socket.connected);
    theirs.send("one");
    await theirs.hears("Done one.");
    expect([...theirs.steps.values()].map(({ name }) => name)).toContain("Think");
    const [session] = served.server.host.registry.sessions;
    if (!session) throw new Error("there is no session");
    session.override({ cot: "hidden" });
    session.emit({ type: "surface-set", surface: { overrides: { cot: "hidden" } } });
    await theirs.until(() => ![...theirs.steps.values()].some(({ name }) => name === "Think"));
    expect(theirs.texts).toEqual(["one", "Done one."]);
  });
});

describe("keys of the person's own, over the wire", () => {
  const app = () =>
    createApp({
      checkUserEnv: (env) => (env["KEY"]?.startsWith("k-") ? undefined : { KEY: "It begins with k-" }),
      onChatStart: () => new Message(`A key of ${userSession.env["KEY"]?.length}.`).send(),
      onMessage: () => new Message("Yes.").send(),
    });

  it("are asked for, refused with what is wrong, taken, and never sent back", async () => {
    await using served = await serveApp(app(), { config: { userEnv: ["KEY"] } });
    const auth = { clientKey: newId() };
    using client = new OurClient(served.url, auth);
    await client.until(() => client.state !== undefined);
    expect(client.state?.surface).toEqual({
      envInputs: [{ name: "KEY", secret: true, set: false }],
      missingEnv: [{ name: "KEY", secret: true, set: false }],
    });
    expect(await client.say("hello")).toMatchObject({ ok: false, error: { code: "ENV_REQUIRED" } });
    expect(await client.request({ type: "provideEnv", env: { KEY: "wrong" } })).toMatchObject({
      ok: false,
      error: { code: "INVALID_VALUES", fields: { KEY: "It begins with k-" } },
    });
    expect(await client.request({ type: "provideEnv", env: { KEY: SECRET } })).toEqual({ ok: true });
    await client.until(() => client.texts.includes(`A key of ${SECRET.length}.`));
    expect(client.state?.surface).toMatchObject({ envInputs: [{ name: "KEY", set: true }], missingEnv: [] });
    client.cut();
    client.comeBack();
    using reloaded = new OurClient(served.url, { ...auth, handle: client.attached?.handle });
    await reloaded.until(() => reloaded.texts.includes(`A key of ${SECRET.length}.`));
    expect(await client.say("again")).toMatchObject({ ok: true });
    await client.until(() => client.texts.includes("Yes."));
    expect(client.traffic + reloaded.traffic).not.toContain(SECRET);
  });

  it("come with the handshake; too many and too long ones are no valid frame", async () => {
    await using served = await serveApp(app(), { config: { userEnv: ["KEY"] } });
    using client = new OurClient(served.url, { env: { KEY: SECRET } });
    await client.until(() => client.texts.includes(`A key of ${SECRET.length}.`));
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`K${index}`, "x"]));
    for (const env of [many, { KEY: "x".repeat(8193) }])
      expect(await client.request({ type: "provideEnv", env })).toMatchObject({ ok: false, error: { code: "BAD_REQUEST" } });
    expect(client.traffic).not.toContain(SECRET);
  });
});
