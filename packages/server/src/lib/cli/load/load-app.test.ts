import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadApp } from "./load-app.ts";
import { problemsOf } from "./problems-of.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-load-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("does not load an app that imports a misspelt name, and says which one was meant", async () => {
  const appFile = path.join(folder, "app.ts");
  writeFileSync(appFile, `import { Mesage, onMessage } from "colloquy";\nonMessage(() => new Mesage("hi").send());`);
  const error: unknown = await loadApp(appFile, folder).catch((thrown: unknown) => thrown);
  expect(await problemsOf(error, { appFile, appDir: folder })).toEqual([
    {
      title: '"colloquy" exports nothing named Mesage.',
      file: appFile,
      line: 1,
      column: 10,
      fix: "Did you mean Message?",
    },
  ]);
});

it("loads an app whose imports are types that are not marked as such", async () => {
  const appFile = path.join(folder, "app.ts");
  writeFileSync(appFile, `import { Mesages, onMessage } from "colloquy";\nonMessage((m: Mesages) => undefined);`);
  expect((await loadApp(appFile, folder)).handlerCount).toBe(1);
});
