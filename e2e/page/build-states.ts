// Every state of the page without a server: the page's own development entry, built and served as files.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { preview } from "vite";
import { buildAsShipped } from "../../packages/web/test/build-as-shipped.ts";

const WEB = fileURLToPath(new URL("../../packages/web/", import.meta.url));

export interface ServedStates {
  /** Ends with a slash. */
  readonly address: string;
  close(): Promise<void>;
}

export async function buildStates(): Promise<ServedStates> {
  const outDir = mkdtempSync(path.join(tmpdir(), "colloquy-states-"));
  const common = { root: WEB, configFile: path.join(WEB, "vite.config.ts"), logLevel: "error" } as const;
  await buildAsShipped({
    ...common,
    base: "./",
    experimental: { renderBuiltUrl: () => ({ relative: true }) },
    build: { outDir, emptyOutDir: true, manifest: false, rolldownOptions: { input: path.join(WEB, "dev/index.html") } },
  });
  const server = await preview({ ...common, build: { outDir }, preview: { port: 0, host: "127.0.0.1", open: false } });
  return {
    address: server.resolvedUrls?.local[0] ?? "",
    close: async () => {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
