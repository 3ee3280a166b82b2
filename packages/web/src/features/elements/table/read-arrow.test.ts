// Arrow bytes: what they hold, and that bytes which lie end in an error, soon and without filling the memory.
import {
  binary,
  bool,
  CompressionType,
  dateDay,
  decimal,
  dictionary,
  float64,
  int32,
  int64,
  list,
  nullType,
  setCompressionCodec,
  struct,
  tableFromArrays,
  tableToIPC,
  timeMillisecond,
  timestamp,
  utf8,
} from "@uwdata/flechette";
import { describe, expect, it } from "vitest";
import { checkArrow } from "./arrow-metadata.ts";
import { readArrow } from "./read-arrow.ts";
import { TableEngine } from "./table-engine.ts";

const words = { locale: "en-GB", yes: "Yes", no: "No", timeZone: "UTC" };
const DAY = new Date(Date.UTC(2026, 9, 3));
const MOMENT = new Date(Date.UTC(2026, 9, 3, 14, 30));

function sample(format: "file" | "stream"): Uint8Array {
  const table = tableFromArrays(
    {
      name: ["Kinloch", null, "Sanday"],
      small: [1, 2, null],
      large: [9007199254740993n, 5n, null],
      share: [0.5, Number.NaN, 12.25],
      open: [true, false, null],
      day: [DAY, null, DAY],
      at: [MOMENT, null, MOMENT],
      clock: [51_905_250, 0, null],
      berth: ["a", "b", "a"],
      sizes: [[1, 2], [], null],
      place: [{ x: 1 }, null, { x: 3 }],
      sum: [1.25, null, -3.5],
      bytes: [new Uint8Array([1, 255]), null, new Uint8Array([])],
      none: [null, null, null],
    },
    {
      types: {
        name: utf8(),
        small: int32(),
        large: int64(),
        share: float64(),
        open: bool(),
        day: dateDay(),
        at: timestamp(1, "Europe/Berlin"),
        clock: timeMillisecond(),
        berth: dictionary(utf8()),
        sizes: list(int32()),
        place: struct({ x: int32() }),
        sum: decimal(10, 2, 128),
        bytes: binary(),
        none: nullType(),
      },
    },
  );
  return tableToIPC(table, { format }) ?? new Uint8Array();
}

describe("a table that came as Arrow bytes", () => {
  it.each(["file", "stream"] as const)("has the values of each type (%s)", (format) => {
    const engine = new TableEngine(sample(format), [], words);
    expect(
      engine
        .facts()
        .columns.map(({ kind }) => kind)
        .join(),
    ).toBe("string,number,number,number,boolean,date,datetime,string,string,other,other,number,other,other");
    expect(engine.rows(0, 3)).toEqual([
      [
        "Kinloch",
        "1",
        "9,007,199,254,740,993",
        "0.50",
        "Yes",
        "3 Oct 2026",
        "3 Oct 2026, 14:30",
        "14:25:05.25",
        "a",
        "[1,2]",
        '{"x":1}',
        "1.25",
        "[1,255]",
        null,
      ],
      [null, "2", "5", null, "No", null, null, "00:00:00", "b", "[]", null, null, null, null],
      ["Sanday", null, null, "12.25", null, "3 Oct 2026", "3 Oct 2026, 14:30", null, "a", null, '{"x":3}', "-3.50", "[]", null],
    ]);
  });

  it("says of compression that it is compression", () => {
    setCompressionCodec(CompressionType.ZSTD, { encode: (bytes) => bytes.slice(0, bytes.length / 2), decode: (bytes) => bytes });
    const table = tableFromArrays({ a: Array.from({ length: 1_000 }, (_, n) => n) });
    const bytes = tableToIPC(table, { format: "stream", codec: CompressionType.ZSTD }) ?? new Uint8Array();
    expect(() => readArrow(bytes)).toThrow("The table is compressed.");
  });
});

describe("Arrow bytes that lie", () => {
  const honest = sample("stream");
  const file = sample("file");

  /** Answers, or refuses as a table does, in a moment: never another error, never a hang. */
  function tryAll(bytes: Uint8Array): string {
    try {
      const engine = new TableEngine(bytes, [], words);
      engine.facts();
      engine.rows(0, 5);
      return "read";
    } catch (error) {
      return error instanceof Error ? error.name : "?";
    }
  }

  it("are refused when they are cut short", () => {
    for (let end = 8; end < honest.length - 8; end += 61) expect(tryAll(honest.slice(0, end))).not.toBe("RangeError");
    expect(() => readArrow(honest.slice(0, honest.length / 2))).toThrow("The table is unreadable.");
  });

  it("are refused or read whatever four bytes of them say, without hanging", () => {
    let slowest = 0;
    const lies = [
      [honest, 0x7fff_ffff],
      [honest, 0x0fff_ffff],
      [file, 0x0fff_ffff],
    ] as const;
    for (const [bytes, lie] of lies)
      for (let at = 0; at + 4 <= bytes.length; at += 4) {
        const copy = bytes.slice();
        new DataView(copy.buffer).setInt32(at, lie, true);
        const before = performance.now();
        tryAll(copy);
        slowest = Math.max(slowest, performance.now() - before);
      }
    expect(slowest).toBeLessThan(10_000);
  });

  it("are refused when a column says that it has more rows than bytes", () => {
    const bytes = tableToIPC(tableFromArrays({ a: [1, 2, 3] }), { format: "stream" }) ?? new Uint8Array();
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    let changed = 0;
    // The length of the batch and that of its column: the only threes that are eight bytes long.
    for (let at = 0; at + 8 <= bytes.length; at += 4)
      if (view.getBigInt64(at, true) === 3n) {
        view.setBigInt64(at, 3_000_000_000n, true);
        changed += 1;
      }
    expect(changed).toBeGreaterThan(1);
    expect(() => readArrow(bytes)).toThrow(/^The table is (tooLarge|unreadable)\.$/);
  });

  it("are refused when a column of nothing says that it has billions of rows", () => {
    const bytes =
      tableToIPC(tableFromArrays({ a: [null, null, null] }, { types: { a: nullType() } }), { format: "stream" }) ?? new Uint8Array();
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at + 8 <= bytes.length; at += 4) if (view.getBigInt64(at, true) === 3n) view.setBigInt64(at, 3_000_000_000n, true);
    expect(() => readArrow(bytes)).toThrow("The table is tooLarge.");
  });

  it("are refused when their description is a thing that holds itself", () => {
    // A stream whose only message is a schema with fields that lie about how many they are.
    const copy = honest.slice();
    const view = new DataView(copy.buffer);
    const at = 8;
    const message = at + view.getInt32(at, true);
    const header = message + view.getInt16(message - view.getInt32(message, true) + 8, true);
    const schema = header + view.getInt32(header, true);
    const fields = schema + view.getInt16(schema - view.getInt32(schema, true) + 6, true);
    const vector = fields + view.getInt32(fields, true);
    view.setInt32(vector, 200_000_000, true);
    expect(() => checkArrow(copy)).toThrow("The table is unreadable.");
  });
});
