import { describe, expect, it } from "vitest";
import { displayName, endingOf } from "./display-name.ts";

const PLAIN = /^[^/\\<>:"|?*]+$/;

describe("the name that people read", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd", "passwd"],
    ["/etc/passwd", "passwd"],
    ["..\\..\\windows\\win.ini", "win.ini"],
    ["C:\\Users\\ada\\notes.txt", "notes.txt"],
    ["..", "file"],
    [".", "file"],
    ["", "file"],
    ["a/", "file"],
    ["a.txt\u0000.exe", "a.txt.exe"],
    ["photo\u202egpj.exe", "photogpj.exe"],
    ["\u2067evil\u2069.png", "evil.png"],
    ["line\nbreak\r.txt", "linebreak.txt"],
    ["con", "_con"],
    ["NUL.txt", "_NUL.txt"],
    ["com1.tar.gz", "_com1.tar.gz"],
    ["console.log", "console.log"],
    ["name. . .", "name"],
    ["  spaced.txt", "spaced.txt"],
    ["a:b|c?.txt", "a_b_c_.txt"],
    ["half \ud800.txt", "half \ufffd.txt"],
    ["Übergröße.txt".normalize("NFD"), "Übergröße.txt".normalize("NFC")],
    ["日本語 資料.pdf", "日本語 資料.pdf"],
    ["می‌خواهم.txt", "می‌خواهم.txt"],
    ["👨‍👩‍👧.png", "👨‍👩‍👧.png"],
  ])("%j is %j", (given, shown) => {
    expect(displayName(given)).toBe(shown);
  });

  it("fits every file system and keeps its ending", () => {
    const long = displayName(`${"長い".repeat(200)}.pdf`);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255);
    expect(long).toMatch(/^(長い)+長?\.pdf$/);
    expect(Buffer.byteLength(displayName("x".repeat(300)))).toBe(255);
    expect(Buffer.byteLength(displayName(`a.${"x".repeat(300)}`))).toBe(255);
  });

  it("leads nowhere, whatever is given, and is the same when it is given again", () => {
    const letters = ["..", "/", "\\", "\0", ".", " ", "a", "con", "\u202e", "é", "😀", ":", "\ud800", "%2e", "~"];
    let seed = 7;
    const next = () => (seed = (seed * 48_271) % 2_147_483_647);
    for (let n = 0; n < 5000; n++) {
      const given = Array.from({ length: next() % 12 }, () => letters[next() % letters.length]).join("");
      const shown = displayName(given);
      expect([given, PLAIN.test(shown), /^\.*$/.test(shown), displayName(shown)]).toEqual([given, true, false, shown]);
    }
  });
});

describe("the ending of a name", () => {
  it("is what follows the last dot, unless the name begins with it", () => {
    expect(["a.TXT", "a.tar.gz", ".env", "plain"].map(endingOf)).toEqual(["txt", "gz", "", ""]);
  });
});
