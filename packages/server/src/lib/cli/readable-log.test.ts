import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownPackage } from "../config/own-package.ts";
import { createLogger, type Logger } from "../logger.ts";
import { readableLog, speaksJson } from "./readable-log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-log-"));
  writeFileSync(path.join(folder, "app.ts"), "one();\nconst price = cart.total;\nthree();\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a log for people says. */
function logged(use: (logger: Logger) => void): string {
  let text = "";
  const stream = { write: (more: string) => void (text += more) };
  const destination = readableLog({ stream, cwd: folder });
  use(createLogger({ level: "debug", destination }));
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g"), "");
}

/** An error that came through these frames, the innermost first. */
function thrown<E extends Error>(error: E, ...frames: string[]): E {
  error.stack = [`${error.name}: ${error.message}`, ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

const author = (line: number) => `answer (${path.join(folder, "app.ts")}:${line}:3)`;
const framework = () => `runTurn (${path.join(ownPackage().root, "src", "lib", "app", "turn.ts")}:40:5)`;

describe("the log for people", () => {
  it("shows an error with its reference and the author's code, and no frames of others", () => {
    const error = Object.assign(new TypeError("cart is undefined"), { code: "E_CART" });
    thrown(
      error,
      `read (${folder}/node_modules/shop/index.js:1:1)`,
      author(2),
      framework(),
      "node:internal/process/task_queues:95:5",
      author(3),
    );
    const text = logged((log) => log.error({ err: error, reference: "K3PX", handler: "onMessage" }, "onMessage threw an error"));
    expect(text).toMatch(/^ {2}\d\d:\d\d:\d\d ✗ onMessage threw an error reference=K3PX handler=onMessage\n/);
    expect(text).toContain("TypeError: cart is undefined (E_CART)");
    expect(text).toMatch(/› 2 │ const price = cart\.total;/);
    expect(text).toContain("from app.ts:3");
    expect(text).not.toMatch(/node_modules|node:internal|turn\.ts|hostname|pid/);
  });

  it("shows what a ChatError says and how to fix it, without a stack where the author made it", () => {
    const error = thrown(new ChatError("FORBIDDEN", "Members only.", { fix: "Join first." }), author(2), framework());
    const text = logged((log) => log.error({ err: error }, "onMessage threw an error"));
    expect(text).toContain("Members only. (FORBIDDEN)");
    expect(text).toContain("→ Join first.");
    expect(text).not.toContain("app.ts");
  });

  it("shows where the author's code is when the framework made the ChatError", () => {
    const error = thrown(new ChatError("BAD_CONFIG", "No such setting."), framework(), author(2));
    expect(logged((log) => log.error({ err: error }, "onMessage threw an error"))).toContain("› 2 │ const price");
  });

  it("is one line for what is no error, values quoted where they have spaces", () => {
    expect(logged((log) => log.warn({ key: "a b", ms: 12 }, "it is slow"))).toMatch(/^ {2}\S+ ! it is slow key="a b" ms=12\n$/);
  });

  it("takes whatever was thrown, and lets no text steer the terminal", () => {
    const text = logged((log) => log.error({ err: `no${String.fromCharCode(27, 7)}thing` }, "onMessage threw an error"));
    expect(text).toContain("✗ nothing");
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it("is for who develops, unless COLLOQUY_LOG asks for JSON, and never for production", () => {
    const json = (dev: boolean, log?: string) => speaksJson({ dev, env: log === undefined ? {} : { COLLOQUY_LOG: log } });
    expect([json(true), json(true, "pretty"), json(true, "json")]).toEqual([false, false, true]);
    expect([json(false), json(false, "pretty"), json(false, "json")]).toEqual([true, true, true]);
  });
});
