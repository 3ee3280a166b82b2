// What needs a real browser and the built page: e2e/*.spec.ts, and the browser tests that live beside what they test.
import { defineConfig } from "vitest/config";
import { longestFirst } from "./scripts/testing/longest-first.ts";

const LONGEST = [
  "e2e/a11y.spec.ts",
  "markdown/markdown.browser.test.ts",
  "e2e/custom-elements.spec.ts",
  "e2e/history.spec.ts",
  "elements/elements.browser.test.ts",
  "e2e/uploads.spec.ts",
  "examples/elements.spec.ts",
  "e2e/flat-cost.spec.ts",
  "e2e/page.spec.ts",
  "e2e/asks.spec.ts",
  "e2e/hostile.spec.ts",
  "e2e/views.spec.ts",
  "e2e/chainlit-client.spec.ts",
  "e2e/configuration.spec.ts",
  "examples/tour.spec.ts",
  "e2e/sharing.spec.ts",
  "e2e/restart.spec.ts",
  "e2e/reading.spec.ts",
  "e2e/feedback.spec.ts",
];

export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts", "packages/**/*.browser.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**", "e2e/chainlit-client/**"],
    globalSetup: "e2e/support/shared-parts.ts",
    environment: "node",
    maxWorkers: 2,
    sequence: { sequencer: longestFirst(LONGEST) },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Whatever is waited for comes late on a busy machine; a second would say nothing about the code.
    expect: { poll: { timeout: 20_000, interval: 50 } },
  },
});
