// Tables. Rows EL-* are those of the feature catalogue.
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ChatError } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { doInChat } from "../../testing/do-in-chat.ts";
import { Dataframe, type TableData } from "./dataframe.ts";

/** What the page is given of a table. */
async function shown(data: TableData): Promise<{ readonly json: unknown; readonly props: unknown; readonly mime: string | undefined }> {
  await using done = await doInChat(async ({ session }) => {
    const table = await new Dataframe({ data }).send();
    return { json: JSON.parse(await table.text()) as unknown, record: session.state.elements.get(table.id) };
  });
  const { json, record } = done.result;
  return { json, props: record?.props, mime: record?.mime };
}

describe("a table", () => {
  it("of records has a column for each name that one of them has (EL-15)", async () => {
    const at = new Date(Date.UTC(2026, 2, 1, 12));
    const { json, props, mime } = await shown([
      { city: "Rome", people: 2_873_000, at },
      { city: "Oslo", people: Number.NaN, snow: true },
      { people: 9_007_199_254_740_993n, snow: undefined, city: null },
    ]);
    expect(json).toEqual({
      columns: ["city", "people", "at", "snow"],
      data: [
        ["Rome", 2_873_000, "2026-03-01T12:00:00.000Z", null],
        ["Oslo", null, null, true],
        [null, "9007199254740993", null, null],
      ],
    });
    expect([props, mime]).toEqual([{ rowCount: 3 }, "application/json"]);
  });

  it("of columns and rows keeps their types and the names of its rows", async () => {
    const { json, props } = await shown({ columns: ["a", { name: "when", type: "date" }], rows: [[1, "2026-03-01"]], index: ["first"] });
    expect(json).toEqual({ columns: ["a", "when"], index: ["first"], data: [[1, "2026-03-01"]] });
    expect(props).toEqual({ columns: [{ name: "when", type: "date" }], rowCount: 1 });
  });

  it("may have no rows", async () => {
    expect((await shown([])).json).toEqual({ columns: [], data: [] });
    expect((await shown({ columns: ["a"], rows: [] })).json).toEqual({ columns: ["a"], data: [] });
  });

  it("of Arrow is stored as it is", async () => {
    const arrow = new Uint8Array([...new TextEncoder().encode("ARROW1\0\0"), 1, 2, 3]);
    await using done = await doInChat(async () => (await new Dataframe({ data: arrow }).send()).bytes());
    expect(done.result).toEqual(arrow);
  });

  it("that is given its Arrow bytes as other elements are is told where they go", async () => {
    await using done = await doInChat(() => {
      const loose = Dataframe as unknown as new (options: unknown) => Dataframe;
      try {
        return new loose({ bytes: new Uint8Array(1) });
      } catch (error) {
        return (error as ChatError).fix;
      }
    });
    expect(done.result).toMatch(/bytes of Arrow are data/);
  });

  it("is another one after an update, and can be sent again", async () => {
    await using done = await doInChat(async () => {
      const table = await new Dataframe({ data: [{ a: 1 }] }).send();
      await table.remove();
      await table.send();
      const again = await table.text();
      table.data = [{ b: 2 }, { b: 3 }];
      await table.update();
      return [again, await table.text(), table.toJSON().props];
    });
    expect(done.result).toEqual(['{"columns":["a"],"data":[[1]]}', '{"columns":["b"],"data":[[2],[3]]}', { rowCount: 2 }]);
  });

  it("that is none is told when it is made", async () => {
    await doInChat(() => {
      const wrong = (data: unknown) => () => new Dataframe({ data: data as TableData });
      expect(wrong("a,b")).toThrow(/data must be a list of records, \{ columns, rows \}, or the bytes of Arrow/);
      expect(wrong([{ a: 1 }, [2]])).toThrow(/row 1 of the data is no record/);
      expect(wrong({ columns: ["a"], rows: [[1], [1, 2]] })).toThrow(/row 1 has 2 values for 1 columns/);
      expect(wrong({ columns: [{ name: "a", type: "float" }], rows: [] })).toThrow(/type must be one of "string"/);
      expect(wrong({ columns: ["a"] })).toThrow(/rows must be a list of lists/);
    });
  });

  it("of a million rows is written while others go on", async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, at) => ({ id: at, name: "somebody", share: at / 7 }));
    await using done = await doInChat(async () => {
      const delays = monitorEventLoopDelay({ resolution: 5 });
      const table = new Dataframe({ data: rows });
      delays.enable();
      await table.send();
      delays.disable();
      return { size: table.size, median: delays.percentile(50) / 1e6, high: delays.percentile(90) / 1e6 };
    });
    const { size = 0, median, high } = done.result;
    expect(size).toBeGreaterThan(30_000_000);
    // Slices of a few milliseconds; on a busy machine some take longer.
    expect(median).toBeLessThan(50);
    expect(high).toBeLessThan(250);
  });
});
