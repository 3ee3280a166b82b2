import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createAuthorLoader } from "../../config/author-code.ts";
import { loadConfig } from "../../config/load-config.ts";
import { formatProblems } from "./format-problem.ts";
import { problemsOf } from "./problems-of.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-problems-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const show = async (error: unknown, appDir = folder) =>
  formatProblems(await problemsOf(error, { appFile: path.join(folder, "app.ts"), appDir }), { cwd: folder, colors: false });

it("places a wrong setting in the configuration's file, also when the app's folder was not known yet", async () => {
  writeFileSync(path.join(folder, "app.ts"), "1;");
  writeFileSync(path.join(folder, "colloquy.config.ts"), `export default { prot: 1 };`);
  const error: unknown = await loadConfig({ appDir: folder, env: {} }).catch((thrown: unknown) => thrown);
  for (const appDir of [folder, tmpdir()]) {
    const shown = await show(error, appDir);
    expect(shown).toContain("\n  colloquy.config.ts");
    expect(shown).not.toContain("task_queues");
  }
});

it("shows the author's frames, and none from inside of Node", async () => {
  writeFileSync(path.join(folder, "app.ts"), `throw new Error("no key");`);
  const error = new Error("no key");
  const own = ["at async load (", path.join(folder, "app.ts"), ":1:7)"].join("");
  const inside = ["at process.processTicksAndRejections (node:internal/process/task_queues:95:5)", "at node:internal/main/run:1:2"];
  error.stack = ["Error: no key", `    ${own}`, ...inside.map((frame) => `    ${frame}`)].join("\n");
  const shown = await show(error);
  expect(shown).toContain("\n  app.ts:1\n");
  expect(shown).not.toContain("from ");
});

it("points at the line that failed, also where it stands above the imports", async () => {
  const file = path.join(folder, "app.ts");
  writeFileSync(
    file,
    [
      `interface Wish { readonly text: string }`,
      `const wish: Wish | undefined = undefined;`,
      `export const length: number = (wish as unknown as Wish).text.length;`,
      `import {`,
      `  readFileSync,`,
      `} from "node:fs";`,
      `export const read = readFileSync;`,
      ``,
    ].join("\n"),
  );
  const error: unknown = await createAuthorLoader(folder)
    .import(file)
    .catch((thrown: unknown) => thrown);
  const shown = await show(error);
  expect(shown).toContain("\n  app.ts:3\n");
  expect(shown).toContain("› 3 │ export const length");
});
