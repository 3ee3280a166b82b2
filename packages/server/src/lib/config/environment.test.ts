import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findAppDir } from "./app-dir.ts";
import { loadEnvFile } from "./env-file.ts";
import type { Environment } from "./env-names.ts";
import { OTHER_NAMES, readSwitch } from "./env-names.ts";
import { variableName } from "./env-overrides.ts";
import { loadConfig } from "./load-config.ts";
import { configSchema } from "./schema.ts";
import { settingPaths } from "./setting-paths.ts";

let appDir: string;
beforeEach(() => {
  appDir = mkdtempSync(path.join(tmpdir(), "colloquy-env-"));
});
afterEach(() => rmSync(appDir, { recursive: true }));

const read = async (env: Environment) => (await loadConfig({ appDir, env })).config;

describe("a variable for a setting", () => {
  const defaults = configSchema.parse({}) as Readonly<Record<string, unknown>>;
  const at = (config: Readonly<Record<string, unknown>>, [key = "", inner]: readonly string[]) =>
    inner === undefined ? config[key] : (config[key] as Readonly<Record<string, unknown>>)[inner];
  const flags = settingPaths().filter((keys) => typeof at(defaults, keys) === "boolean");
  const numbers = settingPaths().filter((keys) => typeof at(defaults, keys) === "number");

  it.each(flags.map((keys) => [variableName(keys), keys] as const))("%s is true or false", async (name, keys) => {
    expect(at(await read({ [name]: "true" }), keys)).toBe(true);
    expect(at(await read({ [name]: "no" }), keys)).toBe(false);
    await expect(read({ [name]: "perhaps" })).rejects.toThrow(`${keys.join(".")} must be true or false, not "perhaps" (from ${name})`);
  });

  it.each(numbers.map((keys) => [variableName(keys), keys] as const))("%s is a number", async (name, keys) => {
    expect(at(await read({ [name]: "1024" }), keys)).toBe(1024);
    await expect(read({ [name]: "many" })).rejects.toThrow(`${keys.join(".")} must be a number, not "many" (from ${name})`);
  });

  it("can be a word of several, and says which when it is another one", async () => {
    const env = { COLLOQUY_DEFAULT_THEME: "dark", COLLOQUY_LAYOUT: "wide", COLLOQUY_DEFAULT_SIDEBAR_STATE: "hidden" };
    expect(await read(env)).toMatchObject({ defaultTheme: "dark", layout: "wide", defaultSidebarState: "hidden" });
    await expect(read({ COLLOQUY_DEFAULT_THEME: "pink" })).rejects.toThrow('one of "system", "light", "dark", not "pink"');
  });

  it("that is empty says nothing", async () => {
    expect(await read({ COLLOQUY_NAME: "", COLLOQUY_PORT: "" })).toMatchObject({ name: "Assistant", port: 8000 });
  });

  it("that does not exist stops the start, and names the one that was meant", async () => {
    await expect(read({ COLLOQUY_SESION_TIMEOUT: "5", COLLOQUY_AUTH_SECRET: "x" })).rejects.toMatchObject({
      code: "BAD_CONFIG",
      message: expect.stringContaining(
        "COLLOQUY_SESION_TIMEOUT is set, but no setting has that name. Did you mean COLLOQUY_SESSION_TIMEOUT?",
      ),
    });
    await expect(read({ COLLOQUY_BANANA: "5" })).rejects.toThrow("Unset it.");
  });

  it("that does not exist is told together with every other mistake", async () => {
    await expect(read({ COLLOQUY_BANANA: "5", COLLOQUY_PORT: "eighty" })).rejects.toThrow(/COLLOQUY_BANANA[\s\S]*port must be a number/);
  });

  it("is never one of those that mean something else", () => {
    expect(
      settingPaths()
        .map(variableName)
        .filter((name) => (OTHER_NAMES as readonly string[]).includes(name)),
    ).toEqual([]);
  });
});

describe("a deployment of Chainlit", () => {
  it("keeps its names for address, path, certificate and public address; ours win", async () => {
    const env = {
      CHAINLIT_HOST: "0.0.0.0",
      CHAINLIT_PORT: "4000",
      CHAINLIT_ROOT_PATH: "/chat",
      CHAINLIT_SSL_CERT: "cert.pem",
      CHAINLIT_SSL_KEY: "key.pem",
      CHAINLIT_URL: "https://chat.example",
    };
    const theirs = { host: "0.0.0.0", port: 4000, rootPath: "/chat", sslCert: "cert.pem", sslKey: "key.pem" };
    expect(await read(env)).toMatchObject({ ...theirs, publicUrl: "https://chat.example" });
    expect(await read({ ...env, COLLOQUY_PORT: "5000" })).toMatchObject({ port: 5000 });
    expect(await read({ ...env, PORT: "6000" })).toMatchObject({ port: 4000 });
  });

  it("is told which of its variables mean nothing here", async () => {
    const { warnings } = await loadConfig({ appDir, env: { CHAINLIT_PORT: "1", CHAINLIT_MAX_TEA: "1" } });
    expect(warnings).toEqual(["CHAINLIT_MAX_TEA is set, and means nothing here."]);
  });

  it("keeps its names for the file of variables and the folder of the app", () => {
    writeFileSync(path.join(appDir, "prod.env"), "A=prod");
    const env: Environment = { CHAINLIT_ENV_FILE: "prod.env" };
    expect(loadEnvFile(appDir, env)).toBe(path.join(appDir, "prod.env"));
    expect(env["A"]).toBe("prod");
    const other = path.join(appDir, "other");
    mkdirSync(other);
    const file = path.join(appDir, "app.ts");
    expect(findAppDir(file, { cwd: appDir, env: { CHAINLIT_APP_ROOT: other } })).toBe(other);
    expect(findAppDir(file, { cwd: appDir, env: { COLLOQUY_APP_ROOT: "mine", CHAINLIT_APP_ROOT: other } })).toBe(path.join(appDir, "mine"));
  });
});

describe("a switch of the command line", () => {
  it("is on, off, or named when it is neither", () => {
    expect(readSwitch({ COLLOQUY_WATCH: "1" }, "COLLOQUY_WATCH")).toBe(true);
    expect(readSwitch({ COLLOQUY_WATCH: "false" }, "COLLOQUY_WATCH")).toBe(false);
    expect(readSwitch({}, "COLLOQUY_WATCH")).toBe(false);
    expect(() => readSwitch({ COLLOQUY_WATCH: "maybe" }, "COLLOQUY_WATCH")).toThrow('COLLOQUY_WATCH must be true or false, not "maybe".');
  });

  it("COLLOQUY_DEBUG logs everything", async () => {
    expect((await read({ COLLOQUY_DEBUG: "true" })).logLevel).toBe("debug");
    expect((await read({ COLLOQUY_DEBUG: "false" })).logLevel).toBe("info");
  });
});
