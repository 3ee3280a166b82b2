// One run of the test runner as a stage of `npm test`. A file in which something failed is run once more, alone, when the others are through: what is
// broken fails again. What passed then is counted, and named at the end, for it is a fault too: of the test, or of what it tests.
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { runNode } from "./processes.mjs";

/** When more files than these have failed, something is broken for all of them. */
const AGAIN_AT_MOST = 12;
const REASON = 1_500;
const CRASH_REPORTER = path.join(import.meta.dirname, "crash-reporter.mjs");

/**
 * @typedef {{ passed: number, failed: number, failures: string[], unsteady: string[] }} Outcome
 * @param {string} name of the report
 * @param {readonly string[]} args of the test runner
 * @param {{ script: string, root: string, reports: string, silentMs: number, quiet?: boolean, env?: NodeJS.ProcessEnv, output?: { write(text: string | Buffer): unknown } }} options
 * @returns {Promise<Outcome>}
 */
export async function runTests(name, args, options) {
  const say = (line) => !options.quiet && (options.output ?? process.stdout).write(`${line}\n`);
  const first = await once(name, args, options);
  if (first.told) say(`Slowest: ${slowest(first.told, options.root).join(" · ")}`);
  const files = first.told ? failedFiles(first.told) : [];
  if (files.length === 0 || files.length > AGAIN_AT_MOST) return result(first, options.root);
  say(`\nFailed, and run once more alone: ${files.map((file) => path.relative(options.root, file)).join(", ")}`);
  const again = await once(`${name}-again`, [...args, ...files, "--maxWorkers=1"], options);
  const last = result(again, options.root);
  const tests = first.counted.passed + first.counted.failed;
  return {
    passed: Math.max(0, tests - last.failed),
    // A crash belongs to no file, so that no second run of files shows that it is over.
    failed: last.failed + first.crashes,
    failures: last.failures,
    unsteady: failedIn(first.told, options.root)
      .filter(({ id }) => !last.ids.has(id))
      .map(({ text }) => text),
  };
}

async function once(name, args, { script, root, reports, silentMs, quiet = false, env = process.env, output }) {
  const report = path.join(reports, `${name}.json`);
  const crashes = path.join(reports, `${name}.crashes`);
  for (const file of [report, crashes]) rmSync(file, { force: true });
  const reporters = [
    ...(quiet ? [] : ["--reporter=default"]),
    "--reporter=json",
    `--outputFile.json=${report}`,
    `--reporter=${CRASH_REPORTER}`,
  ];
  const code = await runNode(script, ["run", ...args, ...reporters], {
    cwd: root,
    silentMs,
    output,
    env: { ...env, TEST_CRASHES: crashes },
  });
  const told = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
  const counted = told ? count(told) : { passed: 0, failed: 0 };
  return { code, told, counted, crashes: existsSync(crashes) ? Number(readFileSync(crashes, "utf8")) : 0 };
}

function result({ code, told, counted }, root) {
  const failed = told ? failedIn(told, root) : [];
  return {
    // A crash, an unhandled error or no test at all fails no single test, yet the run has failed.
    ...(code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted),
    failures: failed.map(({ text }) => text),
    unsteady: [],
    ids: new Set(failed.map(({ id }) => id)),
  };
}

const didNotLoad = ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0;

/** A file that did not even load has failed once, though none of its tests has. */
function count(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.testResults.filter(didNotLoad).length };
}

function failedFiles(report) {
  return report.testResults
    .filter((file) => didNotLoad(file) || file.assertionResults.some(({ status }) => status === "failed"))
    .map(({ name }) => name);
}

/** What failed and why. */
function failedIn(report, root) {
  return report.testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(root, name);
    const tests = assertionResults.filter(({ status }) => status === "failed");
    if (tests.length === 0 && message) return [{ id: file, text: `${file}\n${message.slice(0, REASON)}` }];
    return tests.map(({ fullName, failureMessages }) => {
      const id = `${file} › ${fullName}`;
      return { id, text: `${id}\n${failureMessages.join("\n").slice(0, REASON)}` };
    });
  });
}

/** The files that took longest, so that whoever adds to them knows. */
function slowest(report, root) {
  return report.testResults
    .map(({ name, startTime, endTime }) => ({ file: path.relative(root, name), seconds: Math.round((endTime - startTime) / 1000) }))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, 5)
    .map(({ file, seconds }) => `${file} ${seconds} s`);
}
