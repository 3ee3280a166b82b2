// How many rows the bytes of an Arrow file or stream have, as their batches say it. Nothing is believed because of it: it is how much room to keep.

const MAGIC = "ARROW1";
const CONTINUATION = 0xffff_ffff;
const RECORDS = 3;
/** A table of more batches has more rows than are shown at first. */
const MOST_MESSAGES = 1_000;

/** Undefined for what is no Arrow, or says nothing. */
export function arrowRowCount(given: Uint8Array | ArrayBuffer): number | undefined {
  const bytes = given instanceof Uint8Array ? given : new Uint8Array(given);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    let rows = 0;
    // A file is a stream between two marks.
    let at = [...MAGIC].every((sign, n) => bytes[n] === sign.charCodeAt(0)) ? 8 : 0;
    for (let messages = 0; messages < MOST_MESSAGES && at + 8 <= bytes.length; messages++) {
      if (view.getUint32(at, true) === CONTINUATION) at += 4;
      const length = view.getInt32(at, true);
      at += 4;
      if (length === 0) return rows;
      const message = tableAt(view, at);
      const [type, header, body] = [message(6), message(8), message(10)];
      if (type !== undefined && header !== undefined && view.getUint8(type) === RECORDS) {
        const count = tableAt(view, header)(4);
        rows += count === undefined ? 0 : Number(view.getBigInt64(count, true));
      }
      if (length < 0) return undefined;
      at += length + (body === undefined ? 0 : Number(view.getBigInt64(body, true)));
    }
    return Number.isSafeInteger(rows) && rows >= 0 ? rows : undefined;
  } catch {
    // What it points to lies outside of it.
    return undefined;
  }
}

/** Where the fields of a table of FlatBuffers stand, by their slots. */
function tableAt(view: DataView, at: number): (slot: number) => number | undefined {
  const start = at + view.getInt32(at, true);
  const slots = start - view.getInt32(start, true);
  const size = view.getInt16(slots, true);
  return (slot) => {
    const offset = slot < size ? view.getInt16(slots + slot, true) : 0;
    return offset === 0 ? undefined : start + offset;
  };
}
