// A stage of tests with the real test runner: what is broken fails, what fails once is run again alone and named.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { runTests } from "./test-run.mjs";

const repository = path.dirname(import.meta.dirname);
// Inside the repository, so that the tests find the test runner that they import.
mkdirSync(path.join(repository, ".cache"), { recursive: true });
const folder = mkdtempSync(path.join(repository, ".cache/test-run-"));
afterAll(() => rmSync(folder, { recursive: true }));

const STEADY = `it("holds", () => expect(1).toBe(1));`;
const BROKEN = `it("breaks", () => expect(1).toBe(2));`;
/** Fails until it was there once. */
const UNSTEADY = `it("is late", () => { const been = existsSync("been"); writeFileSync("been", ""); expect(been).toBe(true); });`;
const CRASHING = `it("leaves a promise behind", async () => { void Promise.reject(new Error("nobody heard")); await new Promise((done) => setTimeout(done, 50)); });`;

async function run(files: Record<string, string>) {
  const root = mkdtempSync(path.join(folder, "run-"));
  for (const [name, code] of Object.entries(files)) {
    const head = `import { existsSync, writeFileSync } from "node:fs";\nimport { expect, it } from "vitest";\n`;
    writeFileSync(path.join(root, `${name}.test.mjs`), head + code);
  }
  writeFileSync(path.join(root, "vitest.config.mjs"), `export default { test: { include: ["*.test.mjs"] } };`);
  const script = path.join(repository, "node_modules/vitest/vitest.mjs");
  return runTests("unit", ["--root", root], { script, root, reports: root, silentMs: 60_000, quiet: true });
}

it("counts what passed, and runs nothing again", async () => {
  expect(await run({ one: STEADY, two: STEADY })).toMatchObject({ passed: 2, failed: 0, failures: [], unsteady: [] });
});

it("fails for what fails again, and says which and why", async () => {
  const { passed, failed, failures, unsteady } = await run({ one: STEADY, two: STEADY + BROKEN });
  expect({ passed, failed, unsteady }).toEqual({ passed: 2, failed: 1, unsteady: [] });
  expect(failures).toEqual([expect.stringMatching(/^two\.test\.mjs › breaks\n.*expected 1 to be 2/)]);
});

it("passes for what passes when it is run alone, and names it", async () => {
  const { passed, failed, failures, unsteady } = await run({ one: STEADY, two: UNSTEADY });
  expect({ passed, failed, failures }).toEqual({ passed: 2, failed: 0, failures: [] });
  expect(unsteady).toEqual([expect.stringMatching(/^two\.test\.mjs › is late\n/)]);
});

it("fails for a file that does not load, each time", async () => {
  const { passed, failed, failures } = await run({ one: STEADY, two: `import "./nowhere.mjs";` });
  expect({ passed, failed }).toEqual({ passed: 1, failed: 1 });
  expect(failures[0]).toContain("two.test.mjs\n");
});

it("fails for an error that belongs to no test, also where all others are mended", async () => {
  expect(await run({ one: CRASHING })).toMatchObject({ failed: 1 });
  expect(await run({ one: CRASHING, two: UNSTEADY })).toMatchObject({ failed: 1, unsteady: [expect.stringContaining("is late")] });
});

it("runs nothing again where everything is broken", async () => {
  const files = Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`broken-${n}`, BROKEN]));
  expect(await run(files)).toMatchObject({ passed: 0, failed: 13, unsteady: [] });
});
