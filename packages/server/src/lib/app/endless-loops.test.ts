// A process of its own with a handler that computes and computes, or that a machine gives no time.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";

const at = (file: string) => JSON.stringify(new URL(file, import.meta.url).pathname);
const WATCHED = `
import { writeSync } from "node:fs";
import { tellEndlessLoops } from ${at("./endless-loops.ts")};
import { LoopWatchdog } from ${at("./loop-watchdog.ts")};
const say = (text: string) => writeSync(2, text + "\\n");
const log = (fields: object, message: string) => say("log: " + message);
const stop = tellEndlessLoops();
const watchdog = new LoopWatchdog({ debug: log, info: log, warn: log, error: log });
`;

function start(code: string): { child: ChildProcess; said: () => string } {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-loops-"));
  const file = path.join(folder, "process.ts");
  writeFileSync(file, WATCHED + code);
  const child = spawn(process.execPath, ["--import", "jiti/register", file], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  return { child, said: () => said };
}

it("a handler that computes without end is named while it still does", async () => {
  const { said } = start(`
    const end = watchdog.watch({ handler: "onMessage", sessionId: "s", wait: () => undefined });
    say("begins");
    for (;;);
  `);
  await expect
    .poll(said, { timeout: 50_000 })
    .toMatch(/^begins\nonMessage has held the event loop for \d+ s and still does; .*kill -9 \d+/);
});

it.runIf(process.platform !== "win32")("a handler is not blamed for a machine that gave the process no time", async () => {
  const { child, said } = start(`
    watchdog.watch({ handler: "onMessage", sessionId: "s", wait: () => undefined });
    setTimeout(() => say("runs"), 300);
    const until = performance.now() + 3500;
    const look = setInterval(() => {
      if (performance.now() < until) return;
      clearInterval(look);
      setTimeout(() => process.exit(0), 600);
    }, 50);
  `);
  await expect.poll(said, { timeout: 50_000 }).toContain("runs");
  const ended = once(child, "exit");
  child.kill("SIGSTOP");
  await delay(3500);
  child.kill("SIGCONT");
  await ended;
  expect(said()).toBe("runs\n");
});
