// "Three servers on one laptop" of the guide, as it stands there: its scripts are run, with ports, a database and a Redis of the test's own, somebody
// chats through the balancer, and the node that runs the chat is killed.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../packages/server/test/free-port.ts";
import { Person } from "../packages/server/test/person.ts";
import { startPostgres } from "../packages/server/test/start-postgres.ts";
import { startRedis } from "../packages/server/test/start-redis.ts";
import { findPage, repository } from "./doc-pages.ts";
import { findProxy } from "./testing/proxies.ts";

const page = findPage("docs/guide/many-machines.md").text;
const [, section = ""] = page.split("\n## Three servers on one laptop\n");
const [withCaddy = "", withNginx = ""] = [...section.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, script = ""]) => script);
const [, ...beforeCaddy] = withCaddy.trim().split("\n").toReversed();
const scripts = { caddy: withCaddy, nginx: [...beforeCaddy.toReversed(), withNginx].join("\n") };

/** Runs the script, and ends whatever it began. */
async function run(script: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-laptop-"));
  const [database, redis] = await Promise.all([startPostgres(), startRedis()]);
  const [ports, front, admin] = [await threePorts(), await freePort(), await freePort()];
  mkdirSync(path.join(folder, "files"));
  const own = replaceAll(script, {
    "postgres://chat:chat@127.0.0.1:5432/chat": database.url,
    "redis://127.0.0.1:6379": redis.url,
    "/tmp/chat-files": path.join(folder, "files"),
    "/tmp/three-nodes.conf": path.join(folder, "nginx.conf"),
    "s/listen 80;/listen 8080;/": `s/listen 80;/listen ${front};/; s#/tmp/nginx.pid#${folder}/nginx.pid#`,
    "SITE_ADDRESS=:8080": `SITE_ADDRESS=:${front}`,
    "127.0.0.1:800": `127.0.0.1:${ports}`,
    "--port 800": `--port ${ports}`,
  });
  const env = { ...cleanEnvironment(), HOME: folder, CADDY_ADMIN: `127.0.0.1:${admin}`, COLLOQUY_LOG: "json" };
  // A group of its own, so that all of it can be ended.
  const child = spawn("bash", ["-e", "-c", own], { cwd: repository, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => void (said += text));
  const ended = new Promise((resolve) => child.once("close", resolve));
  onTestFinished(async () => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await ended;
    await Promise.all([database.remove(), redis.remove()]);
    rmSync(folder, { recursive: true, force: true });
  });
  const lines = () => said.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Record<string, unknown>] : []));
  const url = `http://127.0.0.1:${front}`;
  const isUp = async () => {
    if (child.exitCode !== null) throw new Error(said);
    return (
      lines().filter(({ msg }) => msg === "this node is ready").length === 3 &&
      (await fetch(`${url}/readyz`).then(
        ({ status }) => status === 200,
        () => false,
      ))
    );
  };
  await expect.poll(isUp, { timeout: 60_000 }).toBe(true);
  const cluster = (...words: readonly string[]): unknown =>
    JSON.parse(
      execFileSync("npx", ["colloquy", "cluster", ...words, "--json"], {
        cwd: repository,
        env: { ...cleanEnvironment(), REDIS_URL: redis.url },
        encoding: "utf8",
      }),
    );
  return {
    url,
    cluster,
    /** As a power cut would. */
    kill: (node: string) => process.kill(Number(lines().find((line) => line["node"] === node)?.["pid"]), "SIGKILL"),
  };
}

describe("Three servers on one laptop", () => {
  for (const [name, script] of Object.entries(scripts))
    it.skipIf(findProxy(name as "caddy" | "nginx") === undefined)(
      `serve one app behind ${name}, and the others go on when one is killed`,
      { timeout: 120_000 },
      async () => {
        const { url, cluster, kill } = await run(script);
        expect((cluster("status") as { name: string }[]).map((node) => node.name).sort()).toEqual(["chat-1", "chat-2", "chat-3"]);
        using person = new Person(url);
        expect(await person.ask("one")).toBe("You sent 1 message(s)!");
        const { id } = person.client.store.getOverview().thread;
        kill((cluster("owners", id) as { name: string }).name);
        expect(await person.ask("two")).toBe("You sent 2 message(s)!");
      },
    );
});

function replaceAll(text: string, words: Readonly<Record<string, string>>): string {
  return Object.entries(words).reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}

/** What is before the last digit of three ports in a row that are free: the guide's are 8001, 8002 and 8003. */
async function threePorts(): Promise<string> {
  for (;;) {
    const start = String(2_000 + Math.floor(Math.random() * 1_000));
    const taken = await Promise.all([1, 2, 3].map((digit) => isTaken(Number(`${start}${digit}`))));
    if (!taken.includes(true)) return start;
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** The tests' own environment must not be the servers'. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(COLLOQUY_|VITEST|NODE_ENV$|PORT$)/.test(name)));
}
