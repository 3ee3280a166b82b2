import { expect, it } from "vitest";
import { byteSize } from "./byte-size.ts";

it.each([
  [0, "en", "0 byte"],
  [812, "en", "812 byte"],
  [999, "en", "999 byte"],
  [1_000, "en", "1 kB"],
  [1_240, "en", "1.2 kB"],
  [48_000_000, "en", "48 MB"],
  [999_900, "en", "1 MB"],
  [1_500_000, "de", "1,5 MB"],
  [2_000_000_000, "fr", "2 Go"],
])("%i bytes are said in %s as “%s”", (bytes, language, words) => {
  expect(byteSize(bytes, language).replace(/\s/g, " ")).toBe(words);
});
