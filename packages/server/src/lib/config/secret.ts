// The key that signs cookies and resume tokens: from the environment, else made once and kept in the app's folder.
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import { openColloquyFolder } from "./colloquy-folder.ts";
import type { Environment } from "./env-names.ts";

/** A signing key and the name it goes by in what it signs. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The key that signs, and an older one that is still believed, so that a secret can be changed without signing anybody out. @internal */
export interface KeyRing {
  readonly current: SecretKey;
  readonly previous: SecretKey | undefined;
  /** Where the keys came from, for the log. */
  readonly source: "environment" | "file" | "memory";
  /** The key that a token names; undefined when it is not one of ours any more. */
  find(id: string): SecretKey | undefined;
}

export interface LoadSecretOptions {
  readonly appDir: string;
  readonly env: Environment;
  readonly dev: boolean;
}

const LEAST_BYTES = 32;

/** A new secret: 64 letters and digits, which need no quotes anywhere. */
export function createSecret(): string {
  return randomBytes(32).toString("hex");
}

/**
 * Loads the app's keys: `COLLOQUY_AUTH_SECRET` (and `COLLOQUY_AUTH_SECRET_PREVIOUS`), else `.colloquy/secret`, which is made when it
 * is missing: one key a line, the first one signs. Throws BAD_CONFIG for a key that is too short, and in production when none can be kept.
 */
export function loadSecret({ appDir, env, dev }: LoadSecretOptions): KeyRing {
  const given = env["COLLOQUY_AUTH_SECRET"];
  if (given !== undefined && given !== "") {
    return toKeyRing([given, env["COLLOQUY_AUTH_SECRET_PREVIOUS"] ?? ""], "environment", "COLLOQUY_AUTH_SECRET");
  }
  const file = path.join(appDir, ".colloquy", "secret");
  try {
    return toKeyRing(readOrCreate(file).split("\n"), "file", file);
  } catch (error) {
    if (error instanceof ChatError) throw error;
    if (dev) return toKeyRing([createSecret()], "memory", "");
    throw new ChatError("BAD_CONFIG", `There is no secret, and none can be kept in ${file}.`, {
      cause: error,
      fix: "Set COLLOQUY_AUTH_SECRET: `npx colloquy create-secret` prints one. Without it everybody would lose their chats at each start.",
    });
  }
}

function toKeyRing(lines: readonly string[], source: KeyRing["source"], where: string): KeyRing {
  const [current, previous] = lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => toKey(line, where));
  if (current === undefined) throw new ChatError("BAD_CONFIG", `${where} is empty.`, { fix: "Delete it, and a new secret is made." });
  return { current, previous, source, find: (id) => [current, previous].find((key) => key?.id === id) };
}

function toKey(secret: string, where: string): SecretKey {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < LEAST_BYTES) {
    throw new ChatError("BAD_CONFIG", `The secret in ${where} has ${bytes.length} characters; it needs at least ${LEAST_BYTES}.`, {
      fix: "`npx colloquy create-secret` prints a good one.",
    });
  }
  return { id: createHash("sha256").update("colloquy-key-id\0").update(bytes).digest("hex").slice(0, 8), bytes };
}

/** Of two processes that start at once, both end up with the same secret: only one of them can create the file. */
function readOrCreate(file: string): string {
  const existing = readIfThere(file);
  if (existing !== undefined) return existing === "" ? readWhenWritten(file) : existing;
  openColloquyFolder(path.dirname(path.dirname(file)));
  try {
    writeFileSync(file, `${createSecret()}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  return readWhenWritten(file);
}

/** The other process may have created the file and not yet filled it; that takes it microseconds. */
function readWhenWritten(file: string): string {
  for (let tries = 0; tries < 100; tries++) {
    const text = readFileSync(file, "utf8");
    if (text !== "") return text;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
  return "";
}

function readIfThere(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    keepPrivate(file);
    return text;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function keepPrivate(file: string): void {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch {
    // Somebody else's file, as a mounted secret: who may read it is their decision.
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
