import { type ElementId, type FileKey, newId, type StepId, type ThreadId, type TurnBundle } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { type Placed, serveAt } from "../../../../test/places.ts";
import { Visitor } from "../../../../test/visitor.ts";
import { createApp, Message } from "../../../index.ts";
import type { DataLayer } from "../../data/data-layer.ts";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { serveApp } from "../../testing/serve-app.ts";
import { exportAll } from "./export-all.ts";
import { toSaidHtml } from "./said-html.ts";
import { closeFence } from "./to-markdown.ts";

const HOSTILE = `<script>alert(1)</script> <img src=x onerror=alert(1)> [run](javascript:alert(1)) [data](data:text/html,x)

![spy](https://spy.example/pixel.png "x onload=alert(1)") <https://a.example/"onmouseover=alert(1)> &lt;b&gt;

| <svg onload=alert(1)> | b |
|---|---|
| </table></article><script>alert(2)</script> | [x](vbscript:x) |

\`\`\`"><script>alert(3)</script>
</code></pre><script>alert(4)</script>
\`\`\`

# A heading

</body></html><iframe src="//evil.example"></iframe>`;

const app = createApp({
  onMessage: async ({ content }) => {
    if (content === "brake") throw new Error("kaput");
    const code = content.startsWith("stop") ? "Look:\n\n```js\nconst a = 1;" : undefined;
    await new Message(content.startsWith("hostile") ? HOSTILE : (code ?? `echo *${content}*`)).send();
  },
});

const address = (threadId: ThreadId, query: string) => `/api/threads/${threadId}/export?${query}`;
async function fetchExport(at: Placed, who: Visitor, threadId: ThreadId, query: string): Promise<Response> {
  return at.get(address(threadId, query), { headers: { cookie: who.cookie, origin: at.origin } });
}
function session(at: Placed, threadId: ThreadId) {
  const found = at.served.server.host.registry.byThread(threadId);
  if (!found) throw new Error("The chat is not open.");
  return found;
}
const rests = (at: Placed, threadId: ThreadId) =>
  expect.poll(() => session(at, threadId).turns.running.length + session(at, threadId).turns.waiting.length).toBe(0);

