// The runner of the stages with real processes: what it lets run, what it stops, and that nothing of it is left.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "./processes.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-processes-"));
afterAll(() => rmSync(folder, { recursive: true }));

const node = (code: string, options: Parameters<typeof run>[2] = {}) => run(process.execPath, ["-e", code], { cwd: folder, ...options });

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

  it("is printed where the run says, beside another", async () => {
    const said: string[] = [];
    const output = { write: (text: string | Uint8Array) => said.push(String(text)) };
    const run = (code: string) => node(code, { silentMs: 60_000, output });
    expect(await Promise.all([run(`console.log("one")`), run(`console.error("two")`)])).toEqual([0, 0]);
    expect(said.sort()).toEqual(["one\n", "two\n"]);
  });

  it.skipIf(process.platform !== "linux")("ends with all that run beside it when npm test is told to stop", async () => {
    const pids = ["first", "second"].map((name) => path.join(folder, name));
    const child = (file: string) =>
      `require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.pid)); console.log("begun"); setInterval(() => {}, 1000);`;
    const code = `import { run } from ${JSON.stringify(path.join(import.meta.dirname, "processes.mjs"))};
      for (const code of ${JSON.stringify(pids.map(child))}) void run(process.execPath, ["-e", code], { silentMs: 60000 });`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: "ignore" });
    const ended = new Promise((resolve) => parent.once("close", resolve));
    await expect.poll(() => pids.every((file) => existsSync(file) && readFileSync(file, "utf8") !== "")).toBe(true);
    parent.kill("SIGINT");
    expect(await ended).toBe(130);
    await expect.poll(() => pids.filter((file) => isAlive(Number(readFileSync(file, "utf8"))))).toEqual([]);
  });
});
