// The app behind the tests of the official client, on a server that a test can close and start again.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import {
  Action,
  Artifact,
  askAction,
  askChoice,
  askFile,
  askUser,
  Chart,
  ChatError,
  callFunction,
  createApp,
  Dataframe,
  elementSidebar,
  Message,
  sendWindowMessage,
  sleep,
  TaskList,
  Text,
  withStep,
} from "colloquy";
import { createSqliteDataLayer, createSqliteFile } from "colloquy/data/sqlite";
import { createSqliteSessionStore } from "colloquy/session-store/sqlite";
import { type ServedApp, serveApp } from "colloquy/testing";

const WORDS = Array.from({ length: 200 }, (_, index) => `word${index} `);
/** What is said in a talk and in a drip. */
export const WHOLE = WORDS.join("");
/** What of a talk is said before the gate. */
export const HALF = WORDS.slice(0, 100).join("");
/** Signs the cookies of all these servers: who somebody is outlives a restart. */
const KEY = { id: "tests", bytes: randomBytes(32) };

/** Does what it is told by the first word; a talk waits in its middle for the gate. */
function makeApp(gate: Promise<void>) {
  const does: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
    talk: async (signal) => {
      const answer = new Message("");
      for (const [index, word] of WORDS.entries()) {
        if (index === 100) await Promise.race([gate, once(signal, "abort")]);
        await answer.streamToken(word);
      }
      await answer.send();
    },
    drip: async () => {
      const answer = new Message("");
      for (const word of WORDS) {
        await answer.streamToken(word);
        await sleep(30);
      }
      await answer.send();
    },
    work: async () => {
      await withStep({ name: "outer", type: "tool" }, () => withStep({ name: "inner", type: "tool" }, () => "done"));
      await new Message("Worked.").send();
    },
    ask: async () => {
      const name = await askUser("Who are you?");
      await new Message(`Welcome, ${name?.content}.`).send();
    },
    show: async () => {
      const list = await new TaskList({ tasks: ["Draw", "Write"] }).send();
      const elements = [
        new Chart({ name: "the delays", kind: "line", data: [{ day: "Mon", late: 8 }], x: "day", y: "late" }),
        new Dataframe({ name: "the boats", data: [{ boat: "Rowan" }] }),
      ];
      await new Message({ content: "Shown.", elements }).send();
      const letter = new Artifact({ key: "letter", title: "The letter", type: "markdown" });
      await letter.streamFrom(["Dear ", "Ada"]);
      letter.content = "Dear Grace";
      await letter.send();
      for (const task of list.tasks) task.status = "done";
      await list.update();
      await elementSidebar.setTitle("Beside");
      await elementSidebar.setElements([new Text({ name: "one", content: "first" })]);
      await elementSidebar.setElements([new Text({ name: "two", content: "second" })]);
    },
    buttons: async () => {
      const message = await new Message({
        content: "Press.",
        actions: [new Action({ name: "add", payload: { n: 2 }, label: "Add two", tooltip: "It adds" }), new Action({ name: "fails" })],
      }).send();
      await new Action({ name: "away", label: "Away" }).send({ forId: message.id });
    },
    choose: async () => {
      const pressed = await askAction("Go on?", [
        { name: "on", label: "Go on" },
        { name: "back", label: "Go back" },
      ]);
      const size = await askChoice("Which size?", ["small", "large"]);
      await new Message(`Pressed ${pressed?.name}, ${size}.`).send();
    },
    file: async () => {
      const [file] = (await askFile("A table?", { accept: ["text/csv", ".csv"] })) ?? [];
      await new Message(`Read ${await file?.text()}.`).send();
    },
    call: async () => {
      const value = await callFunction("double", { n: 21 });
      await new Message(`The page says ${JSON.stringify(value)}.`).send();
    },
    fail: () => Promise.reject(new Error("It broke.")),
  };
  const app = createApp();
  app.actionCallback("add", async ({ payload }) => {
    await new Message("Added.").send();
    return { sum: (payload as { n: number }).n + 1 };
  });
  app.actionCallback("fails", () => {
    throw new ChatError("FORBIDDEN", "Not on Sundays.");
  });
  app.actionCallback("away", (_action, { message }) => message.removeActions());
  app.onWindowMessage((data) => sendWindowMessage({ heard: data }));
  app.onChatStart(() => new Message("Hello!").send());
  app.onMessage(async ({ content }, { signal }) => {
    await (does[content] ?? (() => new Message(`You said ${content}.`).send()))(signal);
  });
  return app;
}

/** Where a server is, and where it keeps what it stores. */
export interface ServeOptions {
  /** Its `public/` has the page. */
  readonly appDir: string;
  readonly dataDir: string;
  readonly port: number;
}

/** Serves the app on what the last one stored in the same folder; `openGate` lets its talks go on. */
export async function serveTalkingApp({ appDir, dataDir, port }: ServeOptions): Promise<{ served: ServedApp; openGate: () => void }> {
  const file = createSqliteFile({ file: path.join(dataDir, "chats.sqlite") });
  let openGate = (): void => undefined;
  const gate = new Promise<void>((resolve) => (openGate = resolve));
  const served = await serveApp(makeApp(gate), {
    appDir,
    port,
    config: { name: "Their page" },
    dataLayer: createSqliteDataLayer(file),
    sessionStore: createSqliteSessionStore(file),
    keys: { current: KEY, previous: undefined, source: "memory", find: (id) => (id === KEY.id ? KEY : undefined) },
  });
  return { served, openGate };
}
