import type { ArtifactVersion, StepId, TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { fileNameOf, mergeVersions, toDocuments } from "./documents.ts";

const version = (key: string, number: number, stepId = `${key}${number}`, title = key): ArtifactVersion => ({
  ...{ key, version: number, title, type: "markdown", by: "app", turnId: "t" as TurnId, createdAt: "" },
  stepId: stepId as StepId,
});

describe("the documents of a chat", () => {
  it("are grouped by key, their versions by number, the one that changed last at the end", () => {
    const documents = toDocuments([version("a", 1), version("b", 1), version("a", 3), version("a", 2)]);
    expect(documents.map(({ key, newest }) => `${key} ${newest.version}`)).toEqual(["b 1", "a 3"]);
    expect(documents[1]?.versions.map((one) => one.version)).toEqual([1, 2, 3]);
  });

  it("are those that were read, and over them those that the page holds", () => {
    const merged = mergeVersions([version("a", 1), version("a", 2)], [version("a", 2, "a2", "renamed"), version("a", 3)]);
    expect(merged.map(({ version: number, title }) => `${number} ${title}`)).toEqual(["1 a", "2 renamed", "3 a"]);
  });

  it("are saved under their title, with an ending that says what they are and nothing that leads elsewhere", () => {
    expect(fileNameOf({ title: "Plan", type: "markdown" })).toBe("Plan.md");
    expect(fileNameOf({ title: "main.ts", type: "code", language: "ts" })).toBe("main.ts");
    expect(fileNameOf({ title: '../a\\b:"c"\u0000', type: "html" })).toBe(".. a b c.html");
    expect(fileNameOf({ title: "  ", type: "react" })).toBe("document.tsx");
  });
});
