import { describe, expect, it } from "vitest";
import { takesImages, toAcceptAttribute } from "./accept.ts";
import { mayPass } from "./may-pass.ts";
import { pastedFiles, pastedText } from "./pasted.ts";

const file = (name: string, type = "") => ({ name, type });

describe("a file that somebody wants to attach", () => {
  it("passes by its type, by its ending, or where everything is taken", () => {
    expect(mayPass(["image/*"], file("plan.png", "image/png"))).toBe(true);
    expect(mayPass([".csv"], file("OCTOBER.CSV", "application/vnd.ms-excel"))).toBe(true);
    expect(mayPass(["*/*"], file("anything", "application/x-whatever"))).toBe(true);
    expect(mayPass({ "text/plain": [".py"] }, file("main.py", "text/plain"))).toBe(true);
  });

  it("is refused when it is surely of another kind", () => {
    expect(mayPass(["image/*", "application/pdf"], file("notes.docx", "application/msword"))).toBe(false);
    expect(mayPass({ "text/plain": [".py"] }, file("main.rb", "text/plain"))).toBe(false);
    expect(mayPass([".csv"], file("plan.png", "image/png"))).toBe(false);
    expect(mayPass([], file("plan.png", "image/png"))).toBe(false);
  });

  it("is left to the server where the computer does not know it, or knows it by the name of a program", () => {
    expect(mayPass(["text/csv"], file("october.csv", "application/vnd.ms-excel"))).toBe(true);
    expect(mayPass(["application/x-sqlite3"], file("data.db"))).toBe(true);
    expect(mayPass({ "application/x-sqlite3": [".sqlite"] }, file("data.db"))).toBe(false);
  });
});

describe("the file dialog", () => {
  it("offers what is taken, and everything where that is so", () => {
    expect(toAcceptAttribute(["image/*", ".csv"])).toBe("image/*,.csv");
    expect(toAcceptAttribute({ "text/plain": [".py", ".md"], "application/pdf": [] })).toBe(".py,.md,application/pdf");
    expect(toAcceptAttribute(["*/*"])).toBeUndefined();
  });

  it("has a camera where pictures are taken", () => {
    expect([["image/*"], ["*/*"], ["image/jpeg"]].map(takesImages)).toEqual([true, true, true]);
    expect([["text/*"], [".jpg"], { "image/*": [".jpg"] }].map(takesImages)).toEqual([false, false, false]);
  });
});

describe("a paste", () => {
  const picture = new File(["x"], "image.png", { type: "image/png" });
  const notes = new File(["x"], "notes.txt", { type: "text/plain" });
  const data = (types: readonly string[], ...files: File[]) => ({ types, files: files as unknown as FileList });

  it("of a picture or of files is files, also where their names come as text", () => {
    expect(pastedFiles(data(["text/html", "Files"], picture))).toEqual([picture]);
    expect(pastedFiles(data(["text/plain", "Files"], notes))).toEqual([notes]);
  });

  it("of words that a program sends a picture of is words", () => {
    expect(pastedFiles(data(["text/plain", "text/html", "Files"], picture))).toEqual([]);
  });

  it("has the line ends that the message box has", () => {
    expect(pastedText({ getData: () => "one\r\ntwo\rthree" })).toBe("one\ntwo\nthree");
  });
});
