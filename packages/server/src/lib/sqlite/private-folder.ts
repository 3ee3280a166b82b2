// Chats are private: their folder and files are readable by the account that runs the server only, and kept out of git.
import { mkdir, open, writeFile } from "node:fs/promises";
import path from "node:path";

/** Makes the folder, for its owner only, when it is not there; a `.colloquy` folder gets a `.gitignore` that ignores all of it. */
export async function ensurePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (path.basename(path.resolve(folder)) !== ".colloquy") return;
  await writeFile(path.join(folder, ".gitignore"), "*\n", { flag: "wx", mode: 0o600 }).catch(unlessExists);
}

/** Makes an empty file, for its owner only, when it is not there. SQLite gives the files beside it the same mode. */
export async function ensurePrivateFile(file: string): Promise<void> {
  const handle = await open(file, "a", 0o600);
  await handle.close();
}

function unlessExists(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
