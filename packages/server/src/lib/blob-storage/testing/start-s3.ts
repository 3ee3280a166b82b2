// A real S3 server of the test's own: versitygw over a folder, on a free port. It checks signatures, expiry and names as Amazon's does. Where its
// program is not installed there is none: it stands in no package registry, so nothing here can install it.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../../../../test/free-port.ts";

/** A running server. */
export interface TestS3 {
  readonly endpoint: string;
  /** The variables of an account that may do everything. */
  readonly env: Readonly<Record<string, string>>;
  makeBucket(name: string): void;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** What to run where `hasS3Server` is false. */
export const HOW_TO_GET_IT = "go install github.com/versity/versitygw/cmd/versitygw@v1.8.0";

export function hasS3Server(): boolean {
  try {
    execFileSync("versitygw", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const KEYS = { AWS_ACCESS_KEY_ID: "harbour", AWS_SECRET_ACCESS_KEY: "a-secret-of-the-harbour", AWS_REGION: "us-east-1" };

/** Starts a server that nothing else uses. */
export async function startS3(): Promise<TestS3> {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-s3-"));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const data = path.join(folder, "data");
  mkdirSync(data);
  let server: ReturnType<typeof spawn> | undefined;

  const start = async () => {
    const env = { PATH: "", ROOT_ACCESS_KEY: KEYS.AWS_ACCESS_KEY_ID, ROOT_SECRET_KEY: KEYS.AWS_SECRET_ACCESS_KEY };
    const program = execFileSync("which", ["versitygw"], { encoding: "utf8" }).trim();
    server = spawn(program, ["--port", `127.0.0.1:${port}`, "--quiet", "posix", data], { stdio: "ignore", env, cwd: folder });
    for (;;) {
      const answered = await fetch(endpoint).then(
        () => true,
        () => false,
      );
      if (answered) return;
      if (server.exitCode !== null) throw new Error(`versitygw ended with code ${server.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const stop = async () => {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    running.kill("SIGKILL");
    await gone;
  };
  await start();
  return {
    endpoint,
    env: { ...KEYS, AWS_ENDPOINT_URL_S3: endpoint },
    makeBucket: (name) => mkdirSync(path.join(data, name), { recursive: true }),
    start,
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
