// Real processes on one file: killed, paused, stopped, and refused.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ThreadId } from "@colloquy/protocol";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { createSqliteSessionStore } from "../session-store/drivers/sqlite.ts";
import { type Report, sessionOf, textUpTo } from "./__fixtures__/writing-process-report.ts";
import { openDatabase } from "./sqlite-database.ts";
import { createSqliteFile } from "./sqlite-file.ts";

const PROGRAM = fileURLToPath(new URL("./__fixtures__/writing-process.ts", import.meta.url));

type Written = Extract<Report, { kind: "written" }>;

/** A process that writes, and what it reported so far. */
class Writer {
  readonly acknowledged = new Map<ThreadId, Written>();
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #watchers = new Set<() => void>();
  #onPausing: () => void = () => undefined;
  #writes = 0;
  #last: Report | undefined;

  constructor(file: string, deadAfterMs: number) {
    this.#child = spawn(process.execPath, ["--import", "jiti/register", PROGRAM, file, String(deadAfterMs)], {
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    if (!this.#child.stdout) throw new Error("The process has no output.");
    const lines = createInterface(this.#child.stdout);
    lines.on("line", (line) => this.#take(JSON.parse(line) as Report));
    this.#ended = Promise.all([once(lines, "close"), once(this.#child, "exit")]);
    onTestFinished(() => void this.#child.kill("SIGKILL"));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves when so many writes are acknowledged. */
  async hasWritten(count: number): Promise<void> {
    const enough = new Promise<void>((resolve) => {
      this.#watchers.add(() => {
        if (this.#writes >= count) resolve();
      });
    });
    await Promise.race([enough, this.#ended.then(() => Promise.reject(new Error(`The process ended: ${JSON.stringify(this.#last)}`)))]);
  }

  /** Resolves when the process has ended, to the last it reported. */
  async end(): Promise<Report | undefined> {
    await this.#ended;
    return this.#last;
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** Resolves when it does not beat any more: on a busy machine it may be told late. */
  async pause(): Promise<void> {
    const pausing = new Promise<void>((resolve) => {
      this.#onPausing = resolve;
    });
    this.#child.send("pause");
    await pausing;
  }

  goOn(): void {
    this.#child.kill("SIGCONT");
  }

  stop(): void {
    this.#child.send("stop");
  }

  #take(report: Report): void {
    this.#last = report;
    if (report.kind === "pausing") this.#onPausing();
    if (report.kind !== "written") return;
    this.#writes += 1;
    this.acknowledged.set(report.threadId, report);
    for (const watcher of this.#watchers) watcher();
  }
}

describe("processes on one file", () => {
  let file: string;

  beforeEach(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "colloquy-processes-"));
    file = path.join(folder, "chat.db");
    onTestFinished(() => rm(folder, { recursive: true }));
  });

  async function openHere(deadAfterMs = 10_000) {
    const sqlite = createSqliteFile({ file, leaseTimes: { beatEveryMs: 50, deadAfterMs, lookEveryMs: 10 } });
    const data = createSqliteDataLayer(sqlite);
    const sessions = createSqliteSessionStore(sqlite);
    const began = performance.now();
    await data.open();
    onTestFinished(() => data.close());
    await sessions.open();
    onTestFinished(() => sessions.close());
    return { data, sessions, waitedMs: performance.now() - began };
  }

  /** Every write that was acknowledged is there, and what else is there was written too: no text has a hole or a false end. */
  async function expectEverything(written: Iterable<Written>, { data, sessions }: Awaited<ReturnType<typeof openHere>>): Promise<void> {
    for (const { threadId, turnId, stepId, count } of written) {
      const [step] = await data.loadSteps(threadId, { turnIds: [turnId] });
      expect(step?.id).toBe(stepId);
      const text = step?.output?.text ?? "";
      const stored = Math.round(text.split("\ud83d").length) - 2;
      expect(text.startsWith(textUpTo(count))).toBe(true);
      expect(textUpTo(count + 1).startsWith(text)).toBe(true);
      expect(stored).toBeGreaterThanOrEqual(count - 1);
      expect(Number((await sessions.loadValues(sessionOf(threadId).id))["count"])).toBeGreaterThanOrEqual(count);
    }
  }

  it("lose nothing that was acknowledged when they are killed in the middle of writing, and leave the file at once", {
    timeout: 60_000,
  }, async () => {
    const all: Written[] = [];
    for (const writes of [1, 7, 60, 300, 1_500]) {
      const writer = new Writer(file, 60_000);
      await writer.hasWritten(writes);
      await writer.kill();
      all.push(...writer.acknowledged.values());
      const here = await openHere(60_000);
      expect(here.waitedMs).toBeLessThan(5_000);
      await expectEverything(all, here);
      await here.data.close();
      await here.sessions.close();
    }
    const db = await openDatabase(file);
    expect(db.prepare("PRAGMA integrity_check").get()).toMatchObject({ integrity_check: "ok" });
    expect(db.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
    db.close();
  });

  it("refuse to share it: the second is told who has it, and takes over when the first has stopped", async () => {
    const writer = new Writer(file, 1_500);
    await writer.hasWritten(3);
    const refused = openHere(1_500);
    await expect(refused).rejects.toMatchObject({
      code: "STORE_LOCKED",
      message: expect.stringContaining(`on this machine, process ${writer.pid}`),
    });
    const waiting = openHere(20_000);
    writer.stop();
    expect(await writer.end()).toEqual({ kind: "closed" });
    const here = await waiting;
    expect(here.waitedMs).toBeLessThan(10_000);
    await expectEverything(writer.acknowledged.values(), here);
  });

  it("lose it when they are silent for too long, and then write nothing more", async () => {
    const writer = new Writer(file, 1_500);
    await writer.hasWritten(10);
    await writer.pause();
    const here = await openHere(1_500);
    expect(here.waitedMs).toBeGreaterThan(1_000);
    writer.goOn();
    expect(await writer.end()).toMatchObject({
      kind: "failed",
      code: "STORE_LOCKED",
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await expectEverything(writer.acknowledged.values(), here);
  });
});
