// `npm test`: every check there is, in order, each one run whatever became of the others. `npm test -- types lint` runs only those.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { runNode } from "./processes.mjs";
import { DEBIAN_CHROMIUM, ensureChromium, ensureServers, installIfNeeded, repository, requireNode } from "./set-up.mjs";
import { runTests } from "./test-run.mjs";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A stage that says nothing for so long hangs. There is no limit on how long all of it takes: other work on the machine must not fail it. */
const SILENT_MS = 10 * MINUTE;
const reports = path.join(repository, ".cache/test");

const tool = (script) => path.join(repository, "node_modules", script);
const ours = (script) => path.join(repository, "scripts", script);

/** Each stage answers how many checks passed and how many failed. */
const STAGES = [
  { name: "types", title: "Types", check: () => once(tool("typescript7/bin/tsc"), ["--noEmit", "-p", "."]) },
  { name: "lint", title: "Format and lint", check: lint },
  {
    name: "rules",
    title: "Import rules",
    check: () => once(tool("dependency-cruiser/bin/dependency-cruise.mjs"), ["packages", "examples", "e2e", "bench"]),
  },
  { name: "unit", title: "Unit, contract and property tests", check: unit },
  { name: "build", title: "Build", check: () => once(ours("build.mjs"), []) },
  { name: "pack", title: "Install from packages", check: () => once(ours("pack-test.mjs"), []) },
  { name: "proofs", title: "Proofs", check: () => vitest("proofs", ["--config", "vitest.proofs.config.ts"]) },
  { name: "browser", title: "Browser tests", check: browser },
];

async function once(script, args) {
  const code = await runNode(script, args, { cwd: repository, silentMs: SILENT_MS });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function lint() {
  const format = await once(tool("@biomejs/biome/bin/biome"), ["check", "."]);
  const promises = await once(tool("oxlint/bin/oxlint"), ["--type-aware"]);
  return sum([format, promises]).failed > 0 ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}

async function unit() {
  await ensureServers();
  return vitest("unit", []);
}

/** What failed and why, to be said once more at the very end: whoever reads only the last lines of a run is told. */
const failures = [];
const unsteady = [];

async function vitest(name, args, env = process.env) {
  const outcome = await runTests(name, args, { script: tool("vitest/vitest.mjs"), root: repository, reports, silentMs: SILENT_MS, env });
  failures.push(...outcome.failures);
  unsteady.push(...outcome.unsteady);
  return outcome;
}

async function browser() {
  const chromium = await ensureChromium();
  if (chromium === undefined) return { passed: 0, failed: 1 };
  // Where a browser is named, all tests run in it; Debian's is found without a name, and beside it the headless shell.
  const isFound = chromium === DEBIAN_CHROMIUM && process.env.COLLOQUY_CHROMIUM !== chromium;
  const env = { ...process.env, COLLOQUY_CHROMIUM: isFound ? undefined : chromium };
  return vitest("browser", ["--config", "vitest.e2e.config.ts"], env);
}

function sum(results) {
  return results.reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }), { passed: 0, failed: 0 });
}

function chosenStages(names) {
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`There is no stage "${unknown.join('", "')}". The stages: ${STAGES.map(({ name }) => name).join(", ")}.`);
    process.exit(1);
  }
  return names.length === 0 ? STAGES : STAGES.filter(({ name }) => names.includes(name));
}

requireNode();
const stages = chosenStages(process.argv.slice(2));
await installIfNeeded();
mkdirSync(reports, { recursive: true });

const results = [];
for (const { title, check } of stages) {
  console.log(`\n━━ ${title} ${"━".repeat(Math.max(0, 100 - title.length))}`);
  const start = performance.now();
  const { passed, failed } = await check();
  const line = `${failed === 0 ? "✓" : "✗"} ${title}: ${passed} passed, ${failed} failed in ${((performance.now() - start) / SECOND).toFixed(1)} s`;
  console.log(`── ${line}`);
  results.push({ passed, failed, line });
}

const { passed, failed } = sum(results);
if (unsteady.length > 0)
  console.log(`\nFailed once, and passed when run alone. To be mended:\n\n${unsteady.map((text) => `~ ${text}`).join("\n\n")}`);
if (failures.length > 0) console.log(`\n${failures.map((text) => `✗ ${text}`).join("\n\n")}`);
console.log(`\n${results.map(({ line }) => line).join("\n")}\n`);
console.log(
  `${passed} passed, ${failed} failed${unsteady.length > 0 ? `, ${unsteady.length} of those that passed only when run alone` : ""}`,
);
process.exitCode = failed === 0 ? 0 : 1;
