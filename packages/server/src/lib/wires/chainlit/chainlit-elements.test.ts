// What apps show, as Chainlit's clients get it: elements of every kind with content that their page can read, task lists, the panel, documents.
// Rows EL-* are those of the feature catalogue.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "../../../../test/browser.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import type { TheirElement } from "../../../../test/their-elements.ts";
import {
  Artifact,
  Audio,
  Chart,
  createApp,
  Dataframe,
  type Element,
  elementSidebar,
  Message,
  Pdf,
  Plotly,
  sleep,
  TaskList,
  Text,
  userSession,
  Video,
} from "../../../index.ts";
import { type ServedApp, serveApp } from "../../testing/serve-app.ts";

const text = (name: string, content = name) => new Text({ name, content });
const SHOWN: Readonly<Record<string, () => Element>> = {
  code: () => new Text({ name: "query.json", content: '{"a":1}', language: "json", size: "small" }),
  table: () => new Dataframe({ name: "boats", data: [{ boat: "Rowan", sails: 2 }] }),
  named: () => new Dataframe({ name: "boats", data: { columns: ["sails"], rows: [[2]], index: ["Rowan"] } }),
  arrow: () => new Dataframe({ name: "boats", data: Buffer.from("ARROW1\0\0") }),
  figure: () => new Plotly({ name: "curve", figure: { data: [{ y: [1, 2] }] } }),
  pdf: () => new Pdf({ name: "report", bytes: Buffer.from("%PDF-1.7"), page: 3 }),
  audio: () => new Audio({ name: "horn", bytes: Buffer.from("ID3\u0003"), autoPlay: true }),
  video: () => new Video({ name: "film", url: "https://example.org/film.mp4", playerConfig: { youtube: { playerVars: { start: 3 } } } }),
  chart: () =>
    new Chart({ name: "delays", kind: "bar", data: [{ day: "Mon", late: 8, early: "2" }], x: "day", y: ["late", "early"], unit: "min" }),
  pie: () => new Chart({ name: "shares", kind: "pie", data: ["a", "b", "a"].map((pier) => ({ pier, boats: 1 })), x: "pier", y: "boats" }),
};

const acts: Readonly<Record<string, () => Promise<unknown>>> = {
  tasks: async () => {
    const list = await new TaskList({ title: "Voyage", status: "Under way", tasks: ["Load", "Sail"] }).send();
    const message = await new Message("Loaded.").send();
    Object.assign(list.tasks[0] ?? {}, { status: "done", forId: message.id });
    await list.update();
  },
  panel: async () => {
    await elementSidebar.setTitle("Sources");
    await elementSidebar.setElements([text("first"), text("second")]);
  },
  keyless: () => elementSidebar.setElements([text("third")]),
  keyed: async () => {
    await elementSidebar.setElements([text("fourth")], { key: "k" });
    await elementSidebar.setElements([text("never")], { key: "k" });
  },
  changed: async () => {
    const note = text("note", "old");
    await elementSidebar.setElements([note]);
    note.content = "new";
    await note.update();
  },
  canvas: () => elementSidebar.setTitle("canvas"),
  close: () => elementSidebar.close(),
  document: async () => {
    const document = new Artifact({ key: "page", title: "Landing page", type: "html" });
    await document.streamToken("<h1>");
    await sleep(30);
    await document.streamToken("One</h1>");
    await document.send();
  },
  again: async () => {
    const document = await Artifact.get("page");
    if (!document) throw new Error("no document");
    document.content = "<h1>Two</h1>";
    await document.send();
  },
};

const chat = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  onMessage: async ({ content }) => {
    const shown = SHOWN[content]?.();
    if (shown) return void (await new Message({ content: `Here: ${content}`, elements: [shown] }).send());
    userSession.set("last", content);
    await acts[content]?.();
    await new Message(`Done: ${content}`).send();
  },
});

let served: ServedApp;
let ada: Browser;
let client: TheirClient;
beforeAll(async () => {
  served = await serveApp(chat, { config: { limits: { requestsPerSecond: 1000, messagesPerMinute: 1000, openChatsPerVisitor: 1000 } } });
  ada = new Browser(served.url);
  await ada.signIn("ada", "x");
});
afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
});
beforeEach(({ onTestFinished }) => {
  client = new TheirClient(served.url, { cookie: ada.cookie });
  onTestFinished(() => client[Symbol.dispose]());
});

