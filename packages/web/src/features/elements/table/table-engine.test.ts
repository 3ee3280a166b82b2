// A table's rows as a person reads, sorts, finds and copies them, from JSON as apps send it.
import { describe, expect, it } from "vitest";
import { TableEngine } from "./table-engine.ts";

const english = { locale: "en-GB", yes: "Yes", no: "No", timeZone: "Europe/Berlin" };
const german = { locale: "de-DE", yes: "Ja", no: "Nein", timeZone: "Europe/Berlin" };

function open(content: unknown, words = english, hints: readonly { name: string; type: string }[] = []): TableEngine {
  return new TableEngine(new TextEncoder().encode(JSON.stringify(content)), hints, words);
}

function column(engine: TableEngine, at = 0): (string | null | undefined)[] {
  return engine.rows(0, 100).map((row) => row[at]);
}

describe("a table that came as JSON", () => {
  const ferries = {
    columns: ["Berth", "Late", "Share", "Day", "Left", "Open"],
    data: [
      ["Kinloch", 1278, 36.75, "2026-10-03", "2026-10-03T12:30:00Z", true],
      ["Sanday", 6, 1.5, null, "2026-10-04T08:05:00Z", false],
      ["Port Ellary", null, -0.5, "2026-01-31", null, null],
    ],
  };

  it("writes numbers, dates and moments as the person's region does, and nothing for what is missing", () => {
    expect(open(ferries).rows(0, 3)).toEqual([
      ["Kinloch", "1278", "36.75", "3 Oct 2026", "3 Oct 2026, 14:30", "Yes"],
      ["Sanday", "6", "1.50", null, "4 Oct 2026, 10:05", "No"],
      ["Port Ellary", null, "-0.50", "31 Jan 2026", null, null],
    ]);
    expect(open({ columns: ["n"], data: [[12345.5]] }, german).rows(0, 1)).toEqual([["12.345,5"]]);
    expect(open(ferries, german).rows(0, 1)).toEqual([["Kinloch", "1278", "36,75", "03.10.2026", "03.10.2026, 14:30", "Ja"]]);
  });

  it("takes the author's word for what a column holds, and keeps whole numbers that a double cannot hold", () => {
    const engine = open({ columns: ["id", "zip"], data: [["12345678901234567890", "01234"]] }, english, [
      { name: "id", type: "int64" },
      { name: "zip", type: "string" },
    ]);
    expect(engine.facts().columns.map(({ kind }) => kind)).toEqual(["number", "string"]);
    expect(engine.rows(0, 1)).toEqual([["12,345,678,901,234,567,890", "01234"]]);
  });

  it("reads the digits of numbers too large for JSON as the numbers they are, where a column has others", async () => {
    const engine = open({ columns: ["n"], data: [["12345678901234567890"], [7], ["-12345678901234567890"]] });
    await engine.arrange({ sort: { column: 0, direction: "ascending" } });
    expect(column(engine)).toEqual(["-12,345,678,901,234,567,890", "7", "12,345,678,901,234,567,890"]);
  });

  it("shows a clock without a zone as it was written", () => {
    expect(column(open({ columns: ["at"], data: [["2026-07-01T23:30:00"]] }))).toEqual(["1 Jul 2026, 23:30"]);
  });

  it("shows names of rows only when they say more than their number", () => {
    expect(open({ columns: ["a"], index: [0, 1], data: [[1], [2]] }).facts().hasIndex).toBe(false);
    const named = open({ columns: ["a"], index: ["x", "y"], data: [[1], [2]] });
    expect(named.facts().hasIndex).toBe(true);
    expect(named.rows(0, 2)).toEqual([
      ["x", "1"],
      ["y", "2"],
    ]);
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["no rows", '{"columns":["a"]}'],
    ["rows that are no lists", '{"columns":["a"],"data":[{"a":1}]}'],
  ])("is refused when it is %s", (_what, text) => {
    expect(() => new TableEngine(new TextEncoder().encode(text), [], english)).toThrow("The table is unreadable.");
  });
});

