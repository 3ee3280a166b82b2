// Histories that the real Chainlit 2.11 has written, by each of its two layers, become chats of ours.
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { StepWithText } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BlobKey } from "../../blob-storage/blob-store.ts";
import { startPostgres, type TestPostgres } from "../../postgres/testing/start-postgres.ts";
import { dumpOf } from "../dump.ts";
import { readThread } from "../read-layer.ts";
import { MoveReport } from "../report.ts";
import { blobsOf } from "../testing/all-blobs.ts";
import { memoryStores, type OpenStores, tempFolder } from "../testing/open-stores.ts";
import { type ChainlitFixture, readFixture, toPostgres, toSqliteFile, writeFixtureFiles } from "./__fixtures__/chainlit-database.ts";
import { openChainlitFiles } from "./chainlit-files.ts";
import { openChainlitSource } from "./chainlit-source.ts";
import { type ChainlitOptions, importChainlit } from "./import-chainlit.ts";

let server: TestPostgres;
let schemas = 0;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

type Kind = "official" | "sqlalchemy on PostgreSQL" | "sqlalchemy on SQLite";

/** A database of Chainlit with its files beside it, imported. */
async function imported(
  kind: Kind,
  {
    to,
    change = (same) => same,
    ...options
  }: {
    readonly to?: OpenStores;
    readonly change?: (fixture: ChainlitFixture) => ChainlitFixture;
  } & Partial<ChainlitOptions> = {},
) {
  const fixture = change(readFixture(kind === "official" ? kind : "sqlalchemy"));
  const folder = tempFolder();
  writeFixtureFiles(fixture, path.join(folder, "files"));
  const file = path.join(folder, "chat.db");
  if (kind === "sqlalchemy on SQLite") await toSqliteFile(fixture, file);
  const place =
    kind === "sqlalchemy on SQLite"
      ? ({ kind: "sqlite", file } as const)
      : ({ kind: "postgres", url: await toPostgres(fixture, server.url, `theirs_${(schemas += 1)}`) } as const);
  const stores = to ?? (await memoryStores());
  const run = async () => {
    const report = new MoveReport();
    const source = await openChainlitSource(place);
    const files = openChainlitFiles("files", { appDir: folder, env: {} });
    await importChainlit(source, stores, { report, files, ...options });
    await source.close();
    return { report, schema: source.schema };
  };
  return { ...(await run()), ...stores, run };
}

/** As a person reads it: who says what, and what lies below what. */
function told(steps: readonly StepWithText[]): string[] {
  return steps.map(({ type, name, output, parentId }) => {
    const above = steps.find(({ id }) => id === parentId)?.name;
    return `${type} ${name}: ${(output?.text ?? "").split("\n")[0]}${above === undefined ? "" : ` (in ${above})`}`;
  });
}

async function chatsOf({ layer }: OpenStores) {
  const { threads } = (await layer.walk?.allThreads({ limit: 100 })) ?? { threads: [] };
  return Promise.all(threads.map((thread) => readThread(layer, thread)));
}

