// The author's end of the configuration: types while writing, no work at run time.

import { check, object } from "../check-given.ts";
import type { ColloquyConfig } from "./schema.ts";

/**
 * Types a configuration while you write it; `colloquy.config.ts` exports the result as its default.
 * The values are checked when the app is loaded.
 *
 * @example
 * ```ts
 * import { defineConfig } from "colloquy";
 *
 * export default defineConfig({ name: "Librarian", sessionTimeout: 7200 });
 * ```
 */
export function defineConfig(config: ColloquyConfig): ColloquyConfig {
  check("defineConfig", "the configuration", config, object, 'Write defineConfig({ name: "Librarian" }).');
  return config;
}
