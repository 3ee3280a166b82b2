// An app behind the real command line, with a data folder of its own, that a test can kill, start again and edit.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type CliProcess, startCli } from "./cli-process.ts";

const EXAMPLES = fileURLToPath(new URL("../../examples/", import.meta.url));
/** In the lines for people, and in those for programs. */
const SERVED = /(?:→ |"url":")(http:[^\s"]+)/;

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** `run --watch`. */
  readonly watch?: boolean;
}

/** A served app. Disposing of it stops the process and removes its data. */
export interface RunningApp extends AsyncDisposable {
  /** Where a person opens it; ends with a slash. Stays the same over restarts. */
  readonly url: string;
  /** The folder of the app's files, if they are the test's own. */
  readonly folder: string;
  /** The process that runs at the moment. */
  process(): CliProcess;
  /** Writes a file of the app. */
  write(name: string, text: string): void;
  /** Ends the process as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Sends it a signal, and waits for nothing. */
  signal(signal: NodeJS.Signals): void;
  /** Asks the process to end, and waits until it has. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data, and waits until it serves. */
  start(): Promise<void>;
}

/** Serves one of the examples. */
export function runExample(name: string, options: RunOptions = {}): Promise<RunningApp> {
  return run(path.join(EXAMPLES, name), makeFolder(), options);
}

/** Serves an app made of these files; `app.ts` is the one that is run. */
export function runFiles(files: Readonly<Record<string, string>>, options: RunOptions = {}): Promise<RunningApp> {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) writeInto(folder, name, text);
  return run(folder, folder, options);
}

async function run(appDir: string, dataDir: string, { env = {}, watch = false }: RunOptions): Promise<RunningApp> {
  const file = path.join(dataDir, "data", "chats.sqlite");
  mkdirSync(path.dirname(file), { recursive: true });
  const environment = {
    COLLOQUY_DATA_LAYER: file,
    COLLOQUY_SESSION_STORE: file,
    COLLOQUY_AUTH_SECRET: "a-secret-for-tests-only-0123456789abcdef",
    ...env,
  };
  const begin = (port: number) =>
    startCli(["run", ".", "--headless", "--port", `${port}`, ...(watch ? ["--watch"] : [])], appDir, environment);
  let current = begin(0);
  let address: string | undefined;
  try {
    [, address = ""] = await current.said(SERVED);
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  const url = address;
  return {
    url,
    folder: appDir,
    process: () => current,
    write: (name, text) => writeInto(appDir, name, text),
    kill: () => current.end("SIGKILL"),
    signal: (signal) => current.signal(signal),
    stop: () => current.end("SIGTERM"),
    start: async () => {
      current = begin(Number(new URL(url).port));
      const [, served] = await current.said(SERVED);
      if (served !== url) throw new Error(`It was served at ${url} before, and now at ${served}:\n${current.output()}`);
    },
    [Symbol.asyncDispose]: async () => {
      await current.end("SIGTERM");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "colloquy-e2e-"));
}

function writeInto(folder: string, name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
