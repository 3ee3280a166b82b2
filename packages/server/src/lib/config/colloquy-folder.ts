// .colloquy: what the framework keeps beside an app (secret, compiled code, the default stores). Never in a repository.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The path of the app's `.colloquy` folder, made if it is missing, with a .gitignore that keeps all of it out. */
export function openColloquyFolder(appDir: string): string {
  const folder = path.join(appDir, ".colloquy");
  if (mkdirSync(folder, { recursive: true }) !== undefined) writeFileSync(path.join(folder, ".gitignore"), "*\n");
  return folder;
}
