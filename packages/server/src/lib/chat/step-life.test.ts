// What becomes of a step after it was made, and where it lies. Rows ST-* are those of the feature catalogue.
import { ChatError } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { createSqliteFile } from "../sqlite/sqlite-file.ts";
import { doInChat, stepsOf, storedSteps } from "../testing/do-in-chat.ts";
import { openChat } from "../testing/open-chat.ts";
import { context } from "./ambient.ts";
import { Message } from "./message.ts";
import { Step, withStep } from "./step.ts";

describe("a step", () => {
  it("that is sent twice is one row, closed at once because it never began (ST-6)", async () => {
    await using done = await doInChat(async () => (await (await new Step("Note").send()).send()).id);
    const stored = await storedSteps(done.chat);
    expect([...stored.values()].map(({ name }) => name)).toEqual(["User", "Note"]);
    expect(stored.get(done.result)).toMatchObject({ end: expect.any(String) });
  });

  it("shows what was changed after an update, and stores it (ST-7)", async () => {
    await using done = await doInChat(async ({ session }) => {
      const open = await new Step("Search").begin();
      open.output = "3 hits";
      open.name = "Search the web";
      await open.update();
      const { end } = stepsOf(session).at(-1) ?? {};
      await open.end();
      return { id: open.id, end };
    });
    expect(done.result.end).toBeUndefined();
    const expected = { name: "Search the web", output: { text: "3 hits" }, end: expect.any(String) };
    expect(done.steps.at(-1)).toMatchObject(expected);
    expect((await storedSteps(done.chat)).get(done.result.id)).toMatchObject(expected);
  });

  it("that is removed takes all that lies under it along, and a client is told each (ST-8)", async () => {
    await using done = await doInChat(async ({ session }) => {
      const removed: string[] = [];
      session.outlets.add({
        supports: new Set(),
        send: (events) => removed.push(...events.flatMap((event) => (event.type === "step-removed" ? [event.stepId] : []))),
      });
      return withStep("Outer", async (outer) => {
        const inner = await withStep("Inner", async (open) => [(await new Message("deep").send()).id, open.id]);
        await outer.remove();
        return { removed, expected: [...inner, outer.id] };
      });
    });
    expect(done.result.removed).toEqual(done.result.expected);
    expect([...(await storedSteps(done.chat)).values()].filter(({ name }) => name === "Inner")).toEqual([]);
    expect(done.chat.messages.map(({ text }) => text)).toEqual(["do it"]);
  });

  it("streams into its input and its output, and can replace either (ST-9)", async () => {
    await using done = await doInChat(async () => {
      const open = new Step("Model");
      for (const token of ["SELECT", " 1"]) await open.streamToken(token, { target: "input" });
      for (const token of ["wrong", "one"]) await open.streamToken(token, { replace: true });
      await open.streamToken(" row");
      await open.end();
      return open.id;
    });
    const expected = { input: { rev: 0, text: "SELECT 1" }, output: { rev: 1, text: "one row" }, end: expect.any(String) };
    expect(done.steps.at(-1)).toMatchObject(expected);
    expect((await storedSteps(done.chat)).get(done.result)).toMatchObject(expected);
  });

  it("is the parent of the steps and messages made inside of it, on each side of what runs in parallel (ST-10)", async () => {
    await using done = await doInChat(() =>
      withStep("All", async (all) => {
        const branch = (name: string) =>
          withStep(name, async (open) => {
            await new Promise((resolve) => setImmediate(resolve));
            const message = await new Message(`from ${name}`).send();
            return [open.parentId === all.id, message.parentId === open.id, context.currentStepId === open.id];
          });
        const found = await Promise.all([branch("left"), branch("right")]);
        return [...found.flat(), context.currentStepId === all.id];
      }),
    );
    expect(done.result).toEqual(Array(7).fill(true));
  });

  it("of onChatEnd is stored with its output, like any other", async () => {
    const app = createApp({ onChatEnd: () => withStep("Summary", () => "all was said") });
    await using chat = await openChat(app);
    await chat.send("hi");
    const { services, threadId } = chat.session;
    await chat.leave();
    const turns = await services.dataLayer.loadTurns(threadId);
    const steps = await services.dataLayer.loadSteps(threadId, { turnIds: turns.map(({ id }) => id), stepIds: [] });
    expect(steps.at(-1)).toMatchObject({ name: "Summary", output: { text: "all was said" }, end: expect.any(String) });
  });

  it("keeps the structured data of a model's call through SQLite (ST-13)", async () => {
    const generation = { provider: "openai", model: "gpt-x", tokenCount: 12, messages: [{ role: "user", content: "hi" }] };
    await using done = await doInChat(
      async () => {
        const call = new Step({ name: "Call", type: "llm" });
        call.generation = generation;
        return (await call.send()).id;
      },
      { dataLayer: createSqliteDataLayer(createSqliteFile({ file: ":memory:" })) },
    );
    expect((await storedSteps(done.chat)).get(done.result)?.generation).toEqual(generation);
  });
});

describe("a step declared with await using", () => {
  it("is the parent of what follows in its block, and closed when the block is left (ST-3, ST-10)", async () => {
    await using done = await doInChat(async () => {
      {
        await using outer = await Step.open("Outer");
        {
          await using inner = await Step.open({ name: "Inner" });
          inner.output = "in";
          await new Message("inside").send();
        }
        outer.output = "out";
        await new Step("Sibling").send();
      }
      await new Message("outside").send();
    });
    const name = (id: string | undefined) => done.steps.find((step) => step.id === id)?.name;
    expect(done.steps.slice(1).map((step) => [step.name, name(step.parentId), step.output?.text, step.end !== undefined])).toEqual([
      ["Outer", undefined, "out", true],
      ["Inner", "Outer", "in", true],
      ["Assistant", "Inner", "inside", true],
      ["Sibling", "Outer", undefined, true],
      ["Assistant", undefined, "outside", true],
    ]);
  });

  it("is told of its failure with fail, and closed as an error when the block is left by it (ST-3)", async () => {
    await using done = await doInChat(async () => {
      const work = async () => {
        await using open = await Step.open({ name: "Risky", type: "tool" });
        try {
          throw new TypeError("not a number");
        } catch (error) {
          open.fail(error);
          throw error;
        }
      };
      return work().catch((error: Error) => error.message);
    });
    expect(done.result).toBe("not a number");
    expect(done.steps.at(-1)).toMatchObject({ isError: true, output: { text: "not a number" }, end: expect.any(String) });
  });
});

it("a failed step says in production no more than the turn it fails: not what a password is", async () => {
  const work = async () => {
    const failing = (error: unknown) => withStep("Risky", () => Promise.reject(error)).catch(() => undefined);
    await failing(new Error("password 1234 is wrong", { cause: new Error("10.0.0.5") }));
    await failing(new ChatError("BAD_INPUT", "Send a picture."));
    const told = await new Step("Told").begin();
    told.fail(new Error("The archive is closed.", { cause: new Error("10.0.0.5") }));
    await told.end();
  };
  const shown = async (production: boolean) => {
    await using done = await doInChat(work, { config: { production } });
    return done.steps.slice(1).map(({ output }) => output?.text);
  };
  expect(await shown(true)).toEqual(["Something went wrong on our side.", "Send a picture.", "The archive is closed."]);
  expect(await shown(false)).toEqual(["password 1234 is wrong: 10.0.0.5", "Send a picture.", "The archive is closed. 10.0.0.5"]);
});