/** Asks for one thing, and waits until it was answered. */
async function ask(word: string, who = client): Promise<void> {
  who.send(word);
  await who.until(() => who.texts.some((said) => said === `Here: ${word}` || said === `Done: ${word}`) && !who.loading);
}

/** The content as their page gets it, and what it is said to be. */
async function read(element: TheirElement | undefined): Promise<{ readonly type: string; readonly body: string }> {
  const answer = await ada.fetch(element?.url ?? "/none");
  if (answer.status !== 200) throw new Error(`${element?.url} was answered with ${answer.status}`);
  return { type: answer.headers.get("content-type") ?? "", body: await answer.text() };
}

async function shown(word: string): Promise<TheirElement> {
  await ask(word);
  const element = client.elements.at(-1);
  if (!element) throw new Error(`${word} shows nothing`);
  return element;
}

describe("what an app shows, on Chainlit’s page", () => {
  it("is told of with what its kind needs: sizes, languages, pages, players (EL-1)", async () => {
    expect(await shown("code")).toMatchObject({ type: "text", language: "json", size: "small", mime: "text/plain" });
    expect(await shown("pdf")).toMatchObject({ type: "pdf", page: 3, mime: "application/pdf" });
    expect(await shown("audio")).toMatchObject({ type: "audio", autoPlay: true });
    expect(await shown("video")).toMatchObject({
      type: "video",
      url: "https://example.org/film.mp4",
      playerConfig: { youtube: { playerVars: { start: 3 } } },
    });
  });

  it("has content of the type that their page takes: text for texts and tables, JSON for figures (EL-8, EL-13, EL-15)", async () => {
    expect(await read(await shown("code"))).toEqual({ type: "text/plain; charset=utf-8", body: '{"a":1}' });
    const table = await read(await shown("table"));
    expect([table.type, JSON.parse(table.body)]).toEqual([
      "text/plain; charset=utf-8",
      { index: [], columns: ["boat", "sails"], data: [["Rowan", 2]] },
    ]);
    expect(JSON.parse((await read(await shown("named"))).body)).toEqual({ index: ["Rowan"], columns: ["sails"], data: [[2]] });
    expect(await read(await shown("figure"))).toEqual({ type: "application/json", body: '{"data":[{"y":[1,2]}]}' });
    // They have no reader for it; as a file it can be had.
    expect(await shown("arrow")).toMatchObject({ type: "file", name: "boats" });
  });

  it("is a figure of Plotly where it is a chart", async () => {
    const chart = await shown("chart");
    expect(chart).toMatchObject({ type: "plotly", name: "delays", mime: "application/json", props: null });
    const { type, body } = await read(chart);
    expect([type, JSON.parse(body)]).toEqual([
      "application/json",
      {
        data: [
          { type: "bar", name: "late", x: ["Mon"], y: [8] },
          { type: "bar", name: "early", x: ["Mon"], y: [2] },
        ],
        layout: {
          title: { text: "delays" },
          barmode: "group",
          showlegend: true,
          xaxis: { type: "category", title: { text: "day" } },
          yaxis: { title: { text: "" }, ticksuffix: " min" },
        },
      },
    ]);
    const pie = JSON.parse((await read(await shown("pie"))).body) as { data: unknown };
    expect(pie.data).toEqual([{ type: "pie", labels: ["a", "b"], values: [2, 1], sort: false }]);
  });

  it("is read by nobody else, whatever is named", async () => {
    const chart = await shown("chart");
    const bob = new Browser(served.url);
    await bob.signIn("bob", "x");
    const [, thread] = (await ada.get(`/project/thread/${client.threadId}`)) as [number, { elements: TheirElement[] }];
    const stored = thread.elements.find(({ id }) => id === chart.id);
    expect((await read(stored)).type).toBe("application/json");
    const element = `/project/thread/${client.threadId}/element/${chart.id}`;
    for (const [who, status] of [
      [bob, 404],
      [new Browser(served.url), 401],
    ] as const) {
      expect((await who.fetch(chart.url ?? "")).status).toBe(401);
      for (const address of [element, stored?.url ?? ""]) expect([address, (await who.fetch(address)).status]).toEqual([address, status]);
    }
    // Their page of its own asks for the element by its id.
    expect(await ada.get(element)).toEqual([200, stored]);
    expect(await ada.get(`/project/thread/${client.threadId}/element/${client.sessionId}`)).toEqual([200, null]);
    for (const wrong of [`${client.sessionId}.0`, "x.0", `${thread.elements.length}`, `${chart.id}`])
      expect([wrong, (await ada.fetch(`/project/file/${wrong}?session_id=${client.sessionId}`)).status]).toEqual([wrong, 404]);
  });
});

