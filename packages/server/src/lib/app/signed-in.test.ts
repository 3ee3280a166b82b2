// The signed-in person as handlers know them: live, over restarts and reopening.
import { describe, expect, it } from "vitest";
import { createApp, hasRole, Message, userSession } from "../../index.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { openChat } from "../testing/open-chat.ts";

function witness() {
  const heard: string[] = [];
  const hear = (name: string) => async () => {
    heard.push(`${name}: ${userSession.user?.identifier} ${userSession.user?.roles.join()}`);
  };
  const app = createApp({
    onChatStart: hear("start"),
    onChatEnd: hear("end"),
    onChatResume: hear("resume"),
    onSessionRestore: hear("restore"),
    onMessage: async () => {
      const { user } = userSession;
      await new Message(hasRole(user, "admin") ? `yes, ${user?.displayName}` : "no").send();
    },
  });
  return { app, heard };
}

const ADA = { identifier: "ada", displayName: "Ada", roles: ["admin"] };

describe("userSession.user", () => {
  it("is the person in every handler, and null for a visitor (US-12)", async () => {
    const { app, heard } = witness();
    await using chat = await openChat(app, { user: ADA });
    expect(await chat.send("may I?")).toBe("yes, Ada");
    expect(chat.messages[0]).toMatchObject({ type: "user_message", author: "Ada" });
    await chat.leave();
    expect(heard).toEqual(["start: ada admin", "end: ada admin"]);
    await using visitor = await openChat(app);
    expect(await visitor.send("may I?")).toBe("no");
    expect(heard).toContain("start: undefined undefined");
  });

  it("changes while the chat is open", async () => {
    const { app } = witness();
    await using chat = await openChat(app, { user: ADA });
    const before = chat.session.user;
    await app.users.update(before?.id ?? "", { roles: [] });
    expect(await chat.send("may I?")).toBe("no");
    expect(before?.roles).toEqual(["admin"]);
    await app.users.update(before?.id ?? "", { roles: ["admin"], displayName: "A." });
    expect(await chat.send("may I now?")).toBe("yes, A.");
  });

  it("keeps roles that the app gave when a sign-in names none", async () => {
    const { app } = witness();
    await using first = await openChat(app, { user: { identifier: "bob" } });
    await app.users.update(first.session.user?.id ?? "", { roles: ["admin"] });
    await using second = await openChat(app, { user: { identifier: "bob" }, host: first.host });
    expect(second.session.user?.roles).toEqual(["admin"]);
    expect(second.session.owner).toBe(first.session.owner);
  });

  it("keeps metadata that the app gave, and takes what a sign-in says", async () => {
    const { app } = witness();
    await using first = await openChat(app, { user: { identifier: "bob" } });
    const { id } = first.session.user ?? { id: "" };
    await app.users.update(id, { metadata: { image: "/bob.png" } });
    await first.host.signIns.begin({ identifier: "bob" }, { provider: "github" });
    expect((await app.users.get(id))?.metadata).toEqual({ image: "/bob.png", provider: "github" });
    await first.host.signIns.begin({ identifier: "bob", metadata: { image: "/new.png" } }, { provider: "header" });
    expect((await app.users.get(id))?.metadata).toEqual({ image: "/new.png", provider: "header" });
  });

  it("is there again when a stored thread is reopened, as the person is now", async () => {
    const dataLayer = createMemoryDataLayer();
    const { app, heard } = witness();
    await using first = await openChat(app, { dataLayer, user: ADA });
    await first.send("hello");
    const { threadId, owner } = first.session;
    await first.leave();
    await app.users.update(first.session.user?.id ?? "", { roles: ["reader"] });
    await using again = await openChat(app, { host: first.host, owner, threadId });
    expect(again.session.user?.roles).toEqual(["reader"]);
    expect(heard.at(-1)).toBe("resume: ada reader");
  });

  it("is there for handlers that run when nobody is connected after a restart", async () => {
    const [dataLayer, sessionStore] = [createMemoryDataLayer(), createMemorySessionStore()];
    const { app, heard } = witness();
    const first = await openChat(app, { dataLayer, sessionStore: { ...sessionStore, survivesRestart: true }, user: ADA });
    await first.send("hello");
    const { owner, id } = first.session;
    await first.host.stop({ drainMs: 0 });
    await using again = await openChat(app, { dataLayer, sessionStore, owner, sessionId: id });
    expect(again.session.id).toBe(id);
    expect(heard.at(-1)).toBe("restore: ada admin");
  });
});
