// Whatever happens to a chat that needs keys, in whatever order: nothing of the app runs without them, and each thing that brings a chat runs once.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Message } from "../chat/message.ts";
import { userSession } from "../chat/user-session.ts";
import { createDurableStores } from "../testing/durable-stores.ts";
import { openChat, type TestChat } from "../testing/open-chat.ts";
import { createApp } from "./app.ts";

const ACTS = ["give", "giveWrong", "giveHalf", "say", "drop", "reload", "restart", "end", "comeWithKeys"] as const;
type Act = (typeof ACTS)[number];

const ENV = { KEY: "k-1", CITY: "Oban" };

/** A chat with its servers, and what its app has run. */
class Life {
  readonly log: string[] = [];
  #chat: TestChat | undefined;
  /** Whether the chat that is open has its keys. */
  hasKeys = false;
  readonly #app = createApp({
    checkUserEnv: (env) => (env["KEY"] === "wrong" ? { KEY: "Wrong." } : undefined),
    onChatStart: () => this.#ran("start"),
    onChatResume: () => this.#ran("resume"),
    onSessionRestore: () => this.#ran("restore"),
    onReconnect: () => this.#ran("reconnect"),
    onDisconnect: () => this.#ran("disconnect"),
    onMessage: async () => {
      this.#ran("message");
      await new Message("Yes.").send();
    },
  });
  readonly #stores: Awaited<ReturnType<typeof createDurableStores>>;
  readonly #persist: boolean;

  constructor(stores: Awaited<ReturnType<typeof createDurableStores>>, persist: boolean) {
    this.#stores = stores;
    this.#persist = persist;
  }

  get chat(): TestChat {
    if (!this.#chat) throw new Error("no chat is open yet");
    return this.#chat;
  }

  #ran(what: string): void {
    // Not thrown: what a handler throws is shown in the chat.
    const { KEY, CITY } = userSession.env;
    this.log.push(KEY === ENV.KEY && CITY === ENV.CITY ? what : `${what} without the keys`);
  }

  async open(more: object = {}): Promise<void> {
    const config = { userEnv: Object.keys(ENV).map((name) => ({ name, secret: true })), persistUserEnv: this.#persist };
    this.#chat = await openChat(this.#app, { owner: "visitor:a", ...this.#stores(), config, ...more });
    this.hasKeys = (this.chat.state.surface.missingEnv ?? []).length === 0;
  }

  async act(act: Act): Promise<void> {
    const { chat } = this;
    const { id, threadId } = chat.session;
    switch (act) {
      case "give":
        await chat.provideEnv(ENV);
        this.hasKeys = true;
        return;
      case "giveWrong":
        await expect(chat.provideEnv({ ...ENV, KEY: "wrong" })).rejects.toMatchObject({ code: "INVALID_VALUES" });
        return;
      case "giveHalf":
        if (this.hasKeys) await chat.provideEnv({ KEY: ENV.KEY });
        else await expect(chat.provideEnv({ KEY: ENV.KEY })).rejects.toMatchObject({ fields: { CITY: expect.any(String) } });
        return;
      case "say":
        if (this.hasKeys) expect(await chat.send("hello")).toBe("Yes.");
        else await expect(chat.send("hello")).rejects.toMatchObject({ code: "ENV_REQUIRED" });
        return;
      case "drop":
        chat.disconnect();
        chat.reconnect();
        await chat.settled();
        return;
      case "reload":
        await this.open({ host: chat.host, sessionId: id });
        expect(this.chat.session).toBe(chat.session);
        return;
      case "restart":
      case "comeWithKeys":
        await chat.host.stop({ drainMs: 0 });
        await this.open({ sessionId: id, ...(act === "comeWithKeys" && { env: ENV }) });
        return;
      case "end":
        await chat.leave();
        await this.open({ host: chat.host, threadId });
        return;
      default:
        act satisfies never;
    }
  }
}

it("a chat that needs keys never runs a handler without them, in any life", { timeout: 120_000 }, async () => {
  const acts = fc.array(fc.constantFrom(...ACTS), { minLength: 4, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(acts, fc.boolean(), async (lived, persist) => {
      const life = new Life(await createDurableStores(), persist);
      await life.open();
      try {
        // What begins a chat, or brings it back, runs once for each time that it may, and at no other.
        for (const act of lived) {
          const before = life.log.length;
          const had = life.hasKeys;
          await life.act(act);
          const since = life.log.slice(before);
          const began = since.filter((what) => what === "start" || what === "resume" || what === "restore");
          expect(since.filter((what) => what.endsWith("without the keys"))).toEqual([]);
          expect(began.length, `${act}: ${since.join()}`).toBeLessThanOrEqual(1);
          if (act === "give") expect(began.length).toBe(had ? 0 : 1);
          if (act === "comeWithKeys") expect(began.length).toBe(1);
          if (act === "restart") expect(began.length).toBe(life.hasKeys ? 1 : 0);
          if (["giveWrong", "giveHalf", "say", "drop", "reload"].includes(act)) expect(began).toEqual([]);
        }
      } finally {
        await life.chat.host.stop({ drainMs: 0 });
      }
    }),
    { numRuns: 60 },
  );
});
