import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAppTexts } from "../../config/app-texts.ts";
import { loadConfig } from "../../config/load-config.ts";
import { runCli } from "../testing/run-cli.ts";

const fixture = path.join(import.meta.dirname, "../init/chainlit/__fixtures__/harbour");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-from-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
const init = (...args: string[]) => runCli(["init", ...args], { cwd: folder });

describe("colloquy init --from", () => {
  it.each([
    ["the project's folder", fixture],
    ["its .chainlit folder", path.join(fixture, ".chainlit")],
    ["its config.toml", path.join(fixture, ".chainlit/config.toml")],
  ])("takes over what %s says, into an app that loads", async (_what, from) => {
    const { code, stdout } = await init("new", "--from", from);
    expect(code).toBe(0);
    const { config } = await loadConfig({ appDir: path.join(folder, "new"), env: {} });
    expect(config).toMatchObject({ name: "Harbourmaster", layout: "wide", features: { latex: true, editMessage: false } });
    expect(read("new/colloquy.config.ts")).toContain('import { defineConfig } from "colloquy";');
    expect(readAppTexts(path.join(folder, "new"))).toMatchObject({ "fr-FR": { composer: { send: "Envoyer" } } });
    expect(read("new/colloquy.md")).toBe("# Welcome to the harbour\n");
    expect(read("new/colloquy_fr-FR.md")).toBe("# Bienvenue au port\n");
    expect(existsSync(path.join(folder, "new/app.ts"))).toBe(true);
    expect(stdout).toMatch(/created +translations\/fr-FR\.json/);
  });

  it("says what is not the same and what was left, and why", async () => {
    const { stdout } = await init("--from", fixture);
    expect(stdout).toMatch(/\d+ settings in colloquy\.config\.ts/);
    expect(stdout).toContain("7 texts in translations/fr-FR.json");
    expect(stdout).toMatch(/Not the same here:\n.*project\.allow_origins: .*every page there is/);
    expect(stdout).toMatch(/UI\.github: Chainlit reads it and shows it nowhere/);
    expect(stdout).toContain("auth.provider.continue");
  });

  it("beside the project itself leaves all of its files as they are, and never overwrites ours", async () => {
    cpSync(fixture, folder, { recursive: true });
    writeFileSync(path.join(folder, "colloquy.config.ts"), "export default { name: 'Mine' };\n");
    mkdirSync(path.join(folder, "translations"));
    writeFileSync(path.join(folder, "translations/fr-FR.json"), "{}\n");
    const theirs = read(".chainlit/config.toml");
    const { stdout } = await init("--from", ".", "--yes");
    expect(stdout).toMatch(/kept +colloquy\.config\.ts/);
    expect(stdout).toMatch(/kept +translations\/fr-FR\.json/);
    expect([read("colloquy.config.ts"), read("translations/fr-FR.json")]).toEqual(["export default { name: 'Mine' };\n", "{}\n"]);
    expect([read(".chainlit/config.toml"), read("chainlit.md")]).toEqual([theirs, "# Welcome to the harbour\n"]);
  });

  it("writes nothing when there is no project, or its file is broken", async () => {
    const nothing = await init("--from", "missing");
    expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining("There is no Chainlit project at missing.")]);
    mkdirSync(path.join(folder, "old/.chainlit"), { recursive: true });
    writeFileSync(path.join(folder, "old/.chainlit/config.toml"), "[UI]\nname = Harbour\n");
    const broken = await init("new", "--from", "old");
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringMatching(/config\.toml, line 2:/)]);
    expect(readdirSync(folder)).toEqual(["old"]);
  });
});
