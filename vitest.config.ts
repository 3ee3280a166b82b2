// Everything that runs without a browser. Two environments: the views get a DOM, all the rest is plain Node. The files that one worker runs
// share what they import, which took longer than the tests themselves: whoever changes something of the whole process puts it back.
import { defineConfig } from "vitest/config";
import { partedStrings } from "./packages/web/build-plugins/parted-strings.ts";
import { longestFirst } from "./scripts/testing/longest-first.ts";

const VIEWS = ["packages/web/**/*.test.{ts,tsx}", "packages/client/src/lib/{react,elements}/**/*.test.{ts,tsx}"];
/** Of those that begin first some wait for leases and limits, some start servers: what waits and what computes alternate. */
const LONGEST = [
  "relay/drivers/postgres.test.ts",
  "commands/data/data.test.ts",
  "relay/drivers/redis.test.ts",
  "commands/run.test.ts",
  "http/store-cut.test.ts",
  "commands/run-environment.test.ts",
  "relay/drivers/memory.test.ts",
  "commands/run-elements.test.ts",
  "commands/cluster/cluster.test.ts",
  "session/invariants.test.ts",
  "scripts/docs-code.test.ts",
  "cli/drain.test.ts",
  "data/drivers/postgres.test.ts",
  "http/ownership.test.ts",
];
/**
 * The clock looks at what its whole process waits for, and so at what a file before it left behind. A stream that the other one did not see the
 * end of was such a thing.
 */
const ALONE = ["packages/server/src/lib/http/store-cut.test.ts", "packages/server/src/lib/testing/skipping-clock.test.ts"];
/**
 * Nodes that lose each other: they wait for leases, most of the time, and leave the processor to others. `npm test` runs them beside its checks
 * of the source, the build and the packages.
 */
const WAITING = [
  "packages/server/src/lib/relay/drivers/*.test.ts",
  "packages/server/src/lib/counts/drivers/*.test.ts",
  "packages/server/src/lib/session/{many-nodes,{lists,handlers,routes}-of-nodes}.test.ts",
  "packages/server/src/lib/cli/commands/cluster/cluster.test.ts",
];
const NEVER = ["**/node_modules/**", "**/dist/**", "**/*.browser.test.{ts,tsx}", "**/*.proof.test.ts", "e2e/**", "**/.cache/**"];

export default defineConfig({
  test: {
    // Three were no faster on two processors, and made more tests late.
    maxWorkers: 2,
    sequence: { sequencer: longestFirst(LONGEST) },
    // Generous, because other work on the machine must not fail a test; what hangs is found all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Whatever is waited for comes late on a busy machine; a second would say nothing about the code.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          isolate: false,
          include: ["{packages,examples,bench,docs}/**/*.test.{ts,tsx}"],
          exclude: [...NEVER, ...VIEWS, ...ALONE, ...WAITING],
        },
      },
      { extends: true, test: { name: "waiting", environment: "node", isolate: false, include: WAITING, exclude: NEVER } },
      // Whole apps are loaded here, each as the app of its process.
      { extends: true, test: { name: "scripts", environment: "node", include: ["scripts/**/*.test.ts", ...ALONE], exclude: NEVER } },
      {
        extends: true,
        plugins: [partedStrings],
        test: { name: "dom", environment: "happy-dom", isolate: false, include: VIEWS, exclude: NEVER },
      },
    ],
  },
});
