// `npm test`: every check there is, in order, each one run whatever became of the others. `npm test -- types lint` runs only those.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { runNode } from "./processes.mjs";
import { ensureChromium, installIfNeeded, repository, requireNode } from "./set-up.mjs";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const reports = path.join(repository, ".cache/test");

const tool = (script) => path.join(repository, "node_modules", script);
const ours = (script) => path.join(repository, "scripts", script);

/** Each stage answers how many checks passed and how many failed. */
const STAGES = [
  { name: "types", title: "Types", check: () => once(tool("typescript7/bin/tsc"), ["--noEmit", "-p", "."], 3 * MINUTE) },
  { name: "lint", title: "Format and lint", check: lint },
  {
    name: "rules",
    title: "Import rules",
    check: () => once(tool("dependency-cruiser/bin/dependency-cruise.mjs"), ["packages", "examples", "e2e", "bench"], 3 * MINUTE),
  },
  { name: "unit", title: "Unit, contract and property tests", check: () => vitest("unit", [], 8 * MINUTE) },
  { name: "build", title: "Build", check: () => once(ours("build.mjs"), [], 4 * MINUTE) },
  { name: "pack", title: "Install from packages", check: () => once(ours("pack-test.mjs"), [], 5 * MINUTE) },
  { name: "proofs", title: "Proofs", check: () => vitest("proofs", ["--config", "vitest.proofs.config.ts"], 15 * MINUTE) },
  { name: "browser", title: "Browser tests", check: browser },
];

async function once(script, args, timeoutMs) {
  const code = await runNode(script, args, { cwd: repository, timeoutMs });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function lint() {
  const format = await once(tool("@biomejs/biome/bin/biome"), ["check", "."], 2 * MINUTE);
  const promises = await once(tool("oxlint/bin/oxlint"), ["--type-aware"], 3 * MINUTE);
  return sum([format, promises]).failed > 0 ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}

async function vitest(name, args, timeoutMs, env = process.env) {
  const report = path.join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runNode(tool("vitest/vitest.mjs"), ["run", ...args, ...reporters], { cwd: repository, timeoutMs, env });
  const counted = existsSync(report) ? count(JSON.parse(readFileSync(report, "utf8"))) : { passed: 0, failed: 0 };
  // A crash, an unhandled error or no test at all fails no single test, yet the run has failed.
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** A file that did not even load has failed once, though none of its tests has. */
function count(report) {
  const unloaded = report.testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

async function browser() {
  const chromium = await ensureChromium();
  if (chromium === undefined) return { passed: 0, failed: 1 };
  const env = { ...process.env, COLLOQUY_CHROMIUM: chromium };
  return vitest("browser", ["--config", "vitest.e2e.config.ts"], 20 * MINUTE, env);
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
console.log(`\n${results.map(({ line }) => line).join("\n")}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
