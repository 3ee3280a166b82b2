// Which page is served: ours, or the one an author built.
import { existsSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import { ownPage } from "./own-package.ts";
import type { ResolvedConfig } from "./schema.ts";

/** The folder of the page; undefined when nobody built ours. Throws BAD_CONFIG for a `customBuild` without a page in it. */
export function choosePage({ customBuild }: Pick<ResolvedConfig, "customBuild">, appDir: string): string | undefined {
  if (customBuild === undefined) return ownPage();
  const folder = path.resolve(appDir, customBuild);
  if (existsSync(path.join(folder, "index.html"))) return folder;
  throw new ChatError("BAD_CONFIG", `customBuild: there is no index.html in ${folder}.`, {
    fix: "Build the page first, or name the folder it was built into, relative to the app's.",
  });
}
