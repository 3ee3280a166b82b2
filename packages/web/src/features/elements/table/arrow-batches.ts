// Whether the bytes of an Arrow column are as many as its length says: the reader answers with nothing, or with others' bytes, where they are not.
import { type Batch, type Column, Type } from "@uwdata/flechette";
import { TableError } from "./column.ts";

/** The parts of a batch as the reader keeps them; which of them there are depends on the type. */
interface Parts {
  readonly length: number;
  readonly nullCount: number;
  readonly type: { readonly typeId: number; readonly stride?: number };
  readonly validity?: ArrayLike<number>;
  readonly values?: ArrayLike<number | bigint>;
  readonly offsets?: ArrayLike<number | bigint>;
  readonly sizes?: ArrayLike<number | bigint>;
  readonly children?: readonly Parts[];
  readonly dictionary?: Column<unknown>;
}

/** Those that were looked over: batches share dictionaries. */
const checked = new WeakSet<Column<unknown>>();

export function checkColumn(column: Column<unknown>): void {
  if (checked.has(column)) return;
  checked.add(column);
  for (const batch of column.data) check(batch as Batch<unknown> & Parts);
}

function check(batch: Parts): void {
  const { length, nullCount, validity, children = [] } = batch;
  const hasMask = nullCount === 0 || isUnmasked(batch) || bits(validity) >= length;
  if (!Number.isSafeInteger(length) || length < 0 || !hasMask || !hasValues(batch)) throw new TableError("unreadable");
  for (const child of children) check(child);
  if (batch.type.typeId === Type.Dictionary && batch.dictionary) checkColumn(batch.dictionary);
}

/** Types without a mask of what is missing. */
function isUnmasked({ type: { typeId } }: Parts): boolean {
  return typeId === Type.Null || typeId === Type.Union || typeId === Type.RunEndEncoded;
}

function hasValues(batch: Parts): boolean {
  const { length, type, values, offsets, children = [] } = batch;
  const count = values?.length ?? 0;
  const inner = children[0]?.length ?? 0;
  switch (type.typeId) {
    case Type.Null:
    case Type.RunEndEncoded:
    case Type.Union:
      return true;
    case Type.Bool:
      return count * 8 >= length;
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Binary:
    case Type.LargeBinary:
      return doRise(offsets, length, count);
    case Type.List:
    case Type.LargeList:
    case Type.Map:
      return doRise(offsets, length, inner);
    case Type.ListView:
    case Type.LargeListView:
      return areWithin(batch, inner);
    case Type.FixedSizeBinary:
      return count >= length * (type.stride ?? 1);
    case Type.FixedSizeList:
      return inner >= length * (type.stride ?? 0);
    case Type.Struct:
      return children.every((child) => child.length >= length);
    case Type.Dictionary:
      return areKnown(batch);
    default:
      return count >= length;
  }
}

/** The offsets rise, and end within what they point into. */
function doRise(offsets: ArrayLike<number | bigint> | undefined, length: number, end: number): boolean {
  if (length === 0) return true;
  if (offsets === undefined || offsets.length <= length) return false;
  let last = Number(offsets[0]);
  if (last < 0) return false;
  for (let at = 1; at <= length; at++) {
    const next = Number(offsets[at]);
    if (next < last) return false;
    last = next;
  }
  return last <= end;
}

/** The spans may overlap; together they are no more than somebody would write down. */
function areWithin({ length, offsets, sizes }: Parts, end: number): boolean {
  let sum = 0;
  for (let at = 0; at < length; at++) {
    const [from, size] = [Number(offsets?.[at]), Number(sizes?.[at])];
    if (!(from >= 0 && size >= 0 && from + size <= end)) return false;
    sum += size;
  }
  return sum <= 10 * (end + length);
}

/** The numbers name entries of the dictionary. */
function areKnown({ length, nullCount, values, validity, dictionary }: Parts): boolean {
  if ((values?.length ?? 0) < length) return false;
  const size = dictionary?.length ?? 0;
  for (let at = 0; at < length; at++) {
    const isThere = nullCount === 0 || (((validity?.[at >> 3] ?? 0) >> (at % 8)) & 1) === 1;
    const index = Number(values?.[at]);
    if (isThere && !(index >= 0 && index < size)) return false;
  }
  return true;
}

function bits(bytes: ArrayLike<number> | undefined): number {
  return (bytes?.length ?? 0) * 8;
}
