// Puts the configuration together: command line over environment over file over defaults. Everything wrong is said at once.
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import * as z from "zod/mini";
import { findConfigFile, readConfigFile } from "./config-file.ts";
import type { Environment } from "./env-names.ts";
import { chainlitVariables, type Override, readOverrides, unknownVariables } from "./env-overrides.ts";
import { type ColloquyConfig, configSchema, type ResolvedConfig } from "./schema.ts";
import { namesAt } from "./setting-paths.ts";
import { describeIssues } from "./setting-problems.ts";

/** A configuration ready for use, with where it came from. */
export interface LoadedConfig {
  readonly config: ResolvedConfig;
  /** The configuration file, when the app has one. */
  readonly file: string | undefined;
  /** Things that work, but probably not as meant. */
  readonly warnings: readonly string[];
}

export interface LoadConfigOptions {
  readonly appDir: string;
  /** Where `COLLOQUY_*` variables are looked for; call `loadEnvFile` before to have the app's `.env` in it. */
  readonly env: Environment;
  /** What the command line said. */
  readonly flags?: ColloquyConfig;
  /** What the program said in which the server lives. */
  readonly settings?: ColloquyConfig;
}

/** Reads and checks an app's configuration; throws BAD_CONFIG that names every wrong setting and its fix. */
export async function loadConfig({ appDir, env, flags = {}, settings = {} }: LoadConfigOptions): Promise<LoadedConfig> {
  const file = findConfigFile(appDir);
  const written = file === undefined ? {} : await readConfigFile(file);
  const overrides = [
    ...readOverrides(env),
    ...toOverrides(flags, toFlag),
    ...toOverrides(settings, (path) => `createServer: ${path.join(".")}`),
  ];
  const fileName = file === undefined ? undefined : path.basename(file);
  return {
    config: resolveConfig(written, { overrides, fileName, problems: unknownVariables(env) }),
    file,
    warnings: chainlitVariables(env),
  };
}

/** Checks values given in code and fills in the defaults; throws BAD_CONFIG. */
export function resolveConfig(
  written: ColloquyConfig | Record<string, unknown>,
  options: {
    readonly overrides?: readonly Override[];
    readonly fileName?: string | undefined;
    /** What is known to be wrong already. */
    readonly problems?: readonly string[];
  } = {},
): ResolvedConfig {
  const { overrides = [], problems: known = [] } = options;
  const input = overrides.reduce<Record<string, unknown>>(withOverride, { ...written });
  const result = z.safeParse(configSchema, input);
  if (result.success && known.length === 0) return result.data;
  const sourceOf = (place: readonly PropertyKey[]) => overrides.findLast(({ path: at }) => at.every((key, i) => key === place[i]))?.source;
  const problems = [...known, ...describeIssues(result.error?.issues ?? [], input, { namesAt, sourceOf })];
  const where = options.fileName ?? "The configuration";
  const message = problems.length === 1 ? `${where}: ${problems[0]}` : `${where}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`;
  throw new ChatError("BAD_CONFIG", message);
}

/** A section is overridden setting by setting: what is not named in it stays. */
function toOverrides(values: ColloquyConfig, toSource: (path: readonly string[]) => string): Override[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const inSection = namesAt([key]).length > 0 && typeof value === "object" && value !== null;
    const places = inSection ? Object.entries(value).map(([inner, at]) => ({ path: [key, inner], value: at })) : [{ path: [key], value }];
    return places.filter((place) => place.value !== undefined).map((place) => ({ ...place, source: toSource(place.path) }));
  });
}

function toFlag(path: readonly string[]): string {
  return `--${path.join("-").replace(/[A-Z]/g, "-$&").toLowerCase()}`;
}

function withOverride(input: Record<string, unknown>, { path: [key = "", inner], value }: Override): Record<string, unknown> {
  if (inner === undefined) return { ...input, [key]: value };
  const section = input[key];
  return { ...input, [key]: { ...(typeof section === "object" ? section : undefined), [inner]: value } };
}