describe("sorting", () => {
  it("goes by value both ways, keeps the order of equal rows, and puts what is missing last", async () => {
    const engine = open({
      columns: ["n", "id"],
      data: [
        [10, "a"],
        [null, "b"],
        [9, "c"],
        [10, "d"],
        [-1, "e"],
      ],
    });
    expect(await engine.arrange({ sort: { column: 0, direction: "ascending" } })).toBe(5);
    expect(column(engine, 1)).toEqual(["e", "c", "a", "d", "b"]);
    await engine.arrange({ sort: { column: 0, direction: "descending" } });
    expect(column(engine, 1)).toEqual(["a", "d", "c", "e", "b"]);
    await engine.arrange({});
    expect(column(engine, 1)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("puts words where the language has them, and numbers in them by their size", async () => {
    const data = ["z", "item 10", "Äpfel", "item 9", "apfel", "b"].map((word) => [word]);
    const engine = open({ columns: ["w"], data }, german);
    await engine.arrange({ sort: { column: 0, direction: "ascending" } });
    expect(column(engine)).toEqual(["apfel", "Äpfel", "b", "item 9", "item 10", "z"]);
  });

  it("sorts more rows than one piece like the language itself does", async () => {
    const data = Array.from({ length: 30_000 }, (_, n) => [(n * 7_919) % 10_007, n]);
    const engine = open({ columns: ["n", "at"], data });
    await engine.arrange({ sort: { column: 0, direction: "ascending" } });
    const expected = data.toSorted(([a = 0], [b = 0]) => a - b).map(([, at]) => at);
    expect(engine.rows(0, 30_000).map((row) => Number(row[1]?.replaceAll(",", "")))).toEqual(expected);
  });

  it("gives up what is no longer asked for", async () => {
    const data = Array.from({ length: 200_000 }, (_, n) => [`row ${(n * 7_919) % 200_003}`]);
    const engine = open({ columns: ["w"], data });
    const first = engine.arrange({ sort: { column: 0, direction: "ascending" } });
    const second = engine.arrange({ filter: { text: "row 199999" } });
    expect(await Promise.all([first, second])).toEqual([undefined, 1]);
  });
});

describe("finding rows", () => {
  const people = {
    columns: ["Name", "Sum", "Since"],
    data: [
      ["Zoë Häuser", 1204.5, "2026-10-03"],
      ["ZOE", 99, "2025-01-02"],
      ["Łukasz", 12, "2026-11-30"],
    ],
  };

  it.each([
    ["zoe", 2],
    ["hauser", 1],
    ["1204.5", 1],
    ["1,204.5", 1],
    ["2026", 2],
    ["30 nov", 1],
    ["", 3],
    ["nobody", 0],
  ])("%j has %i", async (text, count) => {
    expect(await open(people).arrange({ filter: { text } })).toBe(count);
  });

  it("reads numbers as the person writes them", async () => {
    expect(await open(people, german).arrange({ filter: { text: "1.204,5" } })).toBe(1);
  });

  it("looks in one column when asked, and keeps the order", async () => {
    const engine = open(people);
    expect(await engine.arrange({ filter: { text: "12", column: 1 }, sort: { column: 1, direction: "ascending" } })).toBe(2);
    expect(column(engine)).toEqual(["Łukasz", "Zoë Häuser"]);
  });
});

describe("copying", () => {
  const all = { fromRow: 0, toRow: 10, fromColumn: 0, toColumn: 3 };

  it("gives CSV with plain numbers and ISO dates, in the order that is seen", async () => {
    const engine = open(
      {
        columns: ["a", "n", "d"],
        data: [
          ['say "x", y', 1234.5, "2026-10-03"],
          [null, -2, null],
        ],
      },
      german,
    );
    await engine.arrange({ sort: { column: 1, direction: "ascending" } });
    expect((await engine.copy(all, "csv", true)).join("")).toBe('a,n,d\r\n,-2,\r\n"say ""x"", y",1234.5,2026-10-03\r\n');
  });

  it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])(
    "makes %j harmless for a spreadsheet",
    async (text) => {
      const engine = open({ columns: ["=head"], data: [[text]] });
      const csv = (await engine.copy(all, "csv", true)).join("");
      expect(csv).toMatch(/^'=head\r\n"?'/);
      expect((await engine.copy(all, "html", false)).join("")).toContain("<td>'");
    },
  );

  it("leaves numbers with a sign what they are", async () => {
    expect((await open({ columns: ["t"], data: [["-12.5 %"], ["+7"]] }).copy(all, "csv", false)).join("")).toBe("-12.5 %\r\n+7\r\n");
  });

  it("gives Markdown in which nothing of a cell is markup, with numbers to the right", async () => {
    const engine = open({ columns: ["a|b", "n"], data: [["*x*\ny | <b>", 1234.5]] });
    expect((await engine.copy(all, "markdown", true)).join("")).toBe("| a\\|b | n |\n| --- | --: |\n| \\*x\\* y \\| \\<b\\> | 1234.5 |\n");
  });

  it("gives only the rows and columns that are asked for, and no tags from cells", async () => {
    const engine = open({
      columns: ["a", "b", "c"],
      data: [
        [1, 2, 3],
        [4, "<i>", 6],
      ],
    });
    const range = { fromRow: 1, toRow: 2, fromColumn: 1, toColumn: 3 };
    expect((await engine.copy(range, "html", false)).join("")).toBe("<table><tr><td>&#60;i&#62;</td><td>6</td></tr></table>");
  });
});
