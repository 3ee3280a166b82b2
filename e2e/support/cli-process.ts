// The `colloquy` command as a process of its own, and what it has said.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../packages/server/bin/colloquy.mjs", import.meta.url));

/** A command that runs. */
export interface CliProcess {
  readonly pid: number | undefined;
  /** Its exit code, once it has ended. */
  readonly exited: Promise<number | null>;
  output(): string;
  /** Waits until it has said something after a place in its output; fails when it ends without. */
  said(pattern: RegExp, from?: number): Promise<RegExpExecArray>;
  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a command. Nothing of the tests' own environment that an app would read reaches it. */
export function startCli(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): CliProcess {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    pid: child.pid,
    exited,
    output: () => output,
    said: (pattern, from = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output.slice(from));
          if (match === null) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        void exited.then(() => reject(new Error(`The command ended without saying ${pattern}:\n${output}`)));
      }),
    signal: (signal) => void child.kill(signal),
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(COLLOQUY_|OPENAI_|VITEST|NODE_ENV$|PORT$|CI$|FORCE_COLOR$)/.test(name));
  return { ...Object.fromEntries(own), NO_COLOR: "1" };
}
