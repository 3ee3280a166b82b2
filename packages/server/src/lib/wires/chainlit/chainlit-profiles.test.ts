// Profiles, starters and keys as Chainlit's clients know them: in their settings and at the handshake.
import { describe, expect, it } from "vitest";
import { PLACES, serveAt } from "../../../../test/places.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { createApp, Message, userSession, withStep } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

const app = createApp({
  chatProfiles: ({ language }) => [
    {
      name: "Plain",
      displayName: language.startsWith("fr") ? "Simple" : "Plain",
      description: "**Nothing** special.",
      icon: "/public/plain.png",
    },
    {
      name: "Ärzte & Co",
      default: true,
      starters: [{ label: "Hi", message: "hi" }],
      configOverrides: { name: "Doctor", cot: "hidden", features: { latex: true } },
    },
  ],
  starters: () => [{ label: "One", message: "one", command: "Search" }],
  starterCategories: ({ chatProfile }) => [{ label: `Group of ${chatProfile}`, starters: [{ label: "Two", message: "two" }] }],
  onChatStart: () => new Message(`under ${userSession.chatProfile} with ${Object.keys(userSession.env).join(" ") || "no keys"}`).send(),
  onMessage: async ({ content }) => {
    await withStep({ name: "Think", type: "run" }, () => undefined);
    await new Message(`You said ${content}`).send();
  },
});

describe.each(Object.keys(PLACES))("their settings %s", (name) => {
  it("list profiles, starters and groups for who asks; overrides are laid over them for a profile that is named (LC-27, LC-29, CP-5)", async () => {
    await using at = await serveAt(name, app, { config: { userEnv: ["KEY", { name: "CITY", secret: false }] } });
    const settings = (query: string) =>
      at.get(`/project/settings?${query}`).then((answer) => answer.json() as Promise<Record<string, unknown>>);
    const plain = await settings("language=fr-FR");
    const starter = { label: "One", message: "one", command: "Search", icon: null };
    expect(plain).toMatchObject({
      ui: { name: "Assistant", cot: "full" },
      features: { latex: false, auto_tag_thread: true },
      starters: [starter],
      starterCategories: [{ label: "Group of null", icon: null, starters: [{ label: "Two", message: "two", command: null, icon: null }] }],
      userEnv: ["KEY", "CITY"],
      maskUserEnv: true,
    });
    expect(plain["chatProfiles"]).toEqual([
      {
        name: "Plain",
        display_name: "Simple",
        markdown_description: "**Nothing** special.",
        icon: "/public/plain.png",
        default: false,
        starters: null,
      },
      {
        name: "Ärzte & Co",
        display_name: null,
        markdown_description: "",
        icon: null,
        default: true,
        starters: [{ label: "Hi", message: "hi", command: null, icon: null }],
      },
    ]);
    const chosen = await settings(`language=en-US&chat_profile=${encodeURIComponent("Ärzte & Co")}`);
    expect(chosen).toMatchObject({
      ui: { name: "Doctor", cot: "hidden" },
      features: { latex: true },
      starterCategories: [{ label: "Group of Ärzte & Co" }],
    });
    expect(JSON.stringify(chosen)).not.toContain("configOverrides");
    expect(await settings("language=en-US&chat_profile=Nobody")).toMatchObject({ ui: { name: "Assistant" } });
  });
});

describe("Chainlit's client", () => {
  it("chats under the profile it asks for, or under the default; another profile is another chat (US-14, US-33)", async () => {
    await using served = await serveApp(app);
    using first = new TheirClient(served.url, { chatProfile: "Plain" });
    await first.hears("under Plain with no keys");
    first.send("x");
    await first.hears("You said x");
    expect([...first.steps.values()].map(({ name }) => name)).toContain("Think");
    first.socket.emit("clear_session");
    using second = new TheirClient(served.url, { chatProfile: "Ärzte & Co" });
    await second.hears("under Ärzte & Co with no keys");
    second.send("x");
    await second.hears("You said x");
    expect([...second.steps.values()].map(({ name }) => name)).not.toContain("Think");
    expect([...second.steps.values()].find(({ output }) => output === "You said x")).toMatchObject({ name: "Doctor" });
    using third = new TheirClient(served.url, { chatProfile: "Nobody" });
    await third.hears("under Ärzte & Co with no keys");
  });

  it("is refused while it lacks keys, in the words it knows, and leaves no chat behind (US-51)", async () => {
    const checked = createApp({
      checkUserEnv: (env) => (env["KEY"] === "bad" ? { KEY: "This key is not one of ours." } : undefined),
      onChatStart: () => new Message(`with ${Object.keys(userSession.env).join(" ")}`).send(),
    });
    await using served = await serveApp(checked, { config: { userEnv: ["KEY", "CITY"] } });
    for (const [userEnv, text] of [
      [{}, "Missing user environment variables"],
      [{ KEY: "k" }, "Missing user environment variable: CITY"],
      [{ KEY: "", CITY: "Oban" }, "Missing user environment variable: KEY"],
      [{ KEY: "bad", CITY: "Oban" }, "This key is not one of ours."],
    ] as const) {
      using client = new TheirClient(served.url, { userEnv });
      await client.until(() => client.refused !== undefined);
      expect(client.refused).toBe(text);
    }
    expect(served.server.host.registry.size).toBe(0);
    using client = new TheirClient(served.url, { userEnv: { KEY: "very-secret", CITY: "Oban", OTHER: "x" } });
    await client.hears("with KEY CITY");
    client.cut();
    client.reconnect();
    await client.until(() => client.socket.connected);
    expect(client.refused).toBeUndefined();
    expect(served.server.host.registry.size).toBe(1);
    expect(JSON.stringify(client.payloads)).not.toContain("very-secret");
  });

  it("comes to one chat when it connects twice while the app still thinks about its profiles", async () => {
    let asked = 0;
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const slow = createApp({
      chatProfiles: async () => {
        asked++;
        await gate;
        return [{ name: "A" }];
      },
      onChatStart: () => new Message("Hello!").send(),
    });
    await using served = await serveApp(slow);
    using client = new TheirClient(served.url);
    await client.until(() => asked === 1);
    client.reconnect();
    open();
    await client.hears("Hello!");
    expect([asked, served.server.host.registry.size]).toEqual([1, 1]);
  });
});
