// A step and the ways to make one. Rows ST-* are those of the feature catalogue.
import { isUuid, STEP_TYPES } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { doInChat, stepsOf } from "../testing/do-in-chat.ts";
import { Message } from "./message.ts";
import { Step, step, withStep } from "./step.ts";

describe("a step", () => {
  it("has defaults, and shows nothing before it is sent (ST-1)", async () => {
    await using done = await doInChat(() => new Step());
    const made = done.result;
    expect(isUuid(made.id)).toBe(true);
    expect(made).toMatchObject({ name: "Assistant", type: "undefined", showInput: "json", defaultOpen: false, autoCollapse: false });
    expect(made).toMatchObject({ isError: false, input: "", output: "", parentId: undefined, generation: undefined });
    expect(done.steps.map(({ type }) => type)).toEqual(["user_message"]);
  });

  it("outside of a chat says that it needs one (ST-1)", async () => {
    expect(() => new Step()).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
    await expect(withStep("Work", () => 1)).rejects.toMatchObject({ code: "NO_CHAT_CONTEXT" });
    await expect(step(async () => 1)()).rejects.toMatchObject({ code: "NO_CHAT_CONTEXT" });
  });

  it("is of any of Chainlit's types (ST-2)", async () => {
    const types = STEP_TYPES.filter((type) => !type.endsWith("_message"));
    await using done = await doInChat(async () => {
      for (const type of types) await new Step({ name: type, type }).send();
    });
    expect(done.steps.slice(1).map(({ name, type }) => [name, type])).toEqual(types.map((type) => [type, type]));
  });

  it("is shown while its function runs, and closed with what it returns (ST-3)", async () => {
    await using done = await doInChat(async ({ session }) =>
      withStep({ name: "Add", type: "tool" }, (open) => {
        const shown = session.state.steps.get(open.id)?.step;
        return { running: shown?.start !== undefined && shown.end === undefined };
      }),
    );
    expect(done.result).toEqual({ running: true });
    expect(done.steps.at(-1)).toMatchObject({
      name: "Add",
      output: { text: '{\n    "running": true\n}' },
      language: "json",
      end: expect.any(String),
    });
  });

  it("keeps the output that its function set itself (ST-3)", async () => {
    await using done = await doInChat(() =>
      withStep("Add", (open) => {
        open.output = "as I say";
        return 3;
      }),
    );
    expect(done.result).toBe(3);
    expect(done.steps.at(-1)?.output?.text).toBe("as I say");
  });

  it("that throws shows the error, and the error reaches the caller (ST-3)", async () => {
    const failure = new Error("Out of paper");
    await using done = await doInChat(() => withStep("Print", () => Promise.reject(failure)).catch((error: unknown) => error));
    expect(done.result).toBe(failure);
    expect(done.steps.at(-1)).toMatchObject({ isError: true, output: { text: "Out of paper" }, end: expect.any(String) });
  });

  it("wraps a function: its arguments are the input, its result the output, its name the step's (ST-4)", async () => {
    const add = step({ type: "tool" }, async function add(a: number, b: number) {
      return a + b;
    });
    const greet = step({ name: "Greeting" }, (whom: { name: string }) => `Hello ${whom.name}`);
    await using done = await doInChat(async () => [await add(1, 2), await greet({ name: "Ada" })]);
    expect(add.name).toBe("add");
    expect(done.result).toEqual([3, "Hello Ada"]);
    const [, adding, greeting] = done.steps;
    expect(adding).toMatchObject({ name: "add", type: "tool", input: { text: "[\n    1,\n    2\n]" }, output: { text: "3" } });
    expect(greeting).toMatchObject({ name: "Greeting", input: { text: '{\n    "name": "Ada"\n}' }, output: { text: "Hello Ada" } });
  });

  it("is made anew by each call of a wrapped function, also when calls overlap (ST-4)", async () => {
    const wait = step({ name: "wait" }, async (ticks: number) => {
      for (let i = 0; i < ticks; i++) await new Promise((resolve) => setImmediate(resolve));
      return ticks;
    });
    await using done = await doInChat(() => Promise.all([wait(3), wait(1)]));
    expect(done.result).toEqual([3, 1]);
    expect(done.steps.slice(1).map(({ name, input, output }) => [name, input?.text, output?.text])).toEqual([
      ["wait", "3", "3"],
      ["wait", "1", "1"],
    ]);
  });

  it("shows structures as JSON without their bytes, and other things as text (ST-5)", async () => {
    await using done = await doInChat(async () => {
      const open = await new Step("Look").begin();
      open.input = { picture: new Uint8Array(4), buffer: Buffer.from("x") };
      open.output = [new Map([["a", new Set([1])]])];
      await open.end();
      open.input = null;
      return open.input;
    });
    const shown = stepsOf(done.chat).at(-1);
    expect(JSON.parse(shown?.input?.text ?? "")).toEqual({ picture: "STRIPPED_BINARY_DATA", buffer: "STRIPPED_BINARY_DATA" });
    expect(JSON.parse(shown?.output?.text ?? "")).toEqual([{ a: [1] }]);
    expect(shown?.language).toBe("json");
    expect(done.result).toBe("");
  });

  it("refuses what cannot be part of its record, at once and by name", async () => {
    const refused = { code: "BAD_INPUT" };
    await expect(doInChat(() => new Step({ id: "../etc" }))).rejects.toMatchObject(refused);
    await expect(doInChat(() => new Step({ metadata: { n: 1n } }).send())).rejects.toMatchObject(refused);
    await using done = await doInChat(() => new Message("the chat goes on").send());
    expect(done.chat.messages).toHaveLength(2);
  });
});
