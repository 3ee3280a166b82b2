// .env: settings and keys of one machine, kept out of the repository. What the real environment says wins.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { ChatError } from "@colloquy/protocol";
import { type Environment, readName } from "./env-names.ts";

/**
 * Adds to `env` what the app's `.env` says and `env` does not; returns the file's path when there was one.
 * `COLLOQUY_ENV_FILE` names another file, relative to the app's folder; that one must exist.
 */
export function loadEnvFile(appDir: string, env: Environment): string | undefined {
  const named = readName(env, "ENV_FILE");
  const file = path.resolve(appDir, named ?? ".env");
  const text = readIfThere(file);
  if (text === undefined) {
    if (named === undefined) return undefined;
    throw new ChatError("BAD_CONFIG", `There is no file ${file}.`, {
      fix: "COLLOQUY_ENV_FILE names it: create it, or unset the variable.",
    });
  }
  for (const [key, value] of Object.entries(parseEnv(text))) env[key] ??= value;
  return file;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new ChatError("BAD_CONFIG", `${file} cannot be read.`, { cause: error, fix: "Check that it is a file this user may read." });
  }
}
