import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSecret, loadSecret } from "./secret.ts";

let appDir: string;
beforeEach(() => {
  appDir = mkdtempSync(path.join(tmpdir(), "colloquy-secret-"));
});
afterEach(() => rmSync(appDir, { recursive: true }));

const secretFile = () => path.join(appDir, ".colloquy", "secret");
const load = (env: Record<string, string> = {}, dev = false) => loadSecret({ appDir, env, dev });

describe("loadSecret", () => {
  it("makes a secret once, private and out of git, and finds it again", () => {
    const first = load();
    expect(load().current.id).toBe(first.current.id);
    expect(statSync(secretFile()).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(appDir, ".colloquy", ".gitignore"), "utf8")).toBe("*\n");
    expect(first.source).toBe("file");
  });

  it("closes a file that others could read", () => {
    load();
    chmodSync(secretFile(), 0o644);
    load();
    expect(statSync(secretFile()).mode & 0o777).toBe(0o600);
  });

  it("prefers the environment, and believes the previous key while signing with the current one", () => {
    const [old, current] = [createSecret(), createSecret()];
    const before = load({ COLLOQUY_AUTH_SECRET: old });
    const after = load({ COLLOQUY_AUTH_SECRET: current, COLLOQUY_AUTH_SECRET_PREVIOUS: old });
    expect(after.current.id).not.toBe(before.current.id);
    expect(after.find(before.current.id)?.bytes).toEqual(before.current.bytes);
    expect(after.find("unknown")).toBeUndefined();
  });

  it("takes a second line of the file as the previous key", () => {
    const old = load().current.id;
    writeFileSync(secretFile(), `${createSecret()}\n${readFileSync(secretFile(), "utf8")}`);
    const ring = load();
    expect(ring.current.id).not.toBe(old);
    expect(ring.previous?.id).toBe(old);
  });

  it("refuses a short secret and says how to get a good one", () => {
    expect(() => load({ COLLOQUY_AUTH_SECRET: "changeme" })).toThrow(/COLLOQUY_AUTH_SECRET has 8 characters/);
    mkdirSync(path.join(appDir, ".colloquy"));
    writeFileSync(secretFile(), "tooshort\n");
    expect(() => load()).toThrow("at least 32");
    writeFileSync(secretFile(), "\n");
    expect(() => load()).toThrow("is empty");
  });

  it("refuses to start in production when no secret can be kept, and in development makes do with memory", () => {
    // A file where the folder should be cannot be written into, not even by root, whom a read-only mode would not stop.
    writeFileSync(path.join(appDir, ".colloquy"), "");
    expect(() => load()).toThrow("none can be kept");
    expect(load({}, true).source).toBe("memory");
  });

  it("gives two processes that start at once the same secret", async () => {
    const bin = path.resolve(import.meta.dirname, "../../../../..", "node_modules/jiti/lib/jiti-cli.mjs");
    const script = path.join(appDir, "load.ts");
    writeFileSync(
      script,
      `import { loadSecret } from ${JSON.stringify(path.join(import.meta.dirname, "secret.ts"))};
       console.log(loadSecret({ appDir: ${JSON.stringify(appDir)}, env: {}, dev: false }).current.id);`,
    );
    const run = async () => (await promisify(execFile)(process.execPath, [bin, script])).stdout.trim();
    const [a, b] = await Promise.all([run(), run()]);
    expect(a).toMatch(/^[0-9a-f]{8}$/);
    expect(a).toBe(b);
  });
});
