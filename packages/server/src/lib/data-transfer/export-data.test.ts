import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { dumpOf } from "./dump.ts";
import { exportData } from "./export-data.ts";
import { importData } from "./import-data.ts";
import { linesOf } from "./lines-of.ts";
import { MoveReport } from "./report.ts";
import { blobsOf } from "./testing/all-blobs.ts";
import { fillStores } from "./testing/generated-data.ts";
import { fileStores, memoryStores, type OpenStores, tempFolder } from "./testing/open-stores.ts";

async function filled(count: number, seed: number): Promise<OpenStores> {
  const stores = await memoryStores();
  await fillStores(stores, count, seed);
  return stores;
}

async function exported(from: Partial<OpenStores> & Pick<OpenStores, "layer">, name: string, options = {}): Promise<string> {
  const target = path.join(tempFolder(), name);
  await exportData(from, target, { report: new MoveReport(), ...options });
  return target;
}

async function imported(source: string, to: OpenStores): Promise<MoveReport> {
  const report = new MoveReport();
  await importData(source, to, { report });
  return report;
}

describe("An export", () => {
  it.each(["folder", "all.ndjson", "all.ndjson.gz"])("as %s is read into another store byte for byte, once", async (name) => {
    const from = await filled(30, 21);
    const target = await exported(from, name);
    const to = await fileStores();
    const report = await imported(target, to);
    expect(report.problems).toEqual([]);
    expect(report.moved.chats).toBe(30);
    expect(await dumpOf(to.layer)).toBe(await dumpOf(from.layer));
    expect(await blobsOf(to.blobs)).toBe(await blobsOf(from.blobs));
    expect(report.moved.files).toBe((await blobsOf(from.blobs)).split("\n").length);
    const again = await imported(target, to);
    expect({ moved: again.moved, bytes: again.bytes }).toEqual({ moved: {}, bytes: 0 });
    expect(await dumpOf(to.layer)).toBe(await dumpOf(from.layer));
  });

  it("of the same data has the same bytes, whatever store it comes from", async () => {
    const from = await filled(5, 22);
    const other = await fileStores();
    await imported(await exported(from, "a.ndjson"), other);
    const [one, two] = [await exported(from, "a.ndjson"), await exported(other, "a.ndjson")];
    expect(readFileSync(two, "utf8")).toBe(readFileSync(one, "utf8"));
    expect(gunzipSync(readFileSync(await exported(from, "a.ndjson.gz")))).toEqual(readFileSync(one));
  });

  it("is lines of JSON that anybody can read, and only who made it may", async () => {
    const target = await exported(await filled(15, 23), "a.ndjson");
    const lines = readFileSync(target, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toEqual({ kind: "header", format: "colloquy-data", version: 1, files: true });
    expect(lines.at(-1)).toMatchObject({ kind: "end" });
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(
      new Set(
        "header user sign-in owner approval folder favourite thread turn file step element share feedback marks blob blob-end end".split(
          " ",
        ),
      ),
    );
    expect(statSync(target).mode & 0o077).toBe(0);
  });

  it("can be of one owner, of what changed since, and without the contents of files", async () => {
    const from = await filled(20, 24);
    const rows = (await from.layer.walk?.allThreads({ limit: 100 }))?.threads ?? [];
    const kept = async (options: object, stores: Partial<OpenStores> & Pick<OpenStores, "layer"> = from) => {
      const to = await memoryStores();
      const report = await imported(await exported(stores, "folder", options), to);
      return { threads: (await to.layer.walk?.allThreads({ limit: 100 }))?.threads, report, to };
    };
    const owner = "visitor:one";
    expect((await kept({ wanted: { owner } })).threads).toEqual(rows.filter((row) => row.owner === owner));
    const since = rows[10]?.updatedAt ?? "";
    expect((await kept({ wanted: { since } })).threads).toEqual(rows.filter((row) => row.updatedAt >= since));
    const without = await kept({}, { layer: from.layer });
    expect(without.threads).toEqual(rows);
    expect(await blobsOf(without.to.blobs)).toBe("");
    expect(without.report.problems).toEqual([{ what: "the contents of files", why: expect.stringContaining("without them") }]);
  });

  it("of somebody whom nobody knows is refused, and none takes the place of one of other things", async () => {
    const from = await filled(3, 27);
    const [row] = (await from.layer.walk?.allThreads({ limit: 1 }))?.threads ?? [];
    const report = new MoveReport();
    for (const name of ["backup", "backup.ndjson.gz"]) {
      const target = await exported(from, name);
      const file = name === "backup" ? path.join(target, "chats.ndjson") : target;
      const before = readFileSync(file);
      const to = (wanted: object) => exportData(from, target, { report, wanted });
      await expect(to({ owner: "ada" })).rejects.toMatchObject({ code: "BAD_INPUT", fix: expect.stringContaining("user:<id>") });
      await expect(to({ owner: "user:ada" })).rejects.toMatchObject({ code: "NOT_FOUND" });
      for (const wanted of [{ owner: row?.owner }, { since: "2026-01-01T00:00:00.000Z" }])
        await expect(to(wanted)).rejects.toMatchObject({ code: "BAD_INPUT", message: expect.stringContaining("(everything)") });
      await expect(exportData({ layer: from.layer }, target, { report })).rejects.toMatchObject({ code: "BAD_INPUT" });
      expect(readFileSync(file)).toEqual(before);
      await to({});
      expect(readFileSync(file)).toEqual(before);
    }
    const letter = path.join(tempFolder(), "letter.ndjson");
    writeFileSync(letter, "Dear Ada,\n");
    await expect(exportData(from, letter, { report })).rejects.toMatchObject({ message: expect.stringContaining("no export") });
    expect(readFileSync(letter, "utf8")).toBe("Dear Ada,\n");
  });

  it("that is stopped leaves no half of a file under its name", async () => {
    const from = await filled(5, 25);
    const folder = tempFolder();
    const stopped = exportData(from, path.join(folder, "a.ndjson"), {
      report: new MoveReport(),
      signal: AbortSignal.abort(new Error("stop")),
    });
    await expect(stopped).rejects.toThrow("stop");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("What is no export", () => {
  const read = async (text: string) => {
    const file = path.join(tempFolder(), "a.ndjson");
    writeFileSync(file, text);
    return imported(file, await memoryStores());
  };
  const header = '{"kind":"header","format":"colloquy-data","version":1,"files":true}\n';

  it("is refused, with the line that is wrong", async () => {
    const refused = async (text: string) =>
      read(text).then(
        () => "taken",
        ({ message }: Error) => message.replace(/\/\S*\//, ""),
      );
    expect(await refused("hello\n")).toBe("a.ndjson is no export of Colloquy.");
    expect(await refused("")).toBe("a.ndjson is no export of Colloquy.");
    expect(await refused(header)).toBe("a.ndjson ends before it is whole: it was cut off.");
    expect(await refused(header.replace("1,", "2,"))).toBe("a.ndjson was written by a newer release.");
    expect(await refused(`${header}{"kind":"thread","row":{"id":"../x"}}\n`)).toBe("Line 2 of a.ndjson is not what an export holds.");
    expect(await refused(`${header}{"kind":"step","row":{}}\n`)).toBe("Line 2 of a.ndjson is not what an export holds.");
    expect(await refused(`${header}{"kind":"blob","key":"../../x","base64":""}\n`)).toBe("Line 2 of a.ndjson is not what an export holds.");
    expect(await refused(header.replace("1,", "-5,"))).toBe("a.ndjson is no export of Colloquy.");
    const key = "0198c0de-0000-7000-8000-000000000001";
    const blob = (size: number) =>
      `${header}{"kind":"blob","key":"${key}","base64":"aGVsbG8="}\n{"kind":"blob-end","key":"${key}","size":${size}}\n`;
    expect(await refused(blob(4))).toBe(`The content of file ${key} ends before it is whole.`);
    expect(await refused(blob(5))).toBe("a.ndjson ends before it is whole: it was cut off.");
    await expect(importData("/nowhere", await memoryStores(), { report: new MoveReport() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.each([
    ["a surface that no chat can be opened with", /("savedSurface":)"(?:[^"\\]|\\.)*"/, '$1"not json"'],
    ["a question in it that is none", /("savedSurface":)"(?:[^"\\]|\\.)*"/, '$1"{\\"asks\\":[{\\"kind\\":\\"none\\"}]}"'],
    ["an epoch that cannot rise any more", /("epoch":)\d+/, "$19007199254740991"],
    ["an epoch below zero", /("epoch":)\d+/, "$1-1"],
  ])("is refused for %s", async (_what, sought, put) => {
    const target = await exported(await filled(8, 27), "a.ndjson");
    const text = readFileSync(target, "utf8");
    expect(text).toMatch(sought);
    await expect(read(text.replace(sought, put))).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(/^Line \d+ of .* is not what an export holds/),
    });
  });

  it("is refused for a line that would not fit into the memory, by its number", async () => {
    async function* pieces() {
      yield Buffer.from("one\ntw");
      for (;;) yield Buffer.alloc(1000, "o");
    }
    const lines = linesOf(pieces(), 100_000);
    expect((await lines.next()).value).toBe("one");
    await expect(lines.next()).rejects.toMatchObject({ code: "BAD_INPUT", message: expect.stringContaining("Line 2 ") });
  });

  it("was cut off, and what it had is there and can be read again", async () => {
    const from = await filled(6, 26);
    const whole = await exported(from, "a.ndjson");
    const text = readFileSync(whole, "utf8");
    const cut = path.join(tempFolder(), "cut.ndjson");
    writeFileSync(cut, text.slice(0, text.length >> 1).replace(/\n[^\n]*$/, "\n"));
    const to = await fileStores();
    await expect(imported(cut, to)).rejects.toMatchObject({ code: "BAD_INPUT", message: expect.stringContaining("cut off") });
    await imported(whole, to);
    expect(await dumpOf(to.layer)).toBe(await dumpOf(from.layer));
    appendFileSync(whole, "more\n");
    expect((await imported(whole, to)).moved).toEqual({});
  });
});
