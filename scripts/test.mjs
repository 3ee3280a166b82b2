// `npm test`: every check there is, in order, each one run whatever became of the others. `npm test -- types lint` runs only those. Tests that
// mostly wait run beside the checks that begin.
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
const OF_SOURCE = [
  { name: "types", title: "Types", check: () => once(tool("typescript7/bin/tsc"), ["--noEmit", "-p", "."]) },
  { name: "lint", title: "Format and lint", check: lint },
  {
    name: "rules",
    title: "Import rules",
    check: () => once(tool("dependency-cruiser/bin/dependency-cruise.mjs"), ["packages", "examples", "e2e", "bench"]),
  },
  { name: "build", title: "Build", check: () => once(ours("build.mjs"), []) },
  { name: "pack", title: "Install from packages", check: () => once(ours("pack-test.mjs"), []) },
];
/** They wait for leases and leave the processor to what runs beside them, whose stages are one after the other. */
const BESIDE = [{ name: "unit", title: "Tests of nodes, which mostly wait", check: (output) => unit("waiting", ["waiting"], output) }];
const ALONE = [
  { name: "unit", title: "Unit, contract and property tests", check: () => unit("unit", ["node", "scripts", "dom"]) },
  { name: "proofs", title: "Proofs", check: () => vitest("proofs", ["--config", "vitest.proofs.config.ts"]) },
  { name: "browser", title: "Browser tests", check: browser },
];
const STAGES = [...OF_SOURCE, ...BESIDE, ...ALONE];

async function once(script, args) {
  const code = await runNode(script, args, { cwd: repository, silentMs: SILENT_MS });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function lint() {
  const format = await once(tool("@biomejs/biome/bin/biome"), ["check", "."]);
  const promises = await once(tool("oxlint/bin/oxlint"), ["--type-aware"]);
  return sum([format, promises]).failed > 0 ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}

async function unit(name, projects, output) {
  await ensureServers();
  const args = projects.flatMap((project) => ["--project", project]);
  return vitest(name, args, { output });
}

/** What failed and why, to be said once more at the very end: whoever reads only the last lines of a run is told. */
const failures = [];
const unsteady = [];

async function vitest(name, args, options = {}) {
  const outcome = await runTests(name, args, {
    script: tool("vitest/vitest.mjs"),
    root: repository,
    reports,
    silentMs: SILENT_MS,
    ...options,
  });
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
  return vitest("browser", ["--config", "vitest.e2e.config.ts"], { env });
}

function sum(results) {
  return results.reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }), { passed: 0, failed: 0 });
}

function chosenStages(names) {
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    const known = [...new Set(STAGES.map(({ name }) => name))];
    console.error(`There is no stage "${unknown.join('", "')}". The stages: ${known.join(", ")}.`);
    process.exit(1);
  }
  return names.length === 0 ? STAGES : STAGES.filter(({ name }) => names.includes(name));
}

requireNode();
const stages = chosenStages(process.argv.slice(2));
await installIfNeeded();
mkdirSync(reports, { recursive: true });

/** One after the other. */
async function runStages(those, output = process.stdout) {
  const results = [];
  for (const { title, check } of those.filter((stage) => stages.includes(stage))) {
    output.write(`\n━━ ${title} ${"━".repeat(Math.max(0, 100 - title.length))}\n`);
    const start = performance.now();
    const { passed, failed } = await check(output);
    const line = `${failed === 0 ? "✓" : "✗"} ${title}: ${passed} passed, ${failed} failed in ${((performance.now() - start) / SECOND).toFixed(1)} s`;
    output.write(`── ${line}\n`);
    results.push({ passed, failed, line });
  }
  return results;
}

/** What runs beside other stages is printed when they are through, so that each can be read by itself. */
async function runBeside(those) {
  const said = [];
  const results = await runStages(those, { write: (text) => said.push(Buffer.from(text)) });
  return { results, said: Buffer.concat(said) };
}

const [ofSource, beside] = await Promise.all([runStages(OF_SOURCE), runBeside(BESIDE)]);
process.stdout.write(beside.said);
const results = [...ofSource, ...beside.results, ...(await runStages(ALONE))];

const { passed, failed } = sum(results);
if (unsteady.length > 0)
  console.log(`\nFailed once, and passed when run alone. To be mended:\n\n${unsteady.map((text) => `~ ${text}`).join("\n\n")}`);
if (failures.length > 0) console.log(`\n${failures.map((text) => `✗ ${text}`).join("\n\n")}`);
console.log(`\n${results.map(({ line }) => line).join("\n")}\n`);
console.log(
  `${passed} passed, ${failed} failed${unsteady.length > 0 ? `, ${unsteady.length} of those that passed only when run alone` : ""}`,
);
process.exitCode = failed === 0 ? 0 : 1;
