// A PostgreSQL of the bench's own as people run it: it waits for its disk where it has to. And what Linux says that it has used.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { startPostgres as start } from "../../packages/server/test/start-postgres.ts";

/** A running server. */
export interface BenchPostgres {
  readonly url: string;
  /** Microseconds of CPU of all its processes since their start. */
  cpu(): Promise<number>;
  /** The address of another database in it, which is made. */
  makeDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** What Linux counts CPU in. */
const TICK_US = 1e6 / Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Starts the system's program; undefined where there is none. */
export async function startPostgres(): Promise<BenchPostgres | undefined> {
  const server = await start("fsync=on", "full_page_writes=on").catch(() => undefined);
  if (!server) return undefined;
  const sql = postgres(server.url, { max: 1 });
  const [row] = await sql`SHOW data_directory`;
  const [pid = ""] = readFileSync(path.join(String(row?.["data_directory"]), "postmaster.pid"), "utf8").split("\n");
  await sql.end();
  return {
    url: server.url,
    async cpu() {
      const children = execFileSync("pgrep", ["-P", pid], { encoding: "utf8" }).trim().split("\n");
      return [pid, ...children].reduce((sum, each) => sum + ticksOf(each), 0) * TICK_US;
    },
    async makeDatabase(name) {
      const maker = postgres(server.url, { max: 1 });
      await maker`CREATE DATABASE ${maker(name)}`;
      await maker.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    stop: () => server.remove(),
  };
}

/** Its own, and those of children that have ended. */
function ticksOf(pid: string): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