/** The names and contents of a zip whose entries are stored as they are. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  let at = bytes.indexOf("PK\u0001\u0002", 0, "latin1");
  while (at >= 0 && bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, nameLength, extra, comment] = [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    entries.set(name, bytes.subarray(from, from + size));
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

describe("a chat that is exported", () => {
  it("as Markdown has who said what and when, whole, in the reader's zone, and is nobody else's", async () => {
    await using at = await serveAt("at the root", app);
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const { threadId } = await ada.say("stop *here* & there");
    await ada.say("and then", threadId);
    await rests(at, threadId);
    const answer = await fetchExport(at, ada, threadId, "format=markdown&language=en-GB&timeZone=Asia/Tokyo");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/markdown; charset=utf-8"]);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="stop _here_ & there\.md"/);
    expect([answer.headers.get("cache-control"), answer.headers.get("x-content-type-options")]).toEqual(["no-store", "nosniff"]);
    const text = await answer.text();
    expect(text.startsWith("# stop \\*here\\* \\& there\n")).toBe(true);
    expect(text.match(/^### (.*) · /gm)).toEqual(["### User · ", "### Assistant · ", "### User · ", "### Assistant · "]);
    // What was said stays as it was; code that was left open ends with its message.
    expect(text).toContain("\nstop *here* & there\n");
    expect(text).toContain("```js\nconst a = 1;\n```\n");
    expect(text).toContain("\necho *and then*\n");
    const hour = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Tokyo" });
    expect(text).toContain(hour.format(new Date(session(at, threadId).state.thread.createdAt)));
    for (const format of ["markdown", "json", "html"])
      expect((await fetchExport(at, bob, threadId, `format=${format}`)).status, format).toBe(404);
    for (const bad of ["", "format=pdf", "format=html&files=yes"])
      expect((await fetchExport(at, ada, threadId, bad)).status, bad).toBe(400);
    expect((await fetchExport(at, ada, threadId, "format=markdown&language=%00&timeZone=Nowhere")).status).toBe(200);
  });

  it("as JSON has all that its owner may see, in the shape the guide names, however many turns there are", async () => {
    await using at = await serveAt("at the root", app, {
      config: { limits: { messagesPerMinute: 10_000, requestsPerSecond: 10_000, addressConnectionsPerMinute: 10_000 } },
    });
    using ada = await Visitor.come(at);
    const { threadId } = await ada.say("turn 0");
    for (let turn = 1; turn <= 119; turn++) {
      await rests(at, threadId);
      await ada.say(`turn ${turn}`, threadId);
    }
    await rests(at, threadId);
    const chat = (await (await fetchExport(at, ada, threadId, "format=json")).json()) as {
      format: string;
      version: number;
      exportedAt: string;
      thread: { id: string; name: string };
      turns: TurnBundle[];
      elements: unknown[];
    };
    expect([chat.format, chat.version, chat.thread.id, chat.elements]).toEqual(["colloquy-chat", 1, threadId, []]);
    expect(Object.keys(chat.thread)).not.toContain("owner");
    expect(chat.turns.map(({ steps }) => steps[0]?.output?.text)).toEqual(Array.from({ length: 120 }, (_, turn) => `turn ${turn}`));
    const [, whole] = (await ada.call("GET", `/api/threads/${threadId}`)) as [number, { turns: TurnBundle[] }];
    expect(chat.turns).toEqual(whole.turns);
  });

  it("as a page holds nothing that runs or is fetched, whatever was said", async () => {
    await using at = await serveAt("at the root", app);
    using ada = await Visitor.come(at);
    const { threadId } = await ada.say(`hostile </title><script>alert(5)</script> "' onload=alert(6)`);
    await ada.say("brake", threadId);
    await rests(at, threadId);
    const answer = await fetchExport(at, ada, threadId, "format=html&language=ar");
    expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    const html = await answer.text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('http-equiv="Content-Security-Policy" content="default-src \'none\';');
    const tags = html.match(/<[a-z!/][^>]*>/gi) ?? [];
    expect(tags.length).toBeGreaterThan(30);
    const own =
      /^<\/?(?:!doctype|html|head|meta|title|style|body|h[1-6]|time|article|bdi|div|p|a|pre|code|table|thead|tbody|tr|th|td|em|strong|ul|ol|li|blockquote|hr|br|s)\b/i;
    expect(tags.filter((tag) => !own.test(tag))).toEqual([]);
    const bare = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(bare.filter((tag) => /\son\w+=|\ssrc=/i.test(tag))).toEqual([]);
    expect(
      [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href).filter((href) => !/^(?:https?:|mailto:|#)/.test(href)),
    ).toEqual([]);
    // It is all there to be read, and below our own headings.
    expect(html).toContain("&#60;script&#62;alert(5)");
    expect(html).toContain("<h3");
    expect(html).toContain('<p class="failed"');
  });

  it("goes as a zip with the files of its messages, under names that lead nowhere", async () => {
    await using at = await serveAt("at the root", app);
    using ada = await Visitor.come(at);
    const { threadId } = await ada.say("see this");
    await rests(at, threadId);
    const { state, services } = { state: session(at, threadId).state, services: at.served.server.host.services };
    const answerId = [...state.steps.values()].find(({ step }) => step.type === "assistant_message")?.step.id ?? newId<StepId>();
    const files = ["../../plan.txt", "plan.txt"];
    const elements = [];
    for (const [nth, name] of files.entries()) {
      const body = new FormData();
      body.append("file", new File([`content ${nth}`], "plan.txt", { type: "text/plain" }));
      const put = await at.get(`/api/threads/${threadId}/files`, {
        method: "POST",
        headers: { cookie: ada.cookie, origin: at.origin },
        body,
      });
      const { key, size } = (await put.json()) as { key: FileKey; size: number };
      elements.push({
        id: newId<ElementId>(),
        forId: answerId,
        type: "file" as const,
        name,
        display: "inline" as const,
        file: { key, size },
      });
    }
    const row = await services.dataLayer.loadThread(threadId);
    await services.dataLayer.write({ threadId, epoch: row?.epoch ?? 0, elements });
    const answer = await fetchExport(at, ada, threadId, "format=markdown&files=1");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
    const entries = unzip(Buffer.from(await answer.arrayBuffer()));
    expect([...entries.keys()]).toEqual(["chat.md", "files/plan.txt", "files/plan (2).txt"]);
    expect([entries.get("files/plan.txt")?.toString(), entries.get("files/plan (2).txt")?.toString()]).toEqual(["content 0", "content 1"]);
    expect(entries.get("chat.md")?.toString()).toContain("- [plan.txt](<files/plan%20(2).txt>)");
    const page = await (await fetchExport(at, ada, threadId, "format=html&files=1")).arrayBuffer();
    expect(unzip(Buffer.from(page)).get("chat.html")?.toString()).toContain('href="files/plan.txt"');
  });
});

describe("all chats of somebody", () => {
  it("go as one zip, the archived too, each under its title, and nothing of others or of what was deleted", async () => {
    await using at = await serveAt("at the root", app);
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const [one, shelved, gone] = [await ada.say("a/b .. title"), await ada.say("a shelved one"), await ada.say("gone")];
    const theirs = await bob.say("not hers");
    for (const { threadId } of [one, shelved, gone, theirs]) await rests(at, threadId);
    const { marks } = at.served.server.host.services.dataLayer;
    const owner = session(at, one.threadId).owner;
    await marks?.change(owner, [shelved.threadId], { archivedAt: "2026-01-01T00:00:00.000Z" });
    await marks?.change(owner, [gone.threadId], { deletedAt: "2026-01-01T00:00:00.000Z" });
    const ask = (query: string) => at.get(`/api/export?${query}`, { headers: { cookie: ada.cookie, origin: at.origin } });
    const answer = await ask("format=markdown");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
    const entries = unzip(Buffer.from(await answer.arrayBuffer()));
    const day = new Date().toISOString().slice(0, 10);
    expect([...entries.keys()]).toEqual([
      `${day} a-b .. title ${one.threadId.slice(0, 8)}.md`,
      `${day} a shelved one ${shelved.threadId.slice(0, 8)}.md`,
    ]);
    expect([...entries.values()].map(String).join("")).toContain("echo *a shelved one*");
    const withFiles = unzip(Buffer.from(await (await ask("format=json&files=1")).arrayBuffer()));
    expect([...withFiles.keys()]).toContain(`${day} a shelved one ${shelved.threadId.slice(0, 8)}/chat.json`);
    expect((await ask("format=docx")).status).toBe(400);
  });

  it("are listed and read as the zip is read, not before: nobody holds more than a page of them", async () => {
    const asked: string[] = [];
    const memory = createMemoryDataLayer();
    const layer: DataLayer = {
      ...memory,
      listThreads: (owner, query) => {
        asked.push("page");
        return memory.listThreads(owner, query);
      },
      loadTurns: (threadId) => {
        asked.push("chat");
        return memory.loadTurns(threadId);
      },
    };
    await using served = await serveApp(app, { dataLayer: layer });
    const owner = "visitor:many";
    for (let nth = 0; nth < 250; nth++) {
      const id = newId<ThreadId>();
      const at = new Date(Date.UTC(2026, 0, 1, 0, nth)).toISOString();
      await memory.write({ threadId: id, epoch: 1, thread: { id, owner, createdAt: at, updatedAt: at, epoch: 1, name: `chat ${nth}` } });
    }
    const { host, config } = served.server;
    const deps = { dataLayer: layer, registry: host.registry, config, files: host.services.files };
    const wishes = { format: "json", withFiles: false, locale: "en", timeZone: "UTC" } as const;
    const { stream } = await exportAll(deps, owner, wishes, new Date().toISOString());
    const reader = stream.getReader();
    await reader.read();
    expect(asked.filter((what) => what === "page")).toHaveLength(1);
    expect(asked.filter((what) => what === "chat").length).toBeLessThan(10);
    let rest = await reader.read();
    while (!rest.done) rest = await reader.read();
    expect(asked.filter((what) => what === "page")).toHaveLength(4);
    expect(asked.filter((what) => what === "chat")).toHaveLength(250);
  });
});

describe("a text that makes a reader of Markdown work", () => {
  it.each(["[", "**a _", "`a``", "a **b* ", "[a](", "|a|b\n|-|-\n"])("holds up the export of nobody: %j", (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    for (const length of [49_000, 1_000_000]) {
      const before = performance.now();
      expect(toSaidHtml(text.slice(0, length)).length).toBeGreaterThan(1_000);
      // Far more than it takes, and far less than what grows with the square of the length.
      expect(performance.now() - before).toBeLessThan(5_000);
    }
  });
});

describe("code that was left open", () => {
  it.each([
    ["a", "a"],
    ["```\na", "```\na\n```"],
    ["```\na\n```", "```\na\n```"],
    ["````\n```\na", "````\n```\na\n````"],
    ["~~~ts\n```\n~~~", "~~~ts\n```\n~~~"],
    ["``` a`b\nc", "``` a`b\nc"],
  ])("%j ends with its message", (text, closed) => expect(closeFence(text)).toBe(closed));
});
