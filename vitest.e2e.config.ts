// What needs a real browser and the built page: e2e/*.spec.ts, and the browser tests that live beside what they test.
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest begin first, else the last of them is waited for by one worker alone. `npm test` prints the slowest. */
const LONGEST = [
  "e2e/a11y.spec.ts",
  "markdown/markdown.browser.test.ts",
  "e2e/uploads.spec.ts",
  "e2e/hostile.spec.ts",
  "examples/elements.spec.ts",
  "e2e/flat-cost.spec.ts",
  "e2e/page.spec.ts",
  "e2e/chainlit-client.spec.ts",
  "e2e/reading.spec.ts",
  "e2e/configuration.spec.ts",
  "e2e/languages.spec.ts",
  "e2e/sign-in.spec.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts", "packages/**/*.browser.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**", "e2e/chainlit-client/**"],
    globalSetup: "e2e/support/shared-parts.ts",
    environment: "node",
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Whatever is waited for comes late on a busy machine; a second would say nothing about the code.
    expect: { poll: { timeout: 20_000, interval: 50 } },
  },
});
