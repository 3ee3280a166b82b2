// A table as Arrow IPC bytes, file or stream: columns stay the bytes they are until somebody looks at them.
import { type Column as ArrowColumn, type DataType, Type, tableFromIPC, type ValueArray } from "@uwdata/flechette";
import { checkColumn } from "./arrow-batches.ts";
import { checkArrow } from "./arrow-metadata.ts";
import { type Cell, type Column, type ColumnKind, MOST_ROWS, type Table, TableError } from "./column.ts";
import { toCell } from "./read-json.ts";

export function readArrow(bytes: Uint8Array): Table {
  checkArrow(bytes);
  let arrow: ReturnType<typeof tableFromIPC>;
  try {
    arrow = tableFromIPC(bytes, { useBigInt: true });
  } catch (cause) {
    throw new TableError("unreadable", cause);
  }
  const { names, children } = arrow;
  const rowCount = children[0]?.length ?? 0;
  if (rowCount > MOST_ROWS) throw new TableError("tooLarge");
  for (const column of children) {
    if (column.length !== rowCount) throw new TableError("unreadable");
    checkColumn(column);
  }
  const columns = children.map((column, at) => toColumn(String(names[at] ?? ""), column));
  return { columns, rowCount, hasIndex: false };
}

function toColumn(name: string, column: ArrowColumn<unknown>): Column {
  const type = ownType(column);
  const { kind, isInstant } = toKind(type);
  const convert = toConverter(type);
  const at = (row: number): Cell => {
    try {
      return convert(column.at(row));
    } catch {
      return null; // A moment too far away for any clock, or a value of no known kind: the others are worth reading.
    }
  };
  return { name, kind, isInstant, at };
}

function ownType({ type }: ArrowColumn<unknown>): DataType {
  return type.typeId === Type.Dictionary ? type.dictionary : type;
}

function toKind(type: DataType): { readonly kind: ColumnKind; readonly isInstant: boolean } {
  switch (type.typeId) {
    case Type.Int:
    case Type.Float:
    case Type.Decimal:
    case Type.Duration:
      return { kind: "number", isInstant: false };
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
    case Type.Time:
      return { kind: "string", isInstant: false };
    case Type.Bool:
      return { kind: "boolean", isInstant: false };
    case Type.Date:
      return { kind: "date", isInstant: false };
    case Type.Timestamp:
      return { kind: "datetime", isInstant: Boolean(type.timezone) };
    default:
      return { kind: "other", isInstant: false };
  }
}

function toConverter(type: DataType): (value: unknown) => Cell {
  switch (type.typeId) {
    case Type.Time: {
      const perSecond = 1_000 ** type.unit;
      return (value) => (value === null || value === undefined ? null : toClock(Number(value) / perSecond, type.unit * 3));
    }
    case Type.Int:
    case Type.Duration:
      return (value) => (typeof value === "bigint" ? toNumber(value) : toCell(value));
    default:
      return (value) => toCell(ArrayBuffer.isView(value) ? Array.from(value as unknown as ValueArray<unknown>) : value);
  }
}

function toNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** “14:02:05.250”, without a zone. */
function toClock(seconds: number, digits: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const rest = seconds % 60;
  const fraction = digits === 0 || Number.isInteger(rest) ? "" : (rest % 1).toFixed(digits).slice(1).replace(/0+$/, "");
  return `${two(seconds / 3_600)}:${two((seconds / 60) % 60)}:${two(rest)}${fraction}`;
}
