// `colloquy hello`: the built-in app, which leaves nothing behind.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { resolveConfig } from "../../config/load-config.ts";
import type { ColloquyConfig } from "../../config/schema.ts";
import { loadSecret } from "../../config/secret.ts";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { createMemorySessionStore } from "../../session-store/drivers/memory.ts";
import { createHelloApp } from "../hello-app.ts";
import type { Project } from "../project.ts";
import { serveProject } from "../serve-once.ts";

/** Serves the built-in app until it is told to stop. */
export async function hello(options: { readonly flags: ColloquyConfig; readonly headless: boolean }): Promise<void> {
  const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-hello-"));
  process.on("exit", () => rmSync(appDir, { recursive: true, force: true }));
  const project: Project = {
    appFile: undefined,
    appDir,
    config: resolveConfig({
      name: "Hello",
      dataLayer: createMemoryDataLayer(),
      sessionStore: createMemorySessionStore(),
      ...options.flags,
    }),
    secret: loadSecret({ appDir, env: {}, dev: true }),
    dev: true,
    env: {},
    warnings: [],
  };
  await serveProject(project, { app: createHelloApp(), cwd: process.cwd(), headless: options.headless });
}
