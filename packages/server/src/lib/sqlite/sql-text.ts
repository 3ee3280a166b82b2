// Any JavaScript string in a column, unit by unit. SQLite's texts are UTF-8 and are read up to the first NUL, so a piece that ends
// in the middle of an emoji would come back broken; such strings are kept as the bytes of their UTF-16 units.
import { isPlainText } from "../storable.ts";

/** How a string lies in a column: as text where that is lossless, else as bytes. */
export type SqlText = string | Uint8Array;

export function toSqlText(text: string): SqlText {
  return isPlainText(text) ? text : Buffer.from(text, "utf16le");
}

/** Takes bytes as either engine returns them. */
export function fromSqlText(stored: SqlText | ArrayBuffer): string {
  if (typeof stored === "string") return stored;
  const bytes = stored instanceof ArrayBuffer ? Buffer.from(stored) : Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  return bytes.toString("utf16le");
}
