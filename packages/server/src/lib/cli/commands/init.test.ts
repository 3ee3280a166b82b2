import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAuthorLoader } from "../../config/author-code.ts";
import { loadConfig } from "../../config/load-config.ts";
import { ModuleGraph } from "../load/module-graph.ts";
import { runCli } from "../testing/run-cli.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-init-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const init = (...args: string[]) => runCli(["init", ...args], { cwd: folder });

describe("colloquy init", () => {
  it("makes an app in an empty folder whose code and configuration load", async () => {
    const { code, stdout } = await init();
    expect(code).toBe(0);
    expect(stdout).toContain("npx colloquy run app.ts --watch");
    for (const name of ["app.ts", "colloquy.config.ts", "colloquy.md", ".env.example", "tsconfig.json", "package.json", ".gitignore"]) {
      expect(existsSync(path.join(folder, name)), name).toBe(true);
    }
    expect(new ModuleGraph(createAuthorLoader(folder)).check([path.join(folder, "app.ts")]).problems).toEqual([]);
    expect((await loadConfig({ appDir: folder, env: {} })).config.name).toBe("My app");
    expect(JSON.parse(read("package.json"))).toMatchObject({
      version: "0.1.0",
      private: true,
      type: "module",
      scripts: { dev: "colloquy run app.ts --watch" },
      dependencies: { colloquy: expect.stringMatching(/^\^\d/) },
    });
    expect(read(".gitignore").split("\n")).toEqual(["node_modules", ".colloquy", ".env", ""]);
  });

  it("makes an app with a view in app.tsx when that is wished, and everything starts that file", async () => {
    const { code, stdout } = await init("--tsx", "--docker");
    expect(code).toBe(0);
    expect(stdout).toContain("npx colloquy run app.tsx --watch");
    expect(existsSync(path.join(folder, "app.ts"))).toBe(false);
    expect(new ModuleGraph(createAuthorLoader(folder)).check([path.join(folder, "app.tsx")]).problems).toEqual([]);
    expect(JSON.parse(read("package.json"))).toMatchObject({
      scripts: { dev: "colloquy run app.tsx --watch", start: "colloquy run app.tsx --headless" },
    });
    expect(read("Dockerfile")).toContain('"run", "app.tsx"');
  });

  it("makes the folder when it is named", async () => {
    await init("my-app");
    expect(JSON.parse(read("my-app/package.json"))).toMatchObject({ name: "my-app" });
  });

  it("adds to an existing project and keeps everything of its own", async () => {
    write("package.json", `{\n    "name": "shop",\n    "scripts": { "dev": "next dev" },\n    "dependencies": { "next": "16.0.0" }\n}\n`);
    write("tsconfig.json", "{}");
    write("app.ts", "export const mine = true;\n");
    write(".gitignore", "/node_modules/\ndist");
    const { stdout } = await init("--yes");
    expect(stdout).toMatch(/kept +app\.ts/);
    expect(read("app.ts")).toBe("export const mine = true;\n");
    expect(read("tsconfig.json")).toBe("{}");
    expect(read(".gitignore")).toBe("/node_modules/\ndist\n.colloquy\n.env\n");
    expect(read("package.json")).toContain('\n    "name": "shop"');
    expect(JSON.parse(read("package.json"))).toMatchObject({
      scripts: { dev: "next dev", "chat:dev": "colloquy run app.ts --watch", start: "colloquy run app.ts --headless" },
      dependencies: { next: "16.0.0", colloquy: expect.any(String) },
    });
  });

  it("changes nothing when it is called again", async () => {
    await init();
    const before = ["package.json", ".gitignore", "app.ts"].map(read);
    const { stdout } = await init();
    expect(stdout).not.toMatch(/created|extended|replaced/);
    expect([...stdout.matchAll(/kept +(\S+)/g)].map(([, name]) => name).sort()).toEqual(
      [".env.example", ".gitignore", "app.ts", "colloquy.config.ts", "colloquy.md", "package.json", "tsconfig.json"].sort(),
    );
    expect(["package.json", ".gitignore", "app.ts"].map(read)).toEqual(before);
  });

  it("writes nothing when package.json cannot be read", async () => {
    write("package.json", "{ not json");
    const { code, stderr } = await init();
    expect(code).toBe(1);
    expect(stderr).toContain("not valid JSON");
    expect(existsSync(path.join(folder, "app.ts"))).toBe(false);
  });
});
