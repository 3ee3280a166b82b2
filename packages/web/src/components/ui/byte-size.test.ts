import { expect, it } from "vitest";
import { byteSize } from "./byte-size.ts";

it.each([
  [0, "en", "0 bytes"],
  [1, "en", "1 byte"],
  [999, "en", "999 bytes"],
  [1024, "en", "1 kB"],
  [1_270, "en", "1.2 kB"],
  [20 * 1024 ** 2, "en", "20 MB"],
  [500 * 1024 ** 2, "en", "500 MB"],
  [1024 ** 2 - 1, "en", "1 MB"],
  [1.5 * 1024 ** 2, "de", "1,5 MB"],
  [2 * 1024 ** 3, "fr", "2 Go"],
])("%i bytes are said in %s as “%s”", (bytes, language, words) => {
  expect(byteSize(bytes, language).replace(/\s/g, " ")).toBe(words);
});
