// `colloquy data` as a process of its own: told to stop, killed, and run again.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createFileSystemBlobStore } from "../../../blob-storage/drivers/file-system.ts";
import { createPostgresDataLayer } from "../../../data/drivers/postgres.ts";
import { createSqliteDataLayer } from "../../../data/drivers/sqlite.ts";
import {
  type ChainlitFixture,
  readFixture,
  toSqliteFile,
  writeFixtureFiles,
} from "../../../data-transfer/chainlit/__fixtures__/chainlit-database.ts";
import { dumpOf } from "../../../data-transfer/dump.ts";
import { blobsOf } from "../../../data-transfer/testing/all-blobs.ts";
import { fillStores } from "../../../data-transfer/testing/generated-data.ts";
import { startPostgres, type TestPostgres } from "../../../postgres/testing/start-postgres.ts";
import { type Ran, runCli, startCli } from "../../testing/run-cli.ts";

const CHATS = 40;
let server: TestPostgres;
let filled: string;
let rows: string;
let bytes: string;

beforeAll(async () => {
  server = await startPostgres();
  filled = mkdtempSync(path.join(tmpdir(), "colloquy-data-cli-"));
  ({ rows, bytes } = await look(filled, (stores) => fillStores(stores, CHATS, 31)));
});
afterAll(async () => {
  await server.remove();
  rmSync(filled, { recursive: true });
});

