// What of a step is shown to whom. Rows ST-* are those of the feature catalogue.
import { applyEvent, emptyChatState, projectEvent, stepWithText } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { openBothCodecs } from "../../../test/both-codecs.ts";
import { createApp } from "../app/app.ts";
import { doInChat, storedSteps } from "../testing/do-in-chat.ts";
import { openChat } from "../testing/open-chat.ts";
import { serveApp } from "../testing/serve-app.ts";
import { Message } from "./message.ts";
import { Step, withStep } from "./step.ts";

/** A tool inside of a model's call inside of a plain step, and a message in the innermost. */
const work = () =>
  withStep({ name: "Plan", type: "undefined" }, () =>
    withStep({ name: "Model", type: "llm" }, async (model) => {
      await model.streamToken("secret thought");
      await withStep({ name: "Search", type: "tool" }, async (tool) => {
        tool.output = "tool output";
        await new Message("found it").send();
      });
    }),
  );

describe("how a step wants to be shown", () => {
  it("travels with it: icon, open at first, closed when done, input hidden (ST-11)", async () => {
    await using done = await doInChat(() =>
      new Step({
        name: "Search",
        icon: "search",
        defaultOpen: true,
        autoCollapse: true,
        showInput: false,
        metadata: { a: 1 },
        tags: ["t"],
      }).send(),
    );
    const expected = { defaultOpen: true, autoCollapse: true, showInput: false, metadata: { icon: "search", a: 1 }, tags: ["t"] };
    expect(done.steps.at(-1)).toMatchObject(expected);
    expect((await storedSteps(done.chat)).get(done.result.id)).toMatchObject(expected);
  });
});

describe("the chain of thought", () => {
  it.each([
    ["full", ["User", "Plan", "Model", "Search", "Assistant"]],
    ["tool_call", ["User", "Search", "Assistant"]],
    ["hidden", ["User", "Assistant"]],
  ] as const)("in the mode %s leaves the server with these steps only (ST-12)", async (cot, names) => {
    const app = createApp({ onMessage: work });
    await using served = await serveApp(app, { config: { cot } });
    for (const client of openBothCodecs(served.url)) {
      using _closing = client;
      await client.until(() => !client.busy);
      client.say("go");
      await client.until(() => client.names.includes("Assistant") && !client.busy);
      expect(client.names, client.codec).toEqual(names);
      expect(client.traffic.includes("secret thought"), client.codec).toBe(cot === "full");
      expect(client.traffic.includes("tool output"), client.codec).toBe(cot !== "hidden");
    }
  });

  it("is stored whole whatever is shown (ST-12)", async () => {
    await using chat = await openChat(createApp({ onMessage: work }), { config: { cot: "hidden" } });
    await chat.send("go");
    expect([...(await storedSteps(chat)).values()].map(({ name }) => name)).toEqual(["User", "Plan", "Model", "Search", "Assistant"]);
  });

  it("hangs a tool's message on the nearest step that is shown (ST-12)", async () => {
    await using chat = await openChat(createApp({ onMessage: work }));
    const seen = emptyChatState(chat.state.thread);
    const audience = { cot: "tool_call", names: {}, readOnly: false, shared: false } as const;
    chat.session.outlets.add({
      supports: new Set(),
      send: (events) => {
        for (const event of events) {
          const shown = projectEvent(event, audience, chat.state);
          if (shown) applyEvent(seen, shown);
        }
      },
    });
    await chat.send("go");
    const steps = [...seen.steps.keys()].map((id) => stepWithText(seen, id));
    const search = steps.find((step) => step?.name === "Search");
    expect(search?.parentId).toBeUndefined();
    expect(steps.at(-1)).toMatchObject({ parentId: search?.id, output: { text: "found it" } });
  });

  it("has no place in the name of a run: what a handler does is a turn (ST-14)", async () => {
    const app = createApp({ onChatStart: () => new Message("Hi").send(), onMessage: () => new Message("re").send() });
    await using chat = await openChat(app);
    await chat.send("x");
    expect([...chat.state.turns.values()].map(({ turn }) => [turn.kind, turn.foreground, turn.state])).toEqual([
      ["chatStart", true, "done"],
      ["message", true, "done"],
    ]);
    expect([...chat.state.steps.values()].map(({ step }) => step.type)).toEqual(["assistant_message", "user_message", "assistant_message"]);
  });
});
