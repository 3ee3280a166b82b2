// The release of an author's app, where its package says one.
import { readFileSync } from "node:fs";
import path from "node:path";

/** The version in the package.json of the app's folder; undefined when there is none that can be read. */
export function releaseOf(appDir: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(path.join(appDir, "package.json"), "utf8")) as { readonly version?: unknown };
    return typeof version === "string" && version !== "" ? version.slice(0, 200) : undefined;
  } catch {
    return undefined;
  }
}