function emptyApp(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-data-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Stores = Parameters<typeof fillStores>[0];

/** What lies in the usual place of an app's folder. */
async function look(
  folder: string,
  first: (stores: Stores) => Promise<void> = async () => undefined,
): Promise<{ rows: string; bytes: string }> {
  const layer = createSqliteDataLayer({ file: path.join(folder, ".colloquy", "chats.sqlite") });
  const blobs = createFileSystemBlobStore({ folder: path.join(folder, ".colloquy", "files") });
  await layer.open();
  await blobs.open();
  try {
    await first({ layer, blobs });
    return { rows: await dumpOf(layer), bytes: await blobsOf(blobs) };
  } finally {
    await layer.close();
    await blobs.close();
  }
}

const data = (cwd: string, ...args: string[]): Promise<Ran> => runCli(["data", ...args], { cwd });

describe("colloquy data export and import", () => {
  it("move everything to another folder, and say how much", async () => {
    const to = emptyApp();
    const out = path.join(emptyApp(), "out");
    expect(await data(filled, "export", out)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/exported: people 3, chats 40, steps/),
    });
    const report = path.join(to, "report.json");
    expect(await data(to, "import", out, "--report", report)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/imported: people 3, chats 40/),
    });
    expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ moved: { chats: CHATS }, problems: [], stopped: false });
    expect(await look(to)).toEqual({ rows, bytes });
    expect((await data(to, "import", out)).stdout).toMatch(/imported: nothing\n.*was there already: people 3, chats 40/);
  });

  it("warn of chats that the app's retention would delete at its next start", async () => {
    const [to, out] = [emptyApp(), path.join(emptyApp(), "all.ndjson")];
    await data(filled, "export", out);
    writeFileSync(path.join(to, "colloquy.config.mjs"), "export default { retentionDays: 1 };");
    const ran = await data(to, "import", out);
    expect(ran.stdout).toMatch(/! \d+ chats are older than retentionDays \(1\): the next start of the server deletes them for good\./);
  });

  it("refuse a folder that is not there, and an owner that is none", async () => {
    for (const args of [["status"], ["export", "out"], ["migrate", "--check"]])
      expect(await data(emptyApp(), ...args, "--app", "nonexist")).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("There is no folder"),
      });
    const out = path.join(emptyApp(), "backup");
    expect(await data(filled, "export", out)).toMatchObject({ code: 0, stdout: expect.not.stringContaining("was there already") });
    expect(await data(filled, "export", out, "--owner", "ada")).toMatchObject({ code: 1, stderr: expect.stringContaining("user:<id>") });
    expect(await data(filled, "export", out, "--owner", "visitor:one")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("not overwritten"),
    });
  });

  it("write what people said of answers as lines for evaluation", async () => {
    const out = path.join(emptyApp(), "feedback.jsonl");
    expect(await data(filled, "export", out, "--feedback")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/exported: feedback [1-9]/),
    });
    const lines = readFileSync(out, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(Object.keys(line)).toEqual(expect.arrayContaining(["question", "context", "answer", "rating"]));
  });

  it("put what people said of answers in the place of an earlier file of the same, and of no other", async () => {
    const folder = emptyApp();
    const out = path.join(folder, "feedback.jsonl");
    const refused = { code: 1, stderr: expect.stringContaining("not overwritten") };
    await data(filled, "export", out, "--feedback");
    const all = readFileSync(out, "utf8");
    const [first] = all
      .trimEnd()
      .split("\n")
      .map((line): { threadId: string } => JSON.parse(line));
    expect(await data(filled, "export", out, "--feedback", "--since", "2099-01-01")).toMatchObject(refused);
    expect(await data(filled, "export", out, "--feedback", "--thread", first?.threadId ?? "")).toMatchObject(refused);
    expect(await data(filled, "export", out, "--feedback")).toMatchObject({ code: 0 });
    expect(readFileSync(out, "utf8")).toBe(all);
    const one = path.join(folder, "one.jsonl");
    expect(await data(filled, "export", one, "--feedback", "--thread", first?.threadId ?? "")).toMatchObject({ code: 0 });
    expect(
      new Set(
        readFileSync(one, "utf8")
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line).threadId),
      ),
    ).toEqual(new Set([first?.threadId]));
    const letter = path.join(folder, "letter.txt");
    writeFileSync(letter, "Dear Ada,\n");
    expect(await data(filled, "export", letter, "--feedback")).toMatchObject(refused);
    expect(readFileSync(letter, "utf8")).toBe("Dear Ada,\n");
    const backup = path.join(folder, "all.ndjson");
    await data(filled, "export", backup);
    expect(await data(filled, "export", backup, "--feedback")).toMatchObject(refused);
  });

  it("killed again and again, and run once more, end with the same bytes", async () => {
    const [to, out] = [emptyApp(), path.join(emptyApp(), "all.ndjson")];
    await data(filled, "export", out);
    for (let after = 0; after < 6; after += 1) {
      await using running = startCli(["data", "import", out], { cwd: to });
      await expect.poll(() => existsSync(path.join(to, ".colloquy", "files")), { interval: 5 }).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, after * 40));
      running.signal("SIGKILL");
      await running.exited;
    }
    expect((await data(to, "import", out)).code).toBe(0);
    expect(await look(to)).toEqual({ rows, bytes });
  });

  it("told to stop, end cleanly, say so, and go on when they are run again", async () => {
    const [to, out] = [emptyApp(), path.join(emptyApp(), "all.ndjson")];
    await data(filled, "export", out);
    const running = startCli(["data", "import", out], { cwd: to });
    await expect.poll(() => existsSync(path.join(to, ".colloquy", "chats.sqlite")), { interval: 2 }).toBe(true);
    running.signal("SIGINT");
    const code = await running.exited;
    // Whether it was told in time is the machine's affair; what it says must be true either way.
    expect(code).toBe(/told to stop/.test(running.stdout()) ? 130 : 0);
    expect((await data(to, "import", out)).code).toBe(0);
    expect(await look(to)).toEqual({ rows, bytes });
  });

  it("say what is wrong in words: another process has the chats, there is no export", async () => {
    const to = emptyApp();
    expect(await data(to, "import", "nowhere")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("There is no export at nowhere"),
    });
    expect(await data(filled, "export", "out", "--since", "soon")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"soon" is no date'),
    });
  });

  it("say what is wrong in words: an app without data, a full disk, a report that cannot be written, what is no database", async () => {
    const [to, never] = [emptyApp(), emptyApp()];
    const refused = async (folder: string, ...args: string[]) => {
      const { code, stderr } = await data(folder, ...args);
      expect(code).toBe(1);
      expect(stderr).toContain("→");
      return stderr;
    };
    expect(await refused(never, "export", "out")).toContain("There is no database at");
    expect(await refused(never, "copy", "--from", "gone.sqlite", "--to", "b.sqlite")).toMatch(/There is no database at .*gone\.sqlite/);
    expect(readdirSync(never)).toEqual([]);
    expect(await refused(filled, "export", path.join(to, "all.ndjson"), "--report", "/dev/full")).toContain("the disk is full");
    expect(await refused(filled, "export", path.join(to, "all.ndjson"), "--report", "nowhere/report.json")).toContain("is not there");
    const text = path.join(to, "text.sqlite");
    writeFileSync(text, "no database ".repeat(100));
    expect(await refused(to, "copy", "--from", text, "--to", "b.sqlite")).toContain("file is not a database");
    expect(await refused(to, "import", text, "--from", "chainlit")).toContain("file is not a database");
    expect(await refused(to, "import", to, "--from", "chainlit")).toContain(`${to} cannot be read as an SQLite database`);
    expect(await refused(to, "import", path.join(filled, ".colloquy/chats.sqlite"), "--from", "chainlit")).toContain(
      "There are no tables of Chainlit",
    );
    expect(await refused(to, "import", "postgres://u:secret@127.0.0.1:1/x", "--from", "chainlit")).toContain("ECONNREFUSED");
  });
});

