// `colloquy run app.ts`
import { findAppDir } from "../../config/app-dir.ts";
import type { ColloquyConfig } from "../../config/schema.ts";
import { resolveTarget } from "../load/app-target.ts";
import { findOtherCommand, handOver } from "../own-copy.ts";

/** What the command line says about a run. */
export interface RunOptions {
  readonly watch: boolean;
  readonly headless: boolean;
  /** Started by the supervisor of `--watch`, and told by it what to do. */
  readonly supervised: boolean;
  readonly flags: ColloquyConfig;
}

/** Serves an app until it is told to stop. */
export async function run(target: string, options: RunOptions): Promise<void> {
  const cwd = process.cwd();
  const appFile = resolveTarget(target, cwd);
  const other = findOtherCommand(appFile);
  if (other !== undefined) return handOver(other);
  const request = { appFile, cwd, flags: options.flags };
  if (options.supervised) {
    const { serveSupervised } = await import("../watch/serve-supervised.ts");
    return serveSupervised(request);
  }
  if (options.watch) {
    const { superviseApp } = await import("../watch/supervise-app.ts");
    return superviseApp({ ...request, appDir: findAppDir(appFile, { cwd, env: process.env }), headless: options.headless });
  }
  const { serveOnce } = await import("../serve-once.ts");
  return serveOnce({ ...request, headless: options.headless });
}
