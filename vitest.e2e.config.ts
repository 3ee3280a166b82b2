// What needs a real browser and the built page: e2e/*.spec.ts, and the browser tests that live beside what they test.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts", "packages/**/*.browser.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**", "e2e/chainlit-client/**"],
    globalSetup: "e2e/support/shared-parts.ts",
    environment: "node",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Whatever is waited for comes late on a busy machine; a second would say nothing about the code.
    expect: { poll: { timeout: 20_000, interval: 50 } },
  },
});
