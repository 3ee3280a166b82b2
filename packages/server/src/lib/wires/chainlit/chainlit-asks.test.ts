// Questions of every kind over Chainlit's wire, and what its clients are shown of them. Rows AK-* are those of the feature catalogue.
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { Browser } from "../../../../test/browser.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import {
  type App,
  askAction,
  askApproval,
  askChoice,
  askConfirm,
  askElement,
  askFile,
  askForm,
  createApp,
  Element,
  Message,
} from "../../../index.ts";
import { type ServedApp, serveApp } from "../../testing/serve-app.ts";

/** An element of the author's own, before there is a class for them. */
class Ticket extends Element {
  constructor() {
    super({ type: "custom", where: "Ticket", options: { name: "Ticket" }, source: { content: "" }, props: { n: 1 } });
  }
}

const open: { served: ServedApp; client: TheirClient }[] = [];
afterEach(async () => {
  for (const { served, client } of open.splice(0)) {
    client[Symbol.dispose]();
    await served[Symbol.asyncDispose]();
  }
});

/** An app that asks once, and says as JSON what came of it. */
async function asking(ask: () => Promise<unknown>, more?: (app: App) => void): Promise<{ client: TheirClient; served: ServedApp }> {
  const app = createApp();
  more?.(app);
  app.onMessage(async () => {
    const answer = await ask().catch((error: unknown) => String(error));
    await new Message(`came: ${JSON.stringify(answer ?? null)}`).send();
  });
  const served = await serveApp(app);
  const client = new TheirClient(served.url);
  open.push({ served, client });
  client.send("go");
  await client.until(() => client.ask !== undefined);
  return { client, served };
}

const came = (client: TheirClient) => JSON.parse(client.texts.findLast((text) => text.startsWith("came: "))?.slice(6) ?? "null") as unknown;
const ended = (client: TheirClient) => client.until(() => client.texts.some((text) => text.startsWith("came: ")) && !client.loading);

describe("Chainlit's client", () => {
  it("is told the buttons before the question, answers with one of them, and loses them then (AK-5)", async () => {
    let called = 0;
    const { client } = await asking(
      () =>
        askAction("Go on?", [
          { name: "yes", payload: { rest: 3 }, label: "Yes, do", tooltip: "On we go", icon: "check" },
          { name: "no" },
        ]).then((pressed) => pressed && { name: pressed.name, payload: pressed.payload }),
      (app) => app.actionCallback("yes", () => void called++),
    );
    const question = client.payloads[client.names.indexOf("ask")] as { msg: { id: string; waitForAnswer: boolean } };
    expect(question.msg.waitForAnswer).toBe(true);
    expect(client.spec).toEqual({
      type: "action",
      step_id: question.msg.id,
      timeout: 86_400,
      keys: client.actions.map(({ id }) => id),
    });
    expect(client.actions).toEqual([
      {
        id: expect.any(String),
        name: "yes",
        payload: { rest: 3 },
        label: "Yes, do",
        tooltip: "On we go",
        icon: "check",
        forId: question.msg.id,
      },
      { id: expect.any(String), name: "no", payload: {}, label: "", tooltip: "", icon: null, forId: question.msg.id },
    ]);
    expect(client.names.indexOf("action")).toBeLessThan(client.names.indexOf("ask"));
    client.ask?.(client.actions[0]);
    await ended(client);
    expect(came(client)).toEqual({ name: "yes", payload: { rest: 3 } });
    expect([client.actions, client.ask, client.count("clear_ask"), called]).toEqual([[], undefined, 2, 0]);
    expect(client.steps.get(question.msg.id)?.output).toBe("Go on?\n\n**✓ Yes, do**");
  });

  it("sends files for the question and not for the chat, which takes none, and only such as are asked for (AK-4)", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const files = await askFile("The table?", { accept: ["text/csv", ".csv"], maxSizeMb: 1 });
      const [file] = files ?? [];
      await new Message(`came: ${JSON.stringify(file && [file.name, await file.text()])}`).send();
    });
    const served = await serveApp(app, { config: { uploads: { enabled: false } } });
    const client = new TheirClient(served.url);
    open.push({ served, client });
    client.send("go");
    await client.until(() => client.ask !== undefined);
    expect(client.spec).toMatchObject({ type: "file", accept: ["text/csv", ".csv"], max_files: 1, max_size_mb: 1 });
    const { msg } = client.payloads[client.names.indexOf("ask")] as { msg: { parentId: string } };
    const upload = async (content: string, name: string, parent = msg.parentId): Promise<[number, { id: string; detail: string }]> => {
      const form = new FormData();
      form.append("file", new Blob([content], { type: "text/csv" }), name);
      const query = `session_id=${client.sessionId}&ask_parent_id=${parent}`;
      const answer = await new Browser(served.url).fetch(`/project/file?${query}`, { method: "POST", body: form });
      return [answer.status, (await answer.json()) as { id: string; detail: string }];
    };
    expect(await upload("%PDF-1.7", "a.pdf")).toEqual([400, { detail: expect.stringMatching(/^File type not allowed/) }]);
    expect(await upload("a,b", "a.csv", crypto.randomUUID())).toEqual([404, { detail: "Parent message not found" }]);
    const [status, { id }] = await upload("a,b", "a.csv");
    expect(status).toBe(200);
    client.ask?.([{ id }]);
    await ended(client);
    expect(came(client)).toEqual(["a.csv", "a,b"]);
  });

  it("submits an element or closes it, and it is taken away (AK-6)", async () => {
    for (const [given, answer] of [
      [
        { ticket: 7, submitted: true },
        { ticket: 7, submitted: true },
      ],
      [{ submitted: false }, { submitted: false }],
    ] as const) {
      const { client } = await asking(() => askElement("Which?", new Ticket()));
      expect(client.spec).toMatchObject({ type: "element", element_id: client.elements[0]?.id });
      client.ask?.(given);
      await ended(client);
      expect(came(client)).toEqual(answer);
      expect(client.elements).toEqual([]);
    }
  });

  it("that gives nothing has answered with nothing", async () => {
    for (const nothing of [null, []]) {
      const { client } = await asking(() => askAction("Go on?", [{ name: "yes" }]));
      client.ask?.(nothing);
      await ended(client);
      expect(came(client)).toBeNull();
      expect(client.actions).toEqual([]);
    }
  });

  it("that gives what is no answer is told so and asked again", async () => {
    const { client } = await asking(() => askAction("Go on?", [{ name: "yes" }]).then((pressed) => pressed?.name));
    const [button] = client.actions;
    const first = client.ask;
    first?.({ id: crypto.randomUUID(), name: "yes", payload: {} });
    await client.until(() => client.ask !== first && client.texts.some((text) => text.startsWith("This button is none")));
    expect(client.actions).toEqual([button]);
    client.ask?.(button);
    await ended(client);
    expect(came(client)).toBe("yes");
  });

  it("has the question and its buttons once after its network was away", async () => {
    const { client } = await asking(() => askAction("Go on?", [{ name: "yes" }, { name: "no" }]).then((pressed) => pressed?.name));
    const before = client.ask;
    client.cut();
    client.reconnect();
    await client.until(() => client.ask !== undefined && client.ask !== before);
    expect(client.actions.map(({ name }) => name)).toEqual(["yes", "no"]);
    client.ask?.(client.actions[1]);
    await ended(client);
    expect(came(client)).toBe("no");
  });
});

