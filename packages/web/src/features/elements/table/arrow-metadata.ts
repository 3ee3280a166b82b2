// Looks over the description in an Arrow file before the reader does: the reader believes every length it is told, and a few bytes can tell it
// of billions of things to make.
import { MOST_ROWS, TableError } from "./column.ts";

const MAGIC = "ARROW1";
const CONTINUATION = 0xffff_ffff;
const SCHEMA = 1;
const DICTIONARY = 2;
const RECORDS = 3;
const DECIMAL = 7;
/** The widest decimal there is has 76 digits. */
const MOST_SCALE = 76;
/** Deeper is no table. */
const MOST_DEPTH = 32;
/** Fields × batches: so many views of bytes are made. */
const MOST_VIEWS = 1_000_000;

/** Throws what is wrong with the bytes when their description does not add up. */
export function checkArrow(bytes: Uint8Array): void {
  new Metadata(bytes).check();
}

export function isArrow(bytes: Uint8Array): boolean {
  return hasMagic(bytes) || (bytes.length > 4 && bytes.subarray(0, 4).every((byte) => byte === 0xff));
}

function hasMagic(bytes: Uint8Array): boolean {
  return [...MAGIC].every((sign, at) => bytes[at] === sign.charCodeAt(0));
}

/** A table of FlatBuffers: where its fields stand. */
interface FlatTable {
  readonly field: (slot: number) => number | undefined;
}

class Metadata {
  readonly #view: DataView;
  /** Each entry that is read costs one; an honest file has fewer than it has words. */
  #budget: number;
  #fields = 0;
  #batches = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#budget = 1_000 + bytes.byteLength / 4;
  }

  check(): void {
    try {
      if (hasMagic(new Uint8Array(this.#view.buffer, this.#view.byteOffset, this.#view.byteLength))) this.#checkFile();
      else this.#checkStream();
    } catch (cause) {
      // What lies outside of the bytes is a RangeError.
      throw cause instanceof TableError ? cause : new TableError("unreadable", cause);
    }
    if (this.#fields * Math.max(this.#batches, 1) > MOST_VIEWS) throw new TableError("tooLarge");
  }

  #checkFile(): void {
    const end = this.#view.byteLength - MAGIC.length - 4;
    const footer = this.#table(end - this.#view.getInt32(end, true));
    const schema = footer.field(6);
    if (schema !== undefined) this.#checkSchema(schema);
    for (const slot of [8, 10]) {
      const blocks = this.#vector(footer.field(slot), 24);
      for (let n = 0; n < blocks.length; n++) this.#checkMessage(this.#long(blocks.from + n * 24));
    }
  }

  #checkStream(): void {
    for (let at: number | undefined = 0; at !== undefined && at + 4 <= this.#view.byteLength; ) at = this.#checkMessage(at);
  }

  /** Returns where the next one begins. */
  #checkMessage(start: number): number | undefined {
    this.#spend(1);
    let at = start;
    if (this.#view.getUint32(at, true) === CONTINUATION) at += 4;
    const length = this.#view.getInt32(at, true);
    at += 4;
    if (length === 0) return undefined;
    if (length < 0 || at + length > this.#view.byteLength) throw new TableError("unreadable");
    const message = this.#table(at);
    const typeAt = message.field(6);
    const type = typeAt === undefined ? 0 : this.#view.getUint8(typeAt);
    const header = message.field(8);
    const bodyAt = message.field(10);
    const body = bodyAt === undefined ? 0 : this.#long(bodyAt);
    if (header !== undefined) this.#checkHeader(type, header, body);
    if (body < 0 || at + length + body > this.#view.byteLength) throw new TableError("unreadable");
    return at + length + body;
  }

  #checkHeader(type: number, at: number, body: number): void {
    if (type === SCHEMA) this.#checkSchema(at);
    else if (type === RECORDS) this.#checkBatch(at, MOST_ROWS);
    else if (type === DICTIONARY) {
      const data = this.#table(at).field(6);
      // All its values are made at once, and each of them takes a byte at least.
      if (data !== undefined) this.#checkBatch(data, body);
    } else throw new TableError("unreadable");
  }

  #checkSchema(at: number): void {
    const schema = this.#table(at);
    this.#checkFields(schema.field(6), 0);
    this.#checkNotes(schema.field(8));
  }

  #checkFields(at: number | undefined, depth: number): void {
    if (depth > MOST_DEPTH) throw new TableError("unreadable");
    const fields = this.#vector(at, 4);
    this.#fields += fields.length;
    for (let n = 0; n < fields.length; n++) {
      const field = this.#table(fields.from + n * 4);
      this.#checkFields(field.field(14), depth + 1);
      this.#checkNotes(field.field(16));
      this.#checkScale(field);
    }
  }

  /** A decimal number is divided by ten to the power of its scale. */
  #checkScale(field: FlatTable): void {
    const [typeAt, detailsAt] = [field.field(8), field.field(10)];
    if (typeAt === undefined || detailsAt === undefined || this.#view.getUint8(typeAt) !== DECIMAL) return;
    const scaleAt = this.#table(detailsAt).field(6);
    if (scaleAt !== undefined && Math.abs(this.#view.getInt32(scaleAt, true)) > MOST_SCALE) throw new TableError("unreadable");
  }

  /** Names and values that mean nothing to us, and that the reader reads all the same. */
  #checkNotes(at: number | undefined): void {
    const notes = this.#vector(at, 4);
    for (let n = 0; n < notes.length; n++) {
      const note = this.#table(notes.from + n * 4);
      for (const slot of [4, 6]) {
        const text = note.field(slot);
        if (text !== undefined) this.#spend(this.#vector(text, 1).length / 64);
      }
    }
  }

  #checkBatch(at: number, mostValues: number): void {
    this.#batches += 1;
    const batch = this.#table(at);
    // The reader has no codec: without one it says so itself, after it was asked for a column.
    if (batch.field(10) !== undefined) throw new TableError("compressed");
    const nodes = this.#vector(batch.field(6), 16);
    for (let n = 0; n < nodes.length; n++) {
      const length = this.#long(nodes.from + n * 16);
      if (length < 0) throw new TableError("unreadable");
      if (length > mostValues) throw new TableError("tooLarge");
    }
    this.#vector(batch.field(8), 16);
    const views = this.#vector(batch.field(12), 8);
    for (let n = 0; n < views.length; n++) this.#spend(Math.max(this.#long(views.from + n * 8), 0));
  }

  #table(at: number): FlatTable {
    this.#spend(1);
    const start = at + this.#view.getInt32(at, true);
    const slots = start - this.#view.getInt32(start, true);
    const size = this.#view.getInt16(slots, true);
    return {
      field: (slot) => {
        const offset = slot < size ? this.#view.getInt16(slots + slot, true) : 0;
        return offset === 0 ? undefined : start + offset;
      },
    };
  }

  /** All its entries lie within the bytes. */
  #vector(at: number | undefined, stride: number): { readonly from: number; readonly length: number } {
    if (at === undefined) return { from: 0, length: 0 };
    const base = at + this.#view.getInt32(at, true);
    const length = this.#view.getInt32(base, true);
    if (length < 0 || base + 4 + length * stride > this.#view.byteLength) throw new TableError("unreadable");
    if (stride > 1) this.#spend(length);
    return { from: base + 4, length };
  }

  #long(at: number): number {
    const value = Number(this.#view.getBigInt64(at, true));
    if (!Number.isSafeInteger(value)) throw new TableError("unreadable");
    return value;
  }

  #spend(entries: number): void {
    this.#budget -= entries;
    if (this.#budget < 0) throw new TableError("unreadable");
  }
}
