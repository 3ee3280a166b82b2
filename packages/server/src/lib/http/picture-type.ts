// What kind of picture some bytes are: by their own signature, whatever was said of them. Kinds that can run something are none of these.

type Signature = readonly [type: string, ...parts: readonly (readonly [at: number, text: string])[]];

const SIGNATURES: readonly Signature[] = [
  ["image/png", [0, "\x89PNG\r\n\x1a\n"]],
  ["image/jpeg", [0, "\xff\xd8\xff"]],
  ["image/gif", [0, "GIF87a"]],
  ["image/gif", [0, "GIF89a"]],
  ["image/webp", [0, "RIFF"], [8, "WEBP"]],
  ["image/avif", [4, "ftypavif"]],
  ["image/avif", [4, "ftypavis"]],
];
const LONGEST = 16;

/** The media type of a picture; undefined for everything else, SVG included. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, LONGEST));
  return SIGNATURES.find(([, ...parts]) => parts.every(([at, text]) => start.startsWith(text, at)))?.[0];
}
