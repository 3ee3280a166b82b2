// Questions over Chainlit's wire: an acknowledgement is the answer, and their spinner goes off while one is open.
import { describe, expect, it } from "vitest";
import { TheirClient } from "../../../../test/their-client.ts";
import { type AskOptions, askUser, createApp, Message } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

/** Asks, and says what came of it after the gate is opened. */
function waiter(question: string, options: AskOptions) {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const app = createApp();
  app.onMessage(async () => {
    const answer = await askUser(question, options);
    await gate;
    await new Message(`${answer?.content ?? "nobody"} came`).send();
  });
  return { app, open: () => open() };
}

describe("Chainlit's client that is asked", () => {
  it("answers a question by its acknowledgement, also after a reconnect", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const name = await askUser("Who?");
      const town = await askUser("Where?");
      await new Message(`${name?.content} in ${town?.content}`).send();
    });
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.ask !== undefined);
    client.answer("Ada");
    await client.until(() => client.texts.includes("Where?") && client.ask !== undefined);
    expect(client.names).toContain("clear_ask");
    client.cut();
    client.ask = undefined;
    client.reconnect();
    await client.until(() => client.ask !== undefined);
    client.answer("Turin");
    await client.hears("Ada in Turin");
  });

  it("may answer too fast: the question is put again, and not lost with its acknowledgement", async () => {
    const app = createApp();
    const taken: string[] = [];
    app.onMessage(async () => {
      for (;;) taken.push(String((await askUser("Who?"))?.content));
    });
    await using served = await serveApp(app, { config: { limits: { requestsPerSecond: 3 } } });
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.ask !== undefined);
    let isRefused = false;
    // A count begins anew every five seconds: on a slow machine the answer may come just then.
    for (let tries = 1; tries <= 5 && !isRefused; tries++) {
      const before = taken.length;
      for (let n = 0; n < 40; n++) client.socket.emit("window_message", "noise");
      client.answer("Ada");
      await client.until(() => client.count("ask") > tries);
      isRefused = taken.length === before;
    }
    expect(isRefused).toBe(true);
    client.stop();
  });

  it("is told when the time to answer is over, and spins while the work goes on", async () => {
    const { app, open } = waiter("Who?", { timeout: 0.2 });
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.names.includes("ask"));
    const { spec } = client.payloads[client.names.indexOf("ask")] as { spec: unknown };
    expect(spec).toEqual({ type: "text", step_id: expect.any(String), timeout: 1 });
    await client.until(() => client.names.includes("ask_timeout") && client.loading);
    expect(client.ask).toBeUndefined();
    open();
    await client.hears("nobody came");
  });

  it("spins again after an answer while another turn works", async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const app = createApp();
    app.onMessage(async ({ content }) => {
      if (content === "work") await gate;
      else await askUser("Who?");
      await new Message(`${content} is done`).send();
    });
    await using served = await serveApp(app, { config: { concurrency: "parallel" } });
    using client = new TheirClient(served.url);
    client.send("work");
    await client.until(() => client.loading);
    client.send("question");
    await client.until(() => client.ask !== undefined);
    expect(client.loading).toBe(false);
    client.answer("Ada");
    await client.until(() => client.texts.includes("question is done"));
    await client.until(() => client.loading);
    open();
    await client.hears("work is done");
  });
});
