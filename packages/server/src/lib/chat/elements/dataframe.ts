// A table.
import { ChatError } from "@colloquy/protocol";
import { check, either, type Kind, list, object, oneOf, word } from "../../check-given.ts";
import { arrowRowCount } from "./arrow-row-count.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";
import { lastingStream } from "./open-source.ts";
import { type ColumnType, eachInSlices, type TableColumn, type TableRows, tableJson } from "./table-json.ts";

/** The values of a table: records, columns with rows, or the bytes of an Arrow file or stream. */
export type TableData =
  | readonly Readonly<Record<string, unknown>>[]
  | {
      /** The headings, with what the columns hold where it is known. */
      readonly columns: readonly (string | TableColumn)[];
      /** Each row has a value for each column. */
      readonly rows: readonly (readonly unknown[])[];
      /** A name for each row. */
      readonly index?: readonly unknown[];
    }
  | Uint8Array
  | ArrayBuffer;

/** What a table is made of. */
export interface DataframeOptions extends ElementOptions {
  /** The values. They are read while it is sent. */
  readonly data: TableData;
}

const bytes: Kind = { words: "bytes", fits: (value) => value instanceof Uint8Array || value instanceof ArrayBuffer };
const data: Kind = { ...either(list, either(object, bytes)), words: "a list of records, { columns, rows }, or the bytes of Arrow" };
const HOW = 'Write new Dataframe({ data: [{ city: "Rome", people: 2_873_000 }] }); the bytes of Arrow are data as well.';
const TYPES = ["string", "number", "boolean", "date", "datetime"] as const satisfies readonly ColumnType[];

/**
 * A table that is sorted, filtered and copied in the browser; a million rows are fine.
 *
 * @example
 * await new Message({ content: "The cities:", elements: [new Dataframe({ name: "cities", data: [{ city: "Rome", people: 2_873_000 }] })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for what is no table.
 */
export class Dataframe extends Element {
  constructor(options: DataframeOptions) {
    checkElement("Dataframe", options, { data }, HOW);
    const { columns, rowCount, ...content } = givenTable(options.data);
    super({ type: "dataframe", where: "Dataframe", options, ...content, name: "table", props: { columns, rowCount } });
  }

  /** Puts another table in its place; `update()` shows it. */
  set data(value: TableData) {
    const { source, ending, columns, rowCount } = givenTable(value);
    Object.assign(this.values, { columns, rowCount });
    this.replaceContent(source, ending);
  }
}

/** What is stored, and what its columns are said to hold. */
interface GivenTable {
  readonly source: { readonly bytes: Uint8Array | ArrayBuffer } | { readonly stream: AsyncIterable<Uint8Array> };
  readonly ending: string;
  readonly columns: readonly TableColumn[] | undefined;
  /** The page keeps as much room for it as it will take. */
  readonly rowCount: number | undefined;
}

function givenTable(given: TableData): GivenTable {
  check("Dataframe", "data", given, data, HOW);
  if (given instanceof Uint8Array || given instanceof ArrayBuffer)
    return { source: { bytes: given }, ending: ".arrow", columns: undefined, rowCount: arrowRowCount(given) };
  if ("columns" in given && !Array.isArray(given)) return givenColumns(given);
  const records = given as readonly Readonly<Record<string, unknown>>[];
  const wrong = records.findIndex((record) => !object.fits(record));
  if (wrong >= 0) throw new ChatError("BAD_INPUT", `Dataframe: row ${wrong} of the data is no record.`, { fix: HOW });
  return { source: { stream: lastingStream(() => recordsJson(records)) }, ending: ".json", columns: undefined, rowCount: records.length };
}

function givenColumns({ columns: given, rows, index }: Extract<TableData, { readonly rows: unknown }>): GivenTable {
  check("Dataframe", "columns", given, list, 'Write { columns: ["city", "people"], rows: [["Rome", 2_873_000]] }.');
  check("Dataframe", "rows", rows, { words: "a list of lists", fits: (value) => Array.isArray(value) && value.every(Array.isArray) }, HOW);
  if (index !== undefined) check("Dataframe", "index", index, list);
  const columns = given.map((column): TableColumn => {
    if (typeof column === "string") return { name: column };
    check("Dataframe", "a column", column, object);
    check("Dataframe: columns", "name", column.name, word);
    if (column.type !== undefined) check("Dataframe: columns", "type", column.type, oneOf(...TYPES));
    return { name: column.name, ...(column.type && { type: column.type }) };
  });
  const uneven = rows.findIndex((row) => row.length !== columns.length);
  if (uneven >= 0)
    throw new ChatError("BAD_INPUT", `Dataframe: row ${uneven} has ${rows[uneven]?.length} values for ${columns.length} columns.`, {
      fix: "Give each row a value for each column; null for none.",
    });
  const table: TableRows = { names: columns.map(({ name }) => name), count: rows.length, row: (at) => rows[at] ?? [], index };
  const typed = columns.filter(({ type }) => type !== undefined);
  return {
    source: { stream: lastingStream(() => tableJson(table)) },
    ending: ".json",
    columns: typed.length > 0 ? typed : undefined,
    rowCount: rows.length,
  };
}

async function* recordsJson(records: readonly Readonly<Record<string, unknown>>[]): AsyncGenerator<Uint8Array> {
  const known = new Set<string>();
  await eachInSlices(records.length, (at) => {
    for (const name in records[at]) known.add(name);
  });
  const names = [...known];
  yield* tableJson({ names, count: records.length, row: (at) => names.map((name) => records[at]?.[name] ?? null) });
}
