// What a file is, by its content. What somebody calls it decides only between types that look alike.
import { endingOf } from "./display-name.ts";
import { beginsWide, textTypeOf } from "./text-type.ts";

/** How much of the beginning is looked at: what the library wants at most. */
export const SNIFFED_BYTES = 4100;

/** The type of what is neither known nor text. */
export const UNKNOWN_TYPE = "application/octet-stream";

/** Formats that are archives of many files, or Microsoft's older container: only the name tells which. None of them is shown by a browser. */
const INSIDE_ZIP: Readonly<Record<string, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
  epub: "application/epub+zip",
};
const INSIDE_CFB: Readonly<Record<string, string>> = {
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  msg: "application/vnd.ms-outlook",
};
/** How far behind the beginning readers of PDFs look for one. */
const PDF_WITHIN = 1024;

/** The type of a file whose content begins so. `whole` when that is all of it. */
export async function contentTypeOf(beginning: Uint8Array, name: string, whole: boolean): Promise<string> {
  const ending = endingOf(name);
  // The mark of UTF-16 is how sounds may begin, too: as a text it must make sense.
  const wide = beginsWide(beginning) ? textTypeOf(beginning, ending, whole) : undefined;
  if (wide !== undefined) return wide;
  const found = await byMagic(beginning);
  if (found === "application/zip") return INSIDE_ZIP[ending] ?? found;
  if (found === "application/x-cfb") return INSIDE_CFB[ending] ?? found;
  // The library knows XML by its first line; which kind it is, is a question about text.
  if (found !== undefined && found !== "application/xml") return found;
  const text = textTypeOf(beginning, ending, whole);
  if (text !== undefined) return text;
  if (found !== undefined) return found;
  return ending === "pdf" && holdsPdf(beginning) ? "application/pdf" : UNKNOWN_TYPE;
}

/** True for what is read as text. */
export function isTextType(mime: string): boolean {
  return /^text\//.test(mime) || /^application\/(json|xml|javascript|x-ndjson|toml|yaml|sql)$/.test(mime) || /\+(xml|json)$/.test(mime);
}

async function byMagic(beginning: Uint8Array): Promise<string | undefined> {
  // Only whoever takes files needs it: it is as large as ten of our parts.
  const { fileTypeFromBuffer } = await import("file-type/core");
  return (await fileTypeFromBuffer(beginning))?.mime;
}

function holdsPdf(beginning: Uint8Array): boolean {
  return Buffer.from(beginning.buffer, beginning.byteOffset, Math.min(beginning.byteLength, PDF_WITHIN)).includes("%PDF-");
}
