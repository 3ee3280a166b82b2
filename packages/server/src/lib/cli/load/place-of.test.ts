import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { createAuthorLoader } from "../../config/author-code.ts";
import { placeOf } from "./place-of.ts";

it("tells the line of the app that failed, not the one of the library that noticed", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-place-"));
  try {
    const file = path.join(folder, "app.ts");
    writeFileSync(
      file,
      `interface Boat { readonly name: string }\n\nexport function greet(boat?: Boat): string {\n  return boat!.name;\n}\n`,
    );
    const { greet } = await createAuthorLoader(folder).import<{ greet(): string }>(file);
    let thrown: unknown;
    try {
      greet();
    } catch (error) {
      thrown = error;
    }
    expect(placeOf(thrown, folder)).toBe("app.ts:4");
    expect(placeOf("just no", folder)).toBeUndefined();
    expect(placeOf(new Error("ours"), folder)).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
