// The runner of the stages with real processes: what it lets run, what it stops, and that nothing of it is left.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "./processes.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-processes-"));
afterAll(() => rmSync(folder, { recursive: true }));

const node = (code: string, options: { silentMs?: number; env?: NodeJS.ProcessEnv } = {}) =>
  run(process.execPath, ["-e", code], { cwd: folder, ...options });

function isAlive(pid: number): boolean {
  try {
    // A process that has ended and was not yet waited for answers as well: its state tells.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("a stage of npm test", () => {
  it("may take as long as it likes while it says something", async () => {
    const begun = performance.now();
    const code = await node(
      `let n = 0; setInterval(() => { process.stderr.write("."); if (++n === 20) { console.log(" done"); process.exit(0); } }, 300)`,
      { silentMs: 3000 },
    );
    expect(code).toBe(0);
    expect(performance.now() - begun).toBeGreaterThan(5500);
  });

  it.skipIf(process.platform !== "linux")("that says nothing more is stopped with all it started, and has failed", async () => {
    const code = await node(
      `const { spawn } = require("node:child_process");
       const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
       require("node:fs").writeFileSync("pid", String(child.pid));
       console.log("begun");
       setInterval(() => {}, 1000);`,
      { silentMs: 2000 },
    );
    expect(code).toBe(1);
    const pid = Number(readFileSync(path.join(folder, "pid"), "utf8"));
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  it("that ends badly has failed with its own code", async () => {
    expect(await node("process.exitCode = 7", { silentMs: 60_000 })).toBe(7);
  });
});