/** The same chats so many times, each as one of its own. */
function manyOf({ tables, files }: ChainlitFixture, copies: number): ChainlitFixture {
  const ids = new Set(["id", "threadId", "parentId", "forId"]);
  const copyOf = (row: Readonly<Record<string, unknown>>, copy: number) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        ids.has(name) && typeof value === "string" ? copy.toString(16).padStart(8, "0") + value.slice(8) : value,
      ]),
    );
  const many = Object.entries(tables).map(([name, rows]) => [
    name,
    name === "users" ? rows : Array.from({ length: copies }, (_, copy) => rows.map((row) => copyOf(row, copy))).flat(),
  ]);
  return { tables: Object.fromEntries(many), files };
}

describe("colloquy data import --from chainlit", () => {
  it("reads a database that is named from where somebody stands, and killed again and again it ends with all of it", async () => {
    const [app, once, here] = [emptyApp(), emptyApp(), emptyApp()];
    const fixture = manyOf(readFixture("sqlalchemy"), 40);
    await toSqliteFile(fixture, path.join(here, "chat.db"));
    writeFixtureFiles(fixture, path.join(here, "theirs"));
    const args = ["import", "chat.db", "--from", "chainlit", "--files", "theirs"];
    for (const after of [0, 100, 200]) {
      await using running = startCli(["data", ...args, "--app", app], { cwd: here });
      await expect.poll(() => existsSync(path.join(app, ".colloquy", "files")), { interval: 5 }).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, after));
      running.signal("SIGKILL");
      await running.exited;
    }
    const last = await data(here, ...args, "--app", app);
    expect(last.stderr).toBe("");
    expect((await data(here, ...args, "--app", app)).stdout).toMatch(/imported: nothing/);
    await data(here, ...args, "--app", once);
    const [killed, whole] = [await look(app), await look(once)];
    expect(killed.bytes).toBe(whole.bytes);
    expect(killed.rows.split("\n").toSorted()).toEqual(whole.rows.split("\n").toSorted());
    expect(readdirSync(here).toSorted()).toEqual(["chat.db", "theirs"]);
  }, 180_000);
});