describe.each<Kind>(["official", "sqlalchemy on PostgreSQL", "sqlalchemy on SQLite"])("A history of Chainlit, %s", (kind) => {
  it("comes over whole: people, chats, turns with what lies below what, files; and a second time changes nothing", async () => {
    const { report, layer, blobs, run } = await imported(kind);
    expect(report.problems).toEqual([]);
    expect(report.moved).toEqual({ people: 2, chats: 3, steps: 23, elements: 10, files: 8, feedback: 3 });
    const ada = await layer.users.findUser({ identifier: "ada" });
    expect(ada).toMatchObject({ roles: ["admin"], metadata: { provider: "credentials" } });

    const chats = await chatsOf({ layer, blobs });
    expect(chats.map(({ thread }) => thread.name)).toEqual(["where is berth?", "broken", "things"]);
    const [first, second] = chats;
    expect(first?.thread).toMatchObject({
      owner: `user:${ada?.id}`,
      tags: ["Pilot"],
      metadata: { tide: "high", chat_profile: "Pilot" },
      savedValues: { tide: '"high"' },
      savedSurface: '{"chatProfile":"Pilot","asks":[]}',
    });
    expect(first?.thread.metadata).not.toHaveProperty("env");
    expect(first?.turns.map(({ kind, state, foreground }) => [kind, state, foreground])).toEqual([
      ["chatStart", "done", true],
      ["message", "done", true],
      ["message", "done", true],
    ]);
    expect(first?.turns.map(({ parentTurnId }) => parentTurnId)).toEqual([undefined, first?.turns[0]?.id, first?.turns[1]?.id]);
    expect(first?.thread.leafTurnId).toBe(first?.turns[2]?.id);
    // What Chainlit's SQLAlchemy layer wrote last is not always what was said last: its writes do not wait for each other.
    const lines = told(first?.steps ?? []);
    expect(kind === "official" ? lines : lines.map((line) => line.replace(/(?<=^(?:tool|retrieval|llm).*?:).*?(?= \(|$)/, ""))).toEqual(
      kind === "official"
        ? [
            "assistant_message Assistant: Welcome to the **harbour**.",
            "user_message ada: where is berth?",
            "tool look up berth: {",
            "retrieval read the book: berth 7 (in look up berth)",
            "llm count: 7 (in look up berth)",
            "assistant_message Assistant: Berth seven is free. 東京 👍",
            "user_message ada: things",
            "tool look up berth: {",
            "retrieval read the book: berth 7 (in look up berth)",
            "llm count: 7 (in look up berth)",
            "assistant_message Assistant: Berth seven is free. 東京 👍",
          ]
        : [
            "assistant_message Assistant: Welcome to the **harbour**.",
            "user_message ada: where is berth?",
            "tool look up berth:",
            "retrieval read the book: (in look up berth)",
            "llm count: (in look up berth)",
            "assistant_message Assistant: Berth seven is free. 東京 👍",
            "user_message ada: things",
            "tool look up berth:",
            "retrieval read the book: (in look up berth)",
            "llm count: (in look up berth)",
            "assistant_message Assistant: Berth seven is free. 東京 👍",
          ],
    );
    // The same holds for what it says of a handler that threw.
    const failed = kind === "official" ? ["failed", "The crane is stuck."] : ["done", undefined];
    expect(second?.turns.map(({ state, error }) => [state, error?.message])).toEqual([["done", undefined], failed, ["done", undefined]]);
    expect(told(second?.steps.slice(-4) ?? [])).toEqual([
      "user_message ada: ask",
      "assistant_message Assistant: Which ship?",
      "user_message ada: The Ada",
      "assistant_message Assistant: You said: The Ada",
    ]);
    for (const { turns, steps } of chats)
      for (const { end } of [...steps, ...turns.map(({ endedAt }) => ({ end: endedAt }))]) expect(end).toMatch(/\dZ$/);

    expect(
      chats.map(({ feedback }) => feedback.map(({ rating, comment, owner }) => [rating, comment, owner === `user:${ada?.id}`])),
    ).toEqual([[["down", "Good tide", true]], [["down", "Good tide", true]], [["up", "Good tide", false]]]);
    const shown = first?.elements.map(({ type, name, mime, display, size, props, file }) => ({
      type,
      name,
      mime,
      display,
      size,
      props,
      bytes: file?.size,
    }));
    expect(shown?.sort((one, other) => (one.name < other.name ? -1 : 1))).toEqual([
      { type: "custom", name: "Berth", display: "inline", props: { berth: 7, free: true } },
      { type: "file", name: "list.csv", mime: "text/csv", display: "inline", bytes: 8 },
      { type: "text", name: "notes", mime: "text/plain", display: "side", bytes: 15 },
      { type: "pdf", name: "plan", mime: "application/pdf", display: "side", props: { page: 2 }, bytes: 15 },
      { type: "image", name: "ship", mime: "image/png", display: "inline", size: "small", bytes: expect.any(Number) },
    ]);
    const notes = first?.files.find(({ name }) => name === "notes");
    const read = await blobs.read(notes?.key as string as BlobKey);
    expect(await new Response(read?.stream).text()).toBe("Tide **tables**");

    const [rows, bytes] = [await dumpOf(layer), await blobsOf(blobs)];
    const again = await run();
    expect(again.report.moved).toEqual({});
    expect(await dumpOf(layer)).toBe(rows);
    expect(await blobsOf(blobs)).toBe(bytes);
  });

  it("is read and told without anything being written, when it is only tried", async () => {
    const { report, layer, blobs } = await imported(kind, { dryRun: true });
    expect(report.moved).toEqual({ people: 2, chats: 3, steps: 23, elements: 10, files: 8, feedback: 3 });
    expect(await dumpOf(layer)).toBe("");
    expect(await blobsOf(blobs)).toBe("");
  });
});

describe("What cannot come over from Chainlit", () => {
  const problems = ({ report }: { readonly report: MoveReport }) =>
    report.problems.map(({ what, why }) => `${what.replace(/[0-9a-f-]{36}/g, "…")} ${why}`);
  const changed = (change: (tables: Record<string, Record<string, unknown>[]>) => void) => (fixture: ChainlitFixture) => {
    const copy = structuredClone(fixture) as { tables: Record<string, Record<string, unknown>[]>; files: Record<string, string> };
    change(copy.tables);
    return copy;
  };

  it("is told with the reason: what was deleted, what belongs to nobody, what has no content", async () => {
    const done = await imported("official", {
      change: (fixture) => {
        const { tables, files } = changed(({ Thread = [] }) => {
          Object.assign(Thread[1] ?? {}, { deletedAt: "2026-11-30T12:00:00" });
          delete Thread[2]?.["userId"];
        })(fixture);
        return { tables, files: Object.fromEntries(Object.entries(files).filter(([, base64]) => !base64.startsWith("iVBOR"))) };
      },
    });
    expect(problems(done)).toEqual([
      'image "ship" of chat … has no content at the place of files: left out',
      'chat … "broken" was deleted there: left behind',
      'chat … "things" belongs to nobody there: left behind (--ownerless gives such chats to somebody)',
    ]);
    expect((await chatsOf(done)).map(({ elements }) => elements.length)).toEqual([4]);
  });

  it("keeps its address where its content cannot be read, and gets its file by another run", async () => {
    const change = changed(({ elements = [] }) => {
      for (const row of elements) row["url"] = "https://files.example/signed";
    });
    const first = await imported("sqlalchemy on SQLite", { change, files: async () => ({ missing: "is refused" }) });
    expect(problems(first)).toContain('image "ship" of chat … is refused: it keeps its address, which may end');
    const shown = async () => (await chatsOf(first)).flatMap(({ elements }) => elements).find(({ name }) => name === "ship");
    expect(await shown()).toMatchObject({ url: "https://files.example/signed" });
    expect(await shown()).not.toHaveProperty("file");
    const again = await imported("sqlalchemy on SQLite", { change, to: { layer: first.layer, blobs: first.blobs } });
    expect(again.report.moved.files).toBe(8);
    expect(await shown()).toMatchObject({ mime: "image/png", file: { size: expect.any(Number) } });
    expect(await shown()).not.toHaveProperty("url");
  });

  it("goes to whom it is given, where nobody had it", async () => {
    const done = await imported("official", {
      ownerless: "visitor:somebody",
      change: changed(({ Thread = [] }) => {
        for (const thread of Thread) delete thread["userId"];
      }),
    });
    expect(problems(done)).toEqual([]);
    expect(new Set((await chatsOf(done)).map(({ thread }) => thread.owner))).toEqual(new Set(["visitor:somebody"]));
  });

  it("is not guessed: ids that are none, steps below each other in a circle or below nothing, broken times, columns that are missing", async () => {
    const done = await imported("sqlalchemy on SQLite", {
      change: changed((tables) => {
        const { steps = [], elements = [], threads = [] } = tables;
        const [one, two, three] = steps.filter(({ type }) => type === "tool");
        Object.assign(one ?? {}, { parentId: two?.["id"] });
        Object.assign(two ?? {}, { parentId: one?.["id"], createdAt: "yesterday", start: "", end: null });
        Object.assign(three ?? {}, { parentId: "gone", id: "step-7", metadata: "{broken", tags: "a,b", type: "unheard of" });
        Object.assign(threads[0] ?? {}, { id: "thread-7", createdAt: null });
        for (const row of [...steps, ...elements])
          if (row["threadId"] === readFixture("sqlalchemy").tables["threads"]?.[0]?.["id"]) row["threadId"] = "thread-7";
        for (const row of elements) delete row["page"];
        delete tables["feedbacks"];
      }),
    });
    expect(done.report.moved.chats).toBe(3);
    const chats = await chatsOf(done);
    for (const { thread, turns, steps } of chats) {
      expect(thread.createdAt).toMatch(/^2026-.*Z$/);
      const known = new Set(turns.map(({ id }) => id));
      expect(steps.every(({ turnId }) => known.has(turnId))).toBe(true);
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    }
    const again = await done.run();
    expect(again.report.moved).toEqual({});
  });

  it("is refused where it is no database of Chainlit", async () => {
    await expect(openChainlitSource({ kind: "sqlite", file: "/nowhere/chat.db" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(openChainlitSource({ kind: "postgres", url: server.url })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "There are no tables of Chainlit in this database.",
    });
  });

  it("cannot reach files outside of the folder that was named", async () => {
    const folder = tempFolder();
    const files = openChainlitFiles("files", { appDir: folder, env: {} });
    const objectKey = path.relative(path.join(folder, "files"), new URL(import.meta.url).pathname);
    const missing = { missing: "has no content at the place of files" };
    expect(await files({ objectKey, url: undefined })).toEqual(missing);
    mkdirSync(path.join(folder, "files"));
    symlinkSync(new URL(import.meta.url).pathname, path.join(folder, "files", "link"));
    expect(await files({ objectKey: "link", url: undefined })).toEqual(missing);
    expect(readFileSync(new URL(import.meta.url), "utf8")).toContain("outside of the folder");
  });
});
