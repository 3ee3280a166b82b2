// .colloquy: what the framework keeps beside an app (secret, compiled code, the default stores). Private, and never in a repository.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The path of the app's `.colloquy` folder, made if it is missing, with a .gitignore that keeps all of it out. */
export function openColloquyFolder(appDir: string): string {
  const folder = path.join(appDir, ".colloquy");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path.join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return folder;
}
