// Everything a server needs to know about an app, gathered from the command line, the environment and the app's folder.
import { missingOAuthVariables } from "../auth/oauth/providers-from-env.ts";
import { findAppDir } from "../config/app-dir.ts";
import { loadEnvFile } from "../config/env-file.ts";
import type { Environment } from "../config/env-names.ts";
import { loadConfig } from "../config/load-config.ts";
import type { ColloquyConfig, ResolvedConfig } from "../config/schema.ts";
import { type KeyRing, loadSecret } from "../config/secret.ts";

/** An app that is ready to be loaded. */
export interface Project {
  /** Undefined for the built-in app. */
  readonly appFile: string | undefined;
  readonly appDir: string;
  readonly config: ResolvedConfig;
  readonly secret: KeyRing;
  /** Errors are shown in full, and pages of this machine may talk to the server. */
  readonly dev: boolean;
  readonly env: Environment;
  readonly warnings: readonly string[];
}

export interface OpenProjectOptions {
  readonly appFile: string;
  readonly cwd: string;
  /** Changed: the app's `.env` is added to it. */
  readonly env: Environment;
  readonly flags: ColloquyConfig;
  readonly watch: boolean;
}

/** Reads the environment, the configuration and the secret of an app; throws BAD_CONFIG. */
export async function openProject({ appFile, cwd, env, flags, watch }: OpenProjectOptions): Promise<Project> {
  const appDir = findAppDir(appFile, { cwd, env });
  loadEnvFile(appDir, env);
  const { config, warnings } = await loadConfig({ appDir, env, flags });
  const dev = isDevelopment({ watch, nodeEnv: env["NODE_ENV"], host: config.host });
  const hints = [...warnings, ...missingOAuthVariables(env)];
  return { appFile, appDir, config, secret: loadSecret({ appDir, env, dev }), dev, env, warnings: hints };
}

/** What NODE_ENV says; without it an app that other machines can reach is not being developed. */
export function isDevelopment(options: { readonly watch: boolean; readonly nodeEnv: string | undefined; readonly host: string }): boolean {
  if (options.nodeEnv !== undefined && options.nodeEnv !== "") return options.nodeEnv !== "production";
  return options.watch || isLoopback(options.host);
}

/** Whether an address can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}
