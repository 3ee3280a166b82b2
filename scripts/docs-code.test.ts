// Code in the docs is code: each block is compiled as strictly as our own, and each whole app is started and spoken to.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getDefaultApp, resetDefaultApp } from "../packages/server/src/lib/app/app.ts";
import { openChat, type TestChat } from "../packages/server/src/testing.ts";
import { codeBlocks, readPages, repository } from "./doc-pages.ts";

const blocks = readPages().flatMap(codeBlocks);
const apps = blocks.filter(({ marks }) => marks.includes("app"));
/** Packages that the docs show and that are not installed. */
const FOREIGN_TYPES = path.join(repository, "scripts/doc-types/models.d.ts");
/** Inside of the repository, so that imports find what they find in an example. */
const folder = path.join(repository, ".cache", `doc-code-${process.pid}`);

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  for (const { name, code } of blocks) writeFileSync(path.join(folder, name), withJsx(code));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("code in the docs", () => {
  it("is there, and every mark on it means something", () => {
    expect(blocks.length).toBeGreaterThan(20);
    expect(blocks.filter(({ marks }) => marks.some((mark) => mark !== "app"))).toEqual([]);
  });

  it("compiles with the repository's strict settings", { timeout: 600_000 }, () => {
    // Who declares keys of the user session declares them for the whole program; such a block is a program of its own.
    const declares = blocks.filter(({ code }) => code.includes("declare module"));
    const rest = blocks.filter((block) => !declares.includes(block));
    const programs = [rest, ...declares.map((block) => [block])];
    expect(programs.flatMap((program, index) => compile(program, `tsconfig.${index}.json`))).toEqual([]);
  });
});

describe("a whole app in the docs", () => {
  it.each(apps.map(({ place, name }) => ({ place, name })))("$place starts and answers", async ({ name }) => {
    resetDefaultApp();
    await import(pathToFileURL(path.join(folder, name)).href);
    await using chat = await openChat(getDefaultApp());
    await chat.send("hello");
    for (let asked = 0; asked < 5 && chat.asks.length > 0; asked++) await answerAny(chat);
    const turns = [...chat.state.turns.values()].map(({ turn }) => turn);
    expect(turns.filter(({ state }) => state !== "done")).toEqual([]);
    expect(chat.messages.filter(({ type }) => type === "assistant_message")).not.toEqual([]);
  });
});

/** An app's own tsconfig says that JSX makes views; here a page of a front end may stand beside it. On the first line, so that places stay true. */
function withJsx(code: string): string {
  return code.includes('"colloquy/view"') ? `/** @jsxImportSource colloquy */ ${code}` : code;
}

/** Answers whatever is asked. */
function answerAny(chat: TestChat): Promise<string> {
  const ask = chat.asks.at(-1);
  switch (ask?.kind) {
    case "choice":
      return chat.choose(ask.options[0]?.value ?? "");
    case "confirm":
      return chat.confirm();
    case "action":
      return chat.choose(ask.actions[0]?.name ?? "");
    case "approval":
      return chat.approve();
    case "file":
      return chat.sendFiles({ name: "receipt.pdf", content: "%PDF-1.7\n%%EOF\n" });
    default:
      return chat.answer("Oslo");
  }
}

/** What the compiler says, with the block's place in the page. */
function compile(program: readonly { readonly name: string; readonly place: string }[], configName: string): string[] {
  const config = path.join(folder, configName);
  writeFileSync(
    config,
    JSON.stringify({
      extends: "../../tsconfig.json",
      include: [],
      exclude: [],
      files: [...program.map(({ name }) => name), FOREIGN_TYPES],
    }),
  );
  try {
    execFileSync(process.execPath, [path.join(repository, "node_modules/typescript7/bin/tsc"), "--noEmit", "-p", config], {
      cwd: folder,
      encoding: "utf8",
    });
    return [];
  } catch (error) {
    const said = typeof error === "object" && error !== null && "stdout" in error ? String(error.stdout) : String(error);
    const placed = program.reduce((text, { name, place }) => text.replaceAll(name, `${place} + `), said);
    return [placed];
  }
}
