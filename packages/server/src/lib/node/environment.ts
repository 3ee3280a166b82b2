// The process's environment, for the parts that are handed one.
import type { Environment } from "../config/env-names.ts";

/** What this process was started with. */
export function processEnvironment(): Environment {
  return process.env;
}
