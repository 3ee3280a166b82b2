import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { serveApp } from "../testing/serve-app.ts";

let appDir = "";
beforeEach(() => {
  appDir = mkdtempSync(path.join(tmpdir(), "colloquy-readme-"));
});
afterEach(() => rmSync(appDir, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(appDir, name), text);
}

async function ask(pathname: string): Promise<Record<string, unknown>> {
  await using served = await serveApp(createApp(), { appDir });
  const response = await fetch(`${served.url}${pathname}`, { headers: { "x-client-key": crypto.randomUUID() } });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

describe("the readme page", () => {
  it("is there in the nearest language, else in the plain file", async () => {
    write("colloquy.md", "# Hello");
    write("colloquy_pt.md", "# Olá");
    write("colloquy_pt-BR.md", "# Oi");
    expect(await ask("/api/readme?language=pt-BR")).toEqual({ markdown: "# Oi" });
    expect(await ask("/api/readme?language=pt-PT")).toEqual({ markdown: "# Olá" });
    expect(await ask("/api/readme?language=fr")).toEqual({ markdown: "# Hello" });
    expect(await ask("/api/readme")).toEqual({ markdown: "# Hello" });
  });

  it("is read by who asks for it as systems write it", async () => {
    write("colloquy.md", "# Hello");
    write("colloquy_pt-BR.md", "# Oi");
    expect(await ask("/api/readme?language=pt_br.UTF-8")).toEqual({ markdown: "# Oi" });
    expect(await ask("/project/settings?language=pt-BR@posix")).toMatchObject({ markdown: "# Oi" });
  });

  it("is announced to our page and handed to Chainlit's clients", async () => {
    write("colloquy.md", "# Hello");
    expect(await ask("/api/config")).toMatchObject({ readme: true });
    expect(await ask("/project/settings?language=en-US")).toMatchObject({ markdown: "# Hello" });
  });

  it("is not there without a file, or with an empty one", async () => {
    expect(await ask("/api/config")).toMatchObject({ readme: false });
    write("colloquy.md", " \n");
    expect(await ask("/api/config")).toMatchObject({ readme: false });
    expect(await ask("/api/readme")).toEqual({ markdown: null });
    expect(await ask("/project/settings?language=en-US")).toMatchObject({ markdown: null });
  });

  it("is never another file, whatever language is asked for", async () => {
    write("secret.md", "mine");
    write("colloquy.md", "# Hello");
    expect(await ask(`/api/readme?language=${encodeURIComponent("x/../../secret")}`)).toEqual({ markdown: "# Hello" });
  });
});
