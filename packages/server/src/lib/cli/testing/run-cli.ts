// For tests: the command line as a process of its own.
import { spawn } from "node:child_process";
import { ownScript } from "../own-copy.ts";

/** Where an app is served: in the lines for people, and in those for programs. */
export const SERVED = /(?:→ |"url":")(https?:[^\s"]+)/;

/** A command that has ended. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Where {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input. Default: nothing. */
  readonly input?: string;
}

/** Runs a command to its end. */
export async function runCli(args: readonly string[], where: Where): Promise<Ran> {
  const child = startCli(args, where);
  return { code: await child.exited, stdout: child.stdout(), stderr: child.stderr() };
}

/** A command that runs until it is told to stop. */
export interface Running extends AsyncDisposable {
  readonly pid: number;
  readonly exited: Promise<number | null>;
  stdout(): string;
  stderr(): string;
  /** Waits until the command has said something, and answers the match; fails when it ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  signal(signal: NodeJS.Signals): void;
}

/** Starts a command; disposing of it stops it and waits for its end. */
export function startCli(args: readonly string[], { cwd, env = {}, input = "" }: Where): Running {
  const child = spawn(process.execPath, [ownScript(), ...args], {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => undefined); // It may end without reading.
  child.stdin.end(input);
  const output = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  const said = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output.stdout + output.stderr);
        if (match === null) return;
        listeners.delete(look);
        resolve(match);
      };
      listeners.add(look);
      look();
      void exited.then(() => reject(new Error(`It ended without saying ${pattern}:\n${output.stdout}${output.stderr}`)));
    });
  return {
    pid: child.pid ?? 0,
    exited,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    said,
    signal: (signal) => void child.kill(signal),
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** The tests' own environment must not be the app's. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(COLLOQUY_|VITEST|NODE_ENV$|PORT$|CI$|FORCE_COLOR$)/.test(name));
  return { ...Object.fromEntries(own), NO_COLOR: "1" };
}