describe("colloquy data copy", () => {
  it("goes from SQLite to PostgreSQL and back, killed in the middle, byte for byte", async () => {
    mkdirSync(path.join(filled, "more"), { recursive: true });
    writeFileSync(path.join(filled, ".env"), `DATABASE_URL=${server.url}\n`);
    const running = startCli(["data", "copy", "--from", "sqlite", "--to", "postgres"], { cwd: filled });
    const target = createPostgresDataLayer({ url: server.url });
    await target.open();
    onTestFinished(() => target.close());
    await expect.poll(async () => (await target.walk?.allThreads({ limit: 10 }))?.threads.length, { interval: 5 }).toBeGreaterThan(2);
    running.signal("SIGKILL");
    await running.exited;
    expect(await data(filled, "copy", "--from", "sqlite", "--to", "postgres")).toMatchObject({ code: 0 });
    expect(await dumpOf(target)).toBe(rows);
    expect((await data(filled, "copy", "--from", "sqlite", "--to", "postgres")).stdout).toMatch(/copied: nothing/);

    const back = emptyApp();
    const files = ["--files-from", path.join(filled, ".colloquy/files"), "--files-to", path.join(back, ".colloquy/files")];
    const ran = await data(back, "copy", "--from", server.url, "--to", ".colloquy/chats.sqlite", ...files);
    expect(ran.stderr).toBe("");
    expect(ran.stdout).toMatch(/copied: people 3, chats 40/);
    expect(await look(back)).toEqual({ rows, bytes });
  });

  it("copies files alone where no database is named, or one twice", async () => {
    const to = path.join(emptyApp(), "elsewhere");
    const files = ["--files-from", ".colloquy/files", "--files-to", to];
    expect(await data(filled, "copy", ...files)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/copied: files \d+, [\d,]+ bytes/),
    });
    const there = createFileSystemBlobStore({ folder: to });
    await there.open();
    onTestFinished(() => there.close());
    expect(await blobsOf(there)).toBe(bytes);
    expect(await data(filled, "copy", "--from", "sqlite", "--to", "sqlite", ...files)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("copied: nothing"),
    });
  });

  it("is refused where it cannot be meant", async () => {
    const folder = emptyApp();
    const refused = async (...args: string[]) => (await data(folder, "copy", ...args)).stderr;
    expect(await refused("--from", "sqlite", "--to", ".colloquy/chats.sqlite")).toContain("onto itself");
    expect(await refused("--from", "sqlite")).toContain("one of the two is missing");
    expect(await refused("--from", "sqlite", "--to", "postgres")).toContain("DATABASE_URL names no PostgreSQL database");
    expect(await refused("--from", "mysql://u:secret@h/d", "--to", "sqlite")).toMatch(
      /mysql:\/\/u:\*\*\*@h\/d is the address of no database/,
    );
    expect(await refused("--from", "sqlite", "--to", "b.sqlite", "--files-to", "files")).toContain("one of the two is missing");
  });

  it("reads what is named from where somebody stands, and the word for the app's own file from the app's folder", async () => {
    const here = emptyApp();
    expect(await data(here, "copy", "--app", filled, "--from", "sqlite", "--to", "backup.sqlite")).toMatchObject({ code: 0 });
    expect(existsSync(path.join(here, "backup.sqlite"))).toBe(true);
    expect(existsSync(path.join(filled, "backup.sqlite"))).toBe(false);
  });
});

describe("colloquy data status and migrate", () => {
  it("say what is there and what is to be done, and show no password", async () => {
    const folder = emptyApp();
    const before = await data(folder, "status");
    expect(before).toMatchObject({ code: 0, stdout: expect.stringContaining("not there yet") });
    expect(existsSync(path.join(folder, ".colloquy"))).toBe(false);
    expect(await data(folder, "migrate", "--check")).toMatchObject({ code: 1 });
    expect(await data(folder, "migrate")).toMatchObject({ code: 0, stderr: "" });
    expect(await data(folder, "migrate", "--check")).toMatchObject({ code: 0 });
    expect((await data(folder, "status")).stdout).toMatch(
      /✓ tables of data: version \d+\n.*✓ tables of sessions: version \d+\n.*people 0, chats 0/,
    );

    const url = server.url.replace("postgres@", "postgres:a-secret@");
    writeFileSync(path.join(folder, ".env"), `DATABASE_URL=${url}\nBLOB_URL=s3://bucket?endpoint=https://s3.example&region=eu\n`);
    const there = await data(folder, "status", "--json");
    expect(there.stdout).not.toContain("a-secret");
    expect(JSON.parse(there.stdout)).toMatchObject({
      databases: [{ kind: "postgres", place: expect.stringContaining("***") }],
      files: expect.stringContaining("s3://bucket"),
    });
  });

  it("ask nothing of tables that a data layer of the app's own does without", async () => {
    const folder = emptyApp();
    writeFileSync(
      path.join(folder, "colloquy.config.mjs"),
      `import { createMemoryDataLayer } from ${JSON.stringify(new URL("../../../../data/memory.ts", import.meta.url).pathname)};
export default { dataLayer: createMemoryDataLayer() };`,
    );
    expect(await data(folder, "migrate")).toMatchObject({ code: 0, stderr: "" });
    const checked = await data(folder, "migrate", "--check");
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining("own driver") });
    expect(checked.stdout).not.toContain("tables of data");
  });

  it("count what is in a store, and tell of turns that have no end", async () => {
    rmSync(path.join(filled, ".env"), { force: true });
    const { databases } = JSON.parse((await data(filled, "status", "--json")).stdout);
    expect(databases).toMatchObject([{ kind: "sqlite", state: { counts: { people: 3, chats: CHATS }, exists: true } }]);
    expect(databases[0].state.openTurns).toBeGreaterThan(0);
    expect((await data(filled, "status")).stdout).toMatch(/\d+ turns have no end/);
  });
});
