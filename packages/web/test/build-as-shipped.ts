// Pages for the browser tests, built as people get them. A test runner says to all of its process that this is a test, and Vite then takes the
// development build of React, which spends most of its time on checks and hides what things cost.
import { build, type InlineConfig } from "vite";

export async function buildAsShipped(config: InlineConfig): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Vite asks there, whatever its mode is
  const { env } = process;
  const before = env["NODE_ENV"];
  env["NODE_ENV"] = "production";
  try {
    await build(config);
  } finally {
    if (before === undefined) delete env["NODE_ENV"];
    else env["NODE_ENV"] = before;
  }
}
