// A node in a process of its own, by the messages of its parent. It can be killed and frozen for real.
import { fork } from "node:child_process";
import { type NodeCommand, type NodeProcess, toNodeProcess } from "./node-process.ts";

type Result = string | number | boolean;

/** Starts a program that answers commands; it is there when this resolves. */
export async function forkNode(program: string, args: readonly string[]): Promise<NodeProcess & { stop(): Promise<void> }> {
  const child = fork(program, args, { execArgv: ["--import", "jiti/register"], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const waiting = new Map<number, (result: Result) => void>();
  let count = 0;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.on("message", ({ id, result }: { readonly id: number; readonly result: Result }) => waiting.get(id)?.(result));
  await new Promise<void>((resolve, reject) => {
    waiting.set(0, () => resolve());
    child.once("exit", (code) => reject(new Error(`The node ended with code ${code}.`)));
  });
  const ask = (command: NodeCommand) => {
    count += 1;
    const id = count;
    return new Promise<Result>((resolve) => {
      waiting.set(id, resolve);
      child.send({ id, command });
    });
  };
  const kill = async () => {
    child.kill("SIGKILL");
    await gone;
  };
  return {
    ...toNodeProcess(ask, { kill, freeze: () => void child.kill("SIGSTOP"), thaw: () => void child.kill("SIGCONT") }),
    stop: kill,
  };
}
