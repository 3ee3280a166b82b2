// Proofs of what we promise: whole servers in processes of their own, real sockets, many people. COLLOQUY_SOAK=1 makes the counts larger.
import { defineConfig } from "vitest/config";

const MINUTE = 60_000;
const patience = process.env.COLLOQUY_SOAK === "1" ? 60 * MINUTE : 5 * MINUTE;

export default defineConfig({
  test: {
    include: ["e2e/proofs/**/*.proof.test.ts", "packages/server/src/lib/data-transfer/**/*.proof.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    environment: "node",
    // One after the other: each of them fills the machine.
    fileParallelism: false,
    // What is garbage is collected before memory is compared.
    execArgv: ["--expose-gc"],
    testTimeout: patience,
    hookTimeout: MINUTE,
    // Whatever is waited for comes late on a busy machine; a second would say nothing about the code.
    expect: { poll: { timeout: 20_000, interval: 50 } },
  },
});
