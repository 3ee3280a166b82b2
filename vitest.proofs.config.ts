// Proofs of what we promise: whole servers in processes of their own, real sockets, many people. COLLOQUY_SOAK=1 makes the counts larger.
import { defineConfig } from "vitest/config";

const MINUTE = 60_000;
const isSoak = process.env.COLLOQUY_SOAK === "1";
const patience = isSoak ? 60 * MINUTE : 5 * MINUTE;
const ALL = ["e2e/proofs/**/*.proof.test.ts", "packages/server/src/lib/data-transfer/**/*.proof.test.ts"];
/** What compares memory or the processor's time, fills the machine by itself, or has limits by the clock: nothing else runs meanwhile. */
const MEASURED = ["fuzz*", "isolation", "large-files", "slow-store"].map((name) => `e2e/proofs/${name}.proof.test.ts`);
const NEVER = ["**/node_modules/**", "**/dist/**"];

export default defineConfig({
  test: {
    environment: "node",
    // What is garbage is collected before memory is compared.
    execArgv: ["--expose-gc"],
    testTimeout: patience,
    hookTimeout: MINUTE,
    // Whatever is waited for comes late on a busy machine; a second would say nothing about the code.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    projects: [
      // They kill, wait and come back: one of them alone leaves half of two processors idle. With the large counts each fills the machine.
      {
        extends: true,
        test: { name: "proofs", include: ALL, exclude: [...NEVER, ...MEASURED], maxWorkers: isSoak ? 1 : 2, sequence: { groupOrder: 0 } },
      },
      { extends: true, test: { name: "measured", include: MEASURED, exclude: NEVER, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
