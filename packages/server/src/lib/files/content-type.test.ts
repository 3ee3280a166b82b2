import { describe, expect, it } from "vitest";
import { contentTypeOf, isTextType, SNIFFED_BYTES } from "./content-type.ts";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const bytes = (text: string, encoding: BufferEncoding = "utf8") => new Uint8Array(Buffer.from(text, encoding));
const typeOf = (content: Uint8Array | string, name: string, whole = true) =>
  contentTypeOf(typeof content === "string" ? bytes(content) : content, name, whole);

/** The least that is an archive: the header of its first file. */
function zipOf(name: string): Uint8Array {
  const header = Buffer.alloc(30);
  header.write("PK\u0003\u0004", "latin1");
  header.writeUInt16LE(name.length, 26);
  return new Uint8Array(Buffer.concat([header, Buffer.from(name)]));
}

describe("what a file is", () => {
  it("is said by its bytes, not by its name", async () => {
    expect(await typeOf(PNG, "page.html")).toBe("image/png");
    expect(await typeOf("%PDF-1.7\n%âãÏÓ", "picture.png")).toBe("application/pdf");
    expect(await typeOf("GIF89a/*xx*/=1;alert(1)", "a.js")).toBe("image/gif");
    expect(await typeOf(bytes("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "latin1"), "photo.jpg")).toBe("application/x-elf");
  });

  it("is unknown where bytes mean nothing, whatever the name claims", async () => {
    const noise = new Uint8Array(300).map((_, at) => (at * 37) % 256);
    for (const name of ["a.png", "a.txt", "a.csv", "a", "a.html"])
      expect([name, await typeOf(noise, name)]).toEqual([name, "application/octet-stream"]);
  });

  it("is text where it reads as one, of the kind its name says", async () => {
    expect(await typeOf("a,b\n1,2\n", "table.csv")).toBe("text/csv");
    expect(await typeOf("# Title", "notes.md")).toBe("text/markdown");
    expect(await typeOf('{"a":1}', "a.json")).toBe("application/json");
    expect(await typeOf("print(1)", "a.py")).toBe("text/x-python");
    expect(await typeOf("hello", "LICENSE")).toBe("text/plain");
    expect(await typeOf("hello", "a.png")).toBe("text/plain");
    expect(await typeOf("hello", "a.constructor")).toBe("text/plain");
    expect(await typeOf(bytes("\ufeffgrüße", "utf16le"), "a.txt")).toBe("text/plain");
    expect(await typeOf(bytes("Größe;1\n", "latin1"), "excel.csv")).toBe("text/csv");
    expect(await typeOf("", "empty.txt")).toBe("text/plain");
    expect(await typeOf("", "empty")).toBe("application/octet-stream");
  });

  it("is active where a browser would take it for that, whatever its name is", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    for (const name of ["a.txt", "a.csv", "a.png", "a"]) {
      expect(await typeOf(svg, name)).toBe("image/svg+xml");
      expect(await typeOf(`<?xml version="1.0"?>\n<!-- x -->\n${svg}`, name)).toBe("image/svg+xml");
      expect(await typeOf(" \n<!DOCTYPE html><p>x", name)).toBe("text/html");
      expect(await typeOf("<script>alert(1)</script>", name)).toBe("text/html");
    }
    expect(await typeOf("<p>part of a page", "a.html")).toBe("text/html");
    expect(await typeOf('<?xml version="1.0"?><feed/>', "a.txt")).toBe("application/xml");
    expect(await typeOf("alert(1)", "a.js")).toBe("text/javascript");
  });

  it("is told among archives by the name, and only there", async () => {
    expect(await typeOf(zipOf("x.txt"), "a.zip")).toBe("application/zip");
    expect(await typeOf(zipOf("x.txt"), "a.docx")).toMatch(/wordprocessingml/);
    expect(await typeOf(zipOf("x.txt"), "a.png")).toBe("application/zip");
  });

  it("is a PDF also behind some bytes that belong to none, where its name says so", async () => {
    const late = `\u0001\u0002junk\n%PDF-1.4\n\u0000`;
    expect(await typeOf(late, "a.pdf")).toBe("application/pdf");
    expect(await typeOf(late, "a.bin")).toBe("application/octet-stream");
  });

  it("is found in a beginning that cuts a character in two", async () => {
    const cut = bytes("ä".repeat(SNIFFED_BYTES)).subarray(0, SNIFFED_BYTES - 1);
    expect(await typeOf(cut, "a", false)).toBe("text/plain");
    expect(await typeOf(cut, "a", true)).toBe("application/octet-stream");
  });

  it("takes no time that grows with what is in it", async () => {
    const started = performance.now();
    for (const word of ["<!--", "<?xml ", "\n ", "<?", "--><!--"]) await typeOf(word.repeat(5000).slice(0, SNIFFED_BYTES), "a.html", false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("text", () => {
  it("is what can be read as such", () => {
    expect(["text/csv", "application/json", "image/svg+xml", "application/xml"].map(isTextType)).toEqual([true, true, true, true]);
    expect(["application/pdf", "image/png", "application/octet-stream"].map(isTextType)).toEqual([false, false, false]);
  });
});
