// How wide and high a picture is, from its first bytes: a page gives it its room before it has loaded it.

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** So much of a picture has its measures; what cameras write before them is shorter. */
export const MEASURED_BYTES = 128 * 1024;
const MOST = 100_000;

/** The measures of a PNG, GIF, WebP, JPEG or SVG as they are shown; undefined where its beginning does not tell. */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = ofPng(view) ?? ofGif(view) ?? ofWebp(view) ?? ofJpeg(view) ?? ofSvg(bytes);
  const holds = (value: number) => Number.isFinite(value) && value > 0 && value <= MOST;
  return found && holds(found.width) && holds(found.height) ? found : undefined;
}

const startsWith = (view: DataView, text: string, at = 0): boolean =>
  view.byteLength >= at + text.length && [...text].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0));

function ofPng(view: DataView): PictureSize | undefined {
  if (!startsWith(view, "\x89PNG\r\n\x1a\n") || view.byteLength < 24) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function ofGif(view: DataView): PictureSize | undefined {
  if (!startsWith(view, "GIF8") || view.byteLength < 10) return undefined;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function ofWebp(view: DataView): PictureSize | undefined {
  if (!startsWith(view, "RIFF") || !startsWith(view, "WEBP", 8) || view.byteLength < 30) return undefined;
  const sized = (width: number, height: number) => ({ width, height });
  if (startsWith(view, "VP8X", 12)) return sized((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
  if (startsWith(view, "VP8 ", 12)) return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  const bits = startsWith(view, "VP8L", 12) ? view.getUint32(21, true) : undefined;
  return bits === undefined ? undefined : sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

/** Segment by segment up to the frame, past a picture that lies on its side. */
function ofJpeg(view: DataView): PictureSize | undefined {
  if (!startsWith(view, "\xff\xd8\xff")) return undefined;
  let turned = false;
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xe1 && startsWith(view, "Exif\0\0", at + 4)) turned = isTurned(view, at + 10, at + 2 + length);
    at += 2 + Math.max(length, 2);
  }
  return undefined;
}

/** Whether the camera was held upright: the values from five on swap width and height. */
function isTurned(view: DataView, start: number, end: number): boolean {
  if (Math.min(end, view.byteLength) < start + 8) return false;
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > view.byteLength) return false;
  const count = view.getUint16(directory, little);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > view.byteLength) return false;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5;
  }
  return false;
}

/** By its own measures, else by the shape of its view box. */
function ofSvg(bytes: Uint8Array): PictureSize | undefined {
  const [tag] = /<svg\b[^>]{0,4000}>/i.exec(new TextDecoder().decode(bytes.subarray(0, 8192))) ?? [];
  if (tag === undefined) return undefined;
  const measure = (name: string) =>
    Number.parseFloat(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`, "i").exec(tag)?.[1] ?? "");
  const [width, height] = [measure("width"), measure("height")];
  if (width > 0 && height > 0) return { width, height };
  const box = /\sviewBox\s*=\s*["']([^"']{1,200})["']/i
    .exec(tag)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  return box?.length === 4 ? { width: box[2] ?? 0, height: box[3] ?? 0 } : undefined;
}
