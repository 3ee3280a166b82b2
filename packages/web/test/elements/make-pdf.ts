// Writes small documents for tests: pages with a line of text each, links, and a password by the oldest of PDF's own ways.
import { createHash } from "node:crypto";

interface PdfOptions {
  /** The text of each page; a line break begins a new line. */
  readonly pages: readonly string[];
  /** An address that a link at the top of the first page leads to. */
  readonly link?: string;
  /** A page, from 1, that a second link of the first page leads to. */
  readonly goTo?: number;
  readonly password?: string;
  /** Shift JIS in hexadecimal, written on the first page in a font that the document does not bring. */
  readonly japanese?: string;
  /** So many bytes of comment between the pages: nobody needs to fetch them all. */
  readonly padding?: number;
}

const PAD = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");
const JAPANESE =
  "<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3-90ms-RKSJ-H /Encoding /90ms-RKSJ-H /DescendantFonts [<< /Type /Font " +
  "/Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 " +
  "/FontDescriptor << /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 " +
  "/Descent -200 /CapHeight 700 /StemV 80 >> >>] >>";
/** So many pages hang on one branch. */
const GROUP = 50;
const ID = Buffer.from("0123456789abcdef");

export function makePdf({ pages, link, goTo, password, japanese, padding = 0 }: PdfOptions): Uint8Array {
  const key = password === undefined ? undefined : toKey(password);
  const objects: (string | Buffer)[] = [];
  const pageId = (n: number) => 4 + n * 2;
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>";
  // As writers make them: a tree, so that nobody reads all pages to find one.
  const groupCount = Math.ceil(pages.length / GROUP);
  const groupId = (group: number) => pageId(pages.length) + group;
  objects[2] = `<< /Type /Pages /Count ${pages.length} /Kids [${Array.from({ length: groupCount }, (_, n) => `${groupId(n)} 0 R`).join(" ")}] >>`;
  objects[3] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
  for (const [n, text] of pages.entries()) {
    const lines = text.split("\n").map((line) => `(${line.replace(/[()\\]/g, "\\$&")}) Tj T*`);
    const more = n === 0 && japanese !== undefined ? ` /F2 24 Tf <${japanese}> Tj` : "";
    const content = Buffer.from(`BT /F1 24 Tf 30 TL 72 720 Td ${lines.join(" ")}${more} ET`);
    const body = key ? rc4(objectKey(key, pageId(n) + 1), content) : content;
    const annots = n === 0 ? toAnnotations(link, goTo === undefined ? undefined : pageId(goTo - 1)) : "";
    objects[pageId(n)] =
      `<< /Type /Page /Parent ${groupId(Math.floor(n / GROUP))} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R${japanese === undefined ? "" : ` /F2 ${JAPANESE}`} >> >> /Contents ${pageId(n) + 1} 0 R${annots} >>`;
    objects[pageId(n) + 1] = Buffer.concat([Buffer.from(`<< /Length ${body.length} >>\nstream\n`), body, Buffer.from("\nendstream")]);
  }
  for (let group = 0; group < groupCount; group++) {
    const kids = pages.slice(group * GROUP, (group + 1) * GROUP).map((_, n) => `${pageId(group * GROUP + n)} 0 R`);
    objects[groupId(group)] = `<< /Type /Pages /Parent 2 0 R /Count ${kids.length} /Kids [${kids.join(" ")}] >>`;
  }
  if (key && password !== undefined) {
    const owner = rc4(md5(PAD.subarray(0, 32)).subarray(0, 5), padded(password));
    objects.push(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${owner.toString("hex")}> /U <${rc4(key, PAD).toString("hex")}> >>`);
  }
  return write(objects, key !== undefined, padding);
}

function toAnnotations(link: string | undefined, target: number | undefined): string {
  const all: string[] = [];
  if (link !== undefined) all.push(`<< /Type /Annot /Subtype /Link /Rect [72 700 300 750] /A << /S /URI /URI (${link}) >> >>`);
  if (target !== undefined) all.push(`<< /Type /Annot /Subtype /Link /Rect [72 600 300 650] /Dest [${target} 0 R /Fit] >>`);
  return ` /Annots [${all.join(" ")}]`;
}

function write(objects: readonly (string | Buffer)[], isLocked: boolean, padding: number): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  const add = (part: string | Buffer) => {
    const bytes = Buffer.from(part);
    parts.push(bytes);
    at += bytes.length;
  };
  for (const [id, object] of objects.entries()) {
    if (object === undefined) continue;
    places[id] = at;
    add(`${id} 0 obj\n`);
    add(object);
    add("\nendobj\n");
    if (padding > 0 && id > 3) add(`%${" ".repeat(Math.floor(padding / objects.length))}\n`);
  }
  const start = at;
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).slice(1);
  add(`xref\n0 ${objects.length}\n0000000000 65535 f \n${rows.join("")}`);
  const locked = isLocked ? ` /Encrypt ${objects.length - 1} 0 R` : "";
  const id = ID.toString("hex");
  add(`trailer\n<< /Size ${objects.length} /Root 1 0 R /ID [<${id}> <${id}>]${locked} >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}

function md5(...parts: readonly Buffer[]): Buffer {
  return createHash("md5").update(Buffer.concat(parts)).digest();
}

function padded(password: string): Buffer {
  return Buffer.concat([Buffer.from(password), PAD]).subarray(0, 32);
}

function toKey(password: string): Buffer {
  const owner = rc4(md5(PAD.subarray(0, 32)).subarray(0, 5), padded(password));
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-4);
  return md5(padded(password), owner, permissions, ID).subarray(0, 5);
}

function objectKey(key: Buffer, id: number): Buffer {
  return md5(key, Buffer.from([id & 255, (id >> 8) & 255, (id >> 16) & 255, 0, 0])).subarray(0, 10);
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, n) => n);
  const swap = (one: number, other: number) => {
    [box[one], box[other]] = [box[other] ?? 0, box[one] ?? 0];
  };
  for (let n = 0, m = 0; n < 256; n++) {
    m = (m + (box[n] ?? 0) + (key[n % key.length] ?? 0)) & 255;
    swap(n, m);
  }
  let [one, other] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      one = (one + 1) & 255;
      other = (other + (box[one] ?? 0)) & 255;
      swap(one, other);
      return byte ^ (box[((box[one] ?? 0) + (box[other] ?? 0)) & 255] ?? 0);
    }),
  );
}