describe("a list of tasks on Chainlit’s page", () => {
  it("is there at once, with another address for each change, and again when the thread is opened (EL-16)", async () => {
    await ask("tasks");
    const addresses = client.payloads
      .filter((_, at) => client.names[at] === "element")
      .map((element) => (element as TheirElement).chainlitKey);
    expect([addresses.length, new Set(addresses).size]).toEqual([2, 2]);
    const loaded = [...client.steps.values()].find(({ output }) => output === "Loaded.");
    const content = {
      title: "Voyage",
      status: "Under way",
      tasks: [
        { title: "Load", status: "done", forId: loaded?.id },
        { title: "Sail", status: "ready", forId: null },
      ],
    };
    expect(client.tasks).toMatchObject({ forId: "", name: "tasks" });
    expect(JSON.parse((await read(client.tasks)).body)).toEqual(content);
    using again = new TheirClient(served.url, { cookie: ada.cookie, threadId: client.threadId });
    await again.until(() => again.tasks !== undefined);
    expect(JSON.parse((await read(again.tasks)).body)).toEqual(content);
  });
});

describe("the panel of Chainlit’s page", () => {
  const panel = () => client.panel && { title: client.panel.title, names: client.panel.elements.map(({ name }) => name) };

  it("is opened with a title, filled, filled anew without a key, and closed (EL-17, EL-18)", async () => {
    await ask("panel");
    expect(panel()).toEqual({ title: "Sources", names: ["first", "second"] });
    expect(await Promise.all((client.panel?.elements ?? []).map(async (element) => (await read(element)).body))).toEqual([
      "first",
      "second",
    ]);
    await ask("keyless");
    expect(panel()).toEqual({ title: "Sources", names: ["third"] });
    expect(client.elements.map(({ name }) => name)).toEqual(["third"]);
    await ask("keyed");
    expect(panel()).toEqual({ title: "Sources", names: ["fourth"] });
    await ask("canvas");
    expect(panel()).toEqual({ title: "canvas", names: ["fourth"] });
    await ask("close");
    expect([panel(), client.elements]).toEqual([undefined, []]);
  });

  it("shows what has changed in it", async () => {
    await ask("changed");
    expect((await read(client.panel?.elements[0])).body).toBe("new");
  });

  it("is there again when the thread is opened, and as it is now after the line was broken", async () => {
    await ask("panel");
    using again = new TheirClient(served.url, { cookie: ada.cookie, threadId: client.threadId });
    await again.until(() => again.panel !== undefined && again.panel.elements.length > 0);
    expect([again.panel?.title, (await read(again.panel?.elements[1])).body]).toEqual(["Sources", "second"]);
    client.cut();
    await ask("keyless", again);
    client.reconnect();
    await client.until(() => panel()?.names[0] === "third");
  });
});

describe("a document on Chainlit’s page", () => {
  it("is its text, once it is whole, and of several versions the newest", async () => {
    await ask("document");
    expect(client.elements).toMatchObject([{ type: "text", name: "Landing page", language: "html", display: "side", props: null }]);
    expect(await read(client.elements[0])).toEqual({ type: "text/plain; charset=utf-8", body: "<h1>One</h1>" });
    await ask("again");
    expect(client.elements).toHaveLength(1);
    expect((await read(client.elements[0])).body).toBe("<h1>Two</h1>");
    const newest = [...client.steps.values()].find(({ output }) => output === "<h1>Two</h1>");
    expect(client.elements[0]?.forId).toBe(newest?.id);
    using again = new TheirClient(served.url, { cookie: ada.cookie, threadId: client.threadId });
    await again.until(() => again.elements.length > 0);
    expect(await Promise.all(again.elements.map(async (element) => (await read(element)).body))).toEqual(["<h1>Two</h1>"]);
  });

  it("is as it was before what an edit took away", async () => {
    await ask("document");
    client.send("again");
    await client.until(() => client.texts.includes("Done: again") && !client.loading);
    const edited = [...client.steps.values()].find(({ output }) => output === "again");
    client.edit(edited?.id ?? "", "close");
    await client.until(() => client.texts.includes("Done: close") && !client.loading);
    expect(client.elements).toHaveLength(1);
    expect((await read(client.elements[0])).body).toBe("<h1>One</h1>");
  });
});