describe("a question of ours, for Chainlit's client,", () => {
  it("is buttons when it is a yes or no, or a choice of one", async () => {
    const confirm = await asking(() => askConfirm("Sure?", { yes: "Delete", no: "Keep" }));
    expect(confirm.client.actions.map(({ label }) => label)).toEqual(["Delete", "Keep"]);
    confirm.client.ask?.(confirm.client.actions[1]);
    await ended(confirm.client);
    expect(came(confirm.client)).toBe(false);
    const choice = await asking(() => askChoice("Which?", [{ value: "s", label: "Small", description: "For one" }, "large"]));
    expect(choice.client.actions.map(({ label, tooltip }) => [label, tooltip])).toEqual([
      ["Small", "For one"],
      ["large", ""],
    ]);
    choice.client.ask?.(choice.client.actions[0]);
    await ended(choice.client);
    expect(came(choice.client)).toBe("s");
    expect(choice.client.texts).toContain("Which?\n\n**✓ Small**");
  });

  it("is buttons with the input above them when it is an approval", async () => {
    const { client } = await asking(() => askApproval({ tool: "delete", input: { id: 7 } }));
    const { msg } = client.payloads[client.names.indexOf("ask")] as { msg: { output: string } };
    expect(msg.output).toMatch(/\*\*delete\*\*\n\n```json\n\{\n {2}"id": 7\n\}\n```$/);
    expect(client.actions.map(({ name }) => name)).toEqual(["once", "chat", "always", "deny"]);
    client.ask?.(client.actions[3]);
    await ended(client);
    expect(came(client)).toMatchObject({ approved: false, decision: "deny" });
  });

  it("is buttons also for a tool that takes nothing", async () => {
    const { client } = await asking(() => askApproval({ tool: "restart", input: undefined }));
    const { msg } = client.payloads[client.names.indexOf("ask")] as { msg: { output: string } };
    expect(msg.output).toMatch(/\*\*restart\*\*\n\n```json\nnull\n```$/);
    client.ask?.(client.actions[0]);
    await ended(client);
    expect(came(client)).toMatchObject({ approved: true, decision: "once" });
  });

  it("is a list to write from when several may be chosen; what was written is read, and is no message", async () => {
    const { client } = await asking(() => askChoice("Which?", ["red", "green", "blue"], { multiple: true }));
    const { msg } = client.payloads[client.names.indexOf("ask")] as { msg: { output: string } };
    expect(client.spec["type"]).toBe("text");
    expect(msg.output).toMatch(/^Which\?\n\n1\. red\n2\. green\n3\. blue\n\n/);
    client.answer("3, purple");
    await client.until(() => client.texts.some((text) => text.includes("purple") && text.includes("none of the options")));
    await client.until(() => client.ask !== undefined);
    client.answer("3, Red");
    await ended(client);
    expect(came(client)).toEqual(["red", "blue"]);
    expect(client.texts).toContain("Which?\n\n**✓ red, blue**");
    expect(client.texts).not.toContain("3, Red");
  });

  it("is lines to fill in when it is a form, checked as any other", async () => {
    const { client } = await asking(() => askForm(z.object({ name: z.string().min(2), age: z.number().int(), kind: z.enum(["a", "b"]) })));
    expect(client.spec["type"]).toBe("text");
    const first = client.ask;
    client.answer("name: A\nage: 36\nkind: a");
    await client.until(() => client.ask !== undefined && client.ask !== first);
    client.answer("name: Ada\nage: 36\nkind: a");
    await ended(client);
    expect(came(client)).toEqual({ name: "Ada", age: 36, kind: "a" });
  });
});
