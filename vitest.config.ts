// Everything that runs without a browser. Two environments: the views get a DOM, all the rest is plain Node.
import { defineConfig } from "vitest/config";
import { partedStrings } from "./packages/web/build-plugins/parted-strings.ts";

const VIEWS = ["packages/web/**/*.test.{ts,tsx}", "packages/client/src/lib/react/**/*.test.{ts,tsx}"];
const NEVER = ["**/node_modules/**", "**/dist/**", "**/*.browser.test.{ts,tsx}", "e2e/**", "**/.cache/**"];

export default defineConfig({
  test: {
    maxWorkers: 2,
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
          include: ["{packages,scripts,examples,bench,docs}/**/*.test.{ts,tsx}"],
          exclude: [...NEVER, ...VIEWS],
        },
      },
      { extends: true, plugins: [partedStrings], test: { name: "dom", environment: "happy-dom", include: VIEWS, exclude: NEVER } },
    ],
  },
});
