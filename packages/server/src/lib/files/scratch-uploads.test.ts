import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import type { ScratchSpace } from "../blob-storage/scratch-space.ts";
import { createScratchUploads } from "./scratch-uploads.ts";
import type { UploadRecord } from "./upload-area.ts";

function open() {
  const space = createMemoryBlobStore().scratch as ScratchSpace;
  const area = createScratchUploads(space, 4);
  const record: UploadRecord = {
    id: newId(),
    threadId: newId<ThreadId>(),
    owner: "visitor:one",
    name: "a.txt",
    size: 20,
    createdAt: "2025-03-01T10:00:00.000Z",
  };
  const read = async (most?: number) => {
    let text = "";
    for await (const piece of area.read(record.id, most)) text += Buffer.from(piece).toString();
    return text;
  };
  const append = (offset: number, ...pieces: readonly string[]) => area.append(record.id, offset, toPieces(pieces));
  const offset = async () => (await area.find(record.id))?.offset;
  return { space, area, record, read, append, offset };
}

async function* toPieces(pieces: readonly string[]) {
  // One buffer for all, as a socket may have.
  const buffer = new Uint8Array(64);
  for (const piece of pieces) {
    if (piece === "cut") throw new Error("The line was cut.");
    const bytes = Buffer.from(piece);
    buffer.set(bytes);
    yield buffer.subarray(0, bytes.byteLength);
  }
}

describe("uploads in parts that every node sees", () => {
  it("are put away in parts, read from the first byte on, and go on behind the last", async () => {
    const { area, record, read, append, offset, space } = open();
    expect(await area.find(record.id)).toBeUndefined();
    await area.write(record);
    expect(await offset()).toBe(0);
    expect(await append(0, "a", "bcdefgh", "ij")).toBe(10);
    expect(await append(10, "klm")).toBe(13);
    expect([await offset(), await read(), await read(3), await read(0)]).toEqual([13, "abcdefghijklm", "abc", ""]);
    expect((await space.list("")).filter(({ size }) => size > 4).map(({ name }) => name.split("/").at(-1))).toEqual(["record.json"]);
    await area.write({ ...record, stored: { key: "k", name: "a.txt", mime: "text/plain", size: 13 } });
    await area.clear(record.id);
    expect(await area.find(record.id)).toMatchObject({ offset: 0, record: { stored: { key: "k" } } });
    await area.remove(record.id);
    expect(await space.list("")).toEqual([]);
  });

  it("keep what came before the line was cut, to the byte", async () => {
    const { area, record, read, append, offset } = open();
    await area.write(record);
    await expect(append(0, "abcde", "f", "cut")).rejects.toThrow("The line was cut.");
    expect([await offset(), await read()]).toEqual([6, "abcdef"]);
  });

  it("may be written by two nodes at once from the same place: the same bytes are read once", async () => {
    const { area, record, read, append, offset } = open();
    await area.write(record);
    await append(0, "abc");
    await Promise.all([append(3, "defghi"), append(3, "de"), append(3, "defghijklm")]);
    expect([await offset(), await read()]).toEqual([13, "abcdefghijklm"]);
    // One that was slower than all others, and began before them.
    await append(1, "bcdefghijklmno");
    expect([await offset(), await read()]).toEqual([15, "abcdefghijklmno"]);
  });

  it("end at a hole", async () => {
    const { area, record, append, offset, read } = open();
    await area.write(record);
    await append(0, "abcd");
    await append(6, "ghij");
    expect([await offset(), await read()]).toEqual([4, "abcd"]);
  });

  it("are listed with what was said of them; parts without a record are cleared away, and ids of others lead nowhere", async () => {
    const { area, record, append, space } = open();
    await area.write(record);
    await append(0, "abcdef");
    await space.put(`uploads/${newId()}/000000000000000-000000000000001`, new Uint8Array([1]));
    const listed = [];
    for await (const state of area.list()) listed.push(state);
    expect(listed).toMatchObject([{ record, offset: 6 }]);
    expect((await space.list("")).every(({ name }) => name.includes(record.id))).toBe(true);
    for (const id of ["..", "../..", "a/b", record.id.toUpperCase(), ""]) expect(await area.find(id)).toBeUndefined();
  });
});
