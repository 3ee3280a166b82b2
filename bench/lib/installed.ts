// A folder as people have it: the packed packages, and everything they need, linked from the repository's own installation.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const repository = path.join(import.meta.dirname, "../..");

/** Makes the folder and answers its path. Its caller removes it. */
export function installPacked(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-bench-"));
  const modules = path.join(folder, "node_modules");
  const tarballs = path.join(folder, "tarballs");
  mkdirSync(path.join(modules, "@colloquy"), { recursive: true });
  execFileSync(process.execPath, [path.join(repository, "scripts/pack.mjs"), tarballs], { stdio: "ignore" });
  for (const tarball of readdirSync(tarballs)) {
    execFileSync("tar", ["-xzf", path.join(tarballs, tarball), "-C", folder]);
    const name = tarball.replace(/-\d.*$/, "").replace(/^colloquy-/, "@colloquy/");
    renameSync(path.join(folder, "package"), path.join(modules, name));
  }
  const installed = path.join(repository, "node_modules");
  for (const name of readdirSync(installed)) {
    if (!name.startsWith(".") && name !== "colloquy" && name !== "@colloquy")
      symlinkSync(path.join(installed, name), path.join(modules, name));
  }
  return folder;
}
