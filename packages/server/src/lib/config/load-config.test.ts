import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isChatError } from "@colloquy/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadEnvFile } from "./env-file.ts";
import { variableName } from "./env-overrides.ts";
import { loadConfig, resolveConfig } from "./load-config.ts";
import { toPublicConfig } from "./public-config.ts";
import { settingPaths } from "./setting-paths.ts";

let appDir: string;
beforeEach(() => {
  appDir = mkdtempSync(path.join(tmpdir(), "colloquy-config-"));
});
afterEach(() => rmSync(appDir, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(path.join(appDir, name), text);

function problemOf(written: Record<string, unknown>): string {
  try {
    resolveConfig(written);
  } catch (error) {
    if (isChatError(error) && error.code === "BAD_CONFIG") return error.message;
    throw error;
  }
  throw new Error("It was accepted.");
}

describe("loadConfig", () => {
  it("has a default for everything, so that an app needs no configuration", async () => {
    const { config, file, warnings } = await loadConfig({ appDir, env: {} });
    expect(config).toMatchObject({
      name: "Assistant",
      cot: "full",
      sessionTimeout: 3600,
      concurrency: "queue",
      host: "127.0.0.1",
      port: 8000,
    });
    expect(config).toMatchObject({ rootPath: "", trustProxy: "loopback", allowOrigins: [], limits: { messageLength: 204_800 } });
    expect(config).toMatchObject({ userSession: { maxBytes: 1_048_576 }, features: { editMessage: true, unsafeAllowHtml: false } });
    expect([file, warnings]).toEqual([undefined, []]);
  });

  it("reads colloquy.config.ts, types, defineConfig and process.env included", async () => {
    write(
      "colloquy.config.ts",
      `import { defineConfig } from ${JSON.stringify(path.resolve(import.meta.dirname, "define-config.ts"))};
       const hours: number = 2;
       export default defineConfig({ name: "Librarian", sessionTimeout: hours * 3600, features: { latex: true } });`,
    );
    const { config, file } = await loadConfig({ appDir, env: {} });
    expect(config).toMatchObject({ name: "Librarian", sessionTimeout: 7200, features: { latex: true, editMessage: true } });
    expect(file).toBe(path.join(appDir, "colloquy.config.ts"));
  });

  it.each([
    ["colloquy.config.js", `export default { name: "Plain" };`],
    ["colloquy.config.js", `module.exports = { name: "Plain" };`],
    ["colloquy.config.mjs", `export default { name: "Plain" };`],
  ])("reads %s with %s", async (file, text) => {
    write(file, text);
    expect((await loadConfig({ appDir, env: {} })).config.name).toBe("Plain");
  });

  it("says so when the file exports nothing", async () => {
    write("colloquy.config.ts", "export const config = { name: 'lost' };");
    await expect(loadConfig({ appDir, env: {} })).rejects.toMatchObject({
      code: "BAD_CONFIG",
      fix: expect.stringContaining("export default"),
    });
  });

  it("lets the command line overrule the environment, and the environment the file", async () => {
    write(
      "colloquy.config.ts",
      `export default { name: "file", description: "file", port: 1, features: { latex: true, editMessage: false } };`,
    );
    const env = { COLLOQUY_NAME: "env", COLLOQUY_PORT: "2", COLLOQUY_FEATURES_LATEX: "false" };
    const { config } = await loadConfig({ appDir, env, flags: { port: 3 } });
    expect(config).toMatchObject({ name: "env", description: "file", port: 3, features: { latex: false, editMessage: false } });
  });

  it("reads every kind of setting from the environment", async () => {
    const env = {
      COLLOQUY_NAME: "123",
      COLLOQUY_SESSION_TIMEOUT: "60",
      COLLOQUY_PERSIST_USER_ENV: "yes",
      COLLOQUY_CONCURRENCY: "parallel",
      COLLOQUY_ALLOW_ORIGINS: "https://a.example, https://b.example",
      COLLOQUY_TRUST_PROXY: "true",
      COLLOQUY_LIMITS_OPEN_CHATS_PER_VISITOR: "7",
      COLLOQUY_ROOT_PATH: "/chat/",
      COLLOQUY_DATA_LAYER: "chats.sqlite",
    };
    expect((await loadConfig({ appDir, env })).config).toMatchObject({
      name: "123",
      sessionTimeout: 60,
      persistUserEnv: true,
      concurrency: "parallel",
      allowOrigins: ["https://a.example", "https://b.example"],
      trustProxy: true,
      limits: { openChatsPerVisitor: 7 },
      rootPath: "/chat",
      dataLayer: "chats.sqlite",
    });
  });

  it("takes the port that a hosting platform gives, unless ours is set", async () => {
    expect((await loadConfig({ appDir, env: { PORT: "4000" } })).config.port).toBe(4000);
    expect((await loadConfig({ appDir, env: { PORT: "4000", COLLOQUY_PORT: "5000" } })).config.port).toBe(5000);
  });

  it("names the variable or the flag that a wrong value came from", async () => {
    await expect(loadConfig({ appDir, env: { COLLOQUY_PORT: "eighty" } })).rejects.toThrow(
      'port must be a number, not "eighty" (from COLLOQUY_PORT)',
    );
    await expect(loadConfig({ appDir, env: {}, flags: { rootPath: "chat" } })).rejects.toThrow("(from --root-path)");
  });
});

describe("an address in the settings", () => {
  it.each([
    ["logoFileUrl", "ht\ttp://evil.example/x"],
    ["logoFileUrl", "/public/\t/x"],
    ["logoFileUrl", "/public/../../secret"],
    ["publicUrl", " https://chat.example"],
    ["customMetaUrl", "https:evil.example"],
    ["loginPageImage", "/\\evil.example"],
    ["rootPath", "//evil.example"],
    ["rootPath", "/chat/.."],
  ])("%s is what a browser makes of it, or refused: %j", (name, value) => {
    expect(problemOf({ [name]: value })).toContain(`${name} must be`);
  });
});

describe("a wrong setting", () => {
  const wrong = () => "of no setting's type";

  it.each(settingPaths())("%s.%s is named when its type is wrong", (key, inner) => {
    const written = inner === undefined ? { [key]: wrong } : { [key]: { [inner]: wrong } };
    const name = inner === undefined ? key : `${key}.${inner}`;
    expect(problemOf(written)).toMatch(new RegExp(`: ${name} must be (?!something else).+, not a function\\.$`));
  });

  it.each(["limits", "features", "userSession"])("section %s is named when it is no object", (section) => {
    expect(problemOf({ [section]: 3 })).toContain(`${section} must be an object, not 3.`);
  });

  it("that does not exist is named with the nearest one that does", () => {
    expect(problemOf({ sesionTimeout: 5 })).toBe("The configuration: sesionTimeout is no setting. Did you mean sessionTimeout?");
    expect(problemOf({ features: { Latex: true } })).toContain("features.Latex is no setting. Did you mean features.latex?");
    expect(problemOf({ features: { banana: true } })).toContain("Known here: editMessage, latex, unsafeAllowHtml, ");
  });

  it("comes with all the others, each on its line", () => {
    const message = problemOf({
      cot: "some",
      port: 70_000,
      rootPath: "chat",
      allowOrigins: ["example.com"],
      imageHosts: ["a; script-src *"],
    });
    expect(message.split("\n").slice(1)).toEqual([
      '  cot must be one of "full", "tool_call", "hidden", not "some".',
      "  port must be 65535 or less, not 70000.",
      '  rootPath must be a path that begins with a slash, as "/chat", not "chat".',
      '  allowOrigins.0 must be an origin without a path, as "https://example.com", or "*", not "example.com".',
      '  imageHosts.0 must be a host, as "images.example.com", not "a; script-src *".',
    ]);
  });

  it("cannot smuggle a prototype in", () => {
    expect(problemOf(JSON.parse('{"__proto__": {"name": "x"}, "constructor": 1}'))).toContain("is no setting");
  });
});

describe("loadEnvFile", () => {
  it("adds what .env says, and the real environment wins", () => {
    write(".env", '# keys\nA=file\nB="two words"\nCOLLOQUY_NAME=fromFile\n');
    const env: Record<string, string | undefined> = { A: "real" };
    expect(loadEnvFile(appDir, env)).toBe(path.join(appDir, ".env"));
    expect(env).toEqual({ A: "real", B: "two words", COLLOQUY_NAME: "fromFile" });
  });

  it("is silent without a .env, and is not when the named file is missing", () => {
    expect(loadEnvFile(appDir, {})).toBeUndefined();
    expect(() => loadEnvFile(appDir, { COLLOQUY_ENV_FILE: "prod.env" })).toThrow("There is no file");
  });

  it("reads another file when told", () => {
    write("prod.env", "A=prod");
    const env: Record<string, string | undefined> = { COLLOQUY_ENV_FILE: "prod.env" };
    loadEnvFile(appDir, env);
    expect(env["A"]).toBe("prod");
  });
});

describe("toPublicConfig", () => {
  it("tells pages nothing of storage, addresses and proxies", () => {
    const shown = JSON.stringify(
      toPublicConfig(resolveConfig({ dataLayer: "secret-place.sqlite", allowOrigins: ["https://internal.example"] })),
    );
    expect(shown).not.toMatch(/secret-place|internal|trustProxy|host"/);
  });
});

it("names variables after settings", () => {
  expect(variableName(["features", "unsafeAllowHtml"])).toBe("COLLOQUY_FEATURES_UNSAFE_ALLOW_HTML");
});
