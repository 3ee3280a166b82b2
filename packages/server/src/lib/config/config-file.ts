// Finds colloquy.config.ts and takes what it exports.
import { existsSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";

export const CONFIG_FILES = ["colloquy.config.ts", "colloquy.config.mts", "colloquy.config.js", "colloquy.config.mjs"] as const;

/** The path of the app's configuration file, when it has one. */
export function findConfigFile(appDir: string): string | undefined {
  return CONFIG_FILES.map((name) => path.join(appDir, name)).find((file) => existsSync(file));
}

/** What a configuration file exports as its default; throws BAD_CONFIG when that is no object. */
export async function readConfigFile(file: string): Promise<Record<string, unknown>> {
  const { createAuthorLoader } = await import("./author-code.ts");
  const module = await createAuthorLoader(path.dirname(file)).import<{ readonly default?: unknown }>(file);
  const value = Object.hasOwn(module, "default") ? module.default : undefined;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new ChatError("BAD_CONFIG", `${path.basename(file)} exports no configuration.`, {
    fix: "End it with: export default defineConfig({ … })",
  });
}
