import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pictureSize } from "./picture-size.ts";

const bytes = (...parts: (string | number | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : part)));

const segment = (marker: number, ...content: (string | number | readonly number[])[]) => {
  const inner = bytes(...content);
  return [0xff, marker, (inner.length + 2) >> 8, (inner.length + 2) & 255, ...inner];
};
const frame = segment(
  0xc0,
  8,
  [0x01, 0x2c],
  [0x02, 0x58],
  3,
  Array.from({ length: 9 }, () => 0),
);
const exif = (orientation: number) =>
  segment(0xe1, "Exif\0\0", "II", [42, 0, 8, 0, 0, 0], [1, 0], [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0], [0, 0, 0, 0]);

describe("The measures of a picture", () => {
  it("are those of the file", () => {
    const png = readFileSync(fileURLToPath(new URL("../../../../../examples/elements/assets/boat.png", import.meta.url)));
    expect(pictureSize(png)).toEqual({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });
  });

  it.each([
    ["a GIF", bytes("GIF89a", [0x2c, 1, 0x58, 2], "more"), { width: 300, height: 600 }],
    ["a WebP", bytes("RIFF....WEBPVP8 ........", [0, 0, 0x2c, 1, 0x58, 2]), { width: 300, height: 600 }],
    ["a WebP without loss", bytes("RIFF....WEBPVP8L....", 0x2f, [0x2b, 0xc1, 0x95, 0], "     "), { width: 300, height: 600 }],
    ["a WebP with more", bytes("RIFF....WEBPVP8X........", [0x2b, 1, 0, 0x57, 2, 0]), { width: 300, height: 600 }],
    ["a JPEG", bytes([0xff, 0xd8], segment(0xe0, "JFIF"), frame), { width: 600, height: 300 }],
    ["a JPEG that lies on its side", bytes([0xff, 0xd8], exif(6), frame), { width: 300, height: 600 }],
    ["a JPEG that stands", bytes([0xff, 0xd8], exif(1), frame), { width: 600, height: 300 }],
    ["an SVG", bytes('<?xml version="1.0"?><svg xmlns="x" width="300px" height=\'600\'>'), { width: 300, height: 600 }],
    ["an SVG with a view box", bytes('<svg viewBox="0 0 30 60" width="100%">'), { width: 30, height: 60 }],
  ])("are found in %s", (_name, picture, size) => {
    expect(pictureSize(picture)).toEqual(size);
  });

  it.each([
    ["nothing", bytes()],
    ["a PNG cut short", bytes("\x89PNG\r\n\x1a\n")],
    ["a JPEG cut short", bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff], "Exif\0\0II")],
    ["a JPEG that goes in circles", bytes([0xff, 0xd8], Array.from({ length: 64 }, () => [0xff, 0xe0, 0, 0]).flat())],
    ["a picture of no width", bytes("GIF89a", [0, 0, 0x58, 2], "more")],
    ["an SVG without measures", bytes("<svg>")],
    ["words", bytes("a width of 300")],
  ])("are not made up for %s", (_name, picture) => {
    expect(pictureSize(picture)).toBeUndefined();
  });
});
