// Compiles elements in a process of their own. Compilers are native code that goes down with its process where an author's file nests a hundred thousand
// deep, or has something else that they did not think of; the server and its chats must not go with them. The servers of a process share it. It goes by
// itself: when nobody has asked for a while, and with the process that asks.
import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import { ownPackage } from "../config/own-package.ts";
import { SerialQueue } from "../serial-queue.ts";
import type { Compilation, CompileOptions } from "./compile-element.ts";
import type { FromCompiler, ToCompiler } from "./compiler-messages.ts";
import type { ElementFile } from "./element-files.ts";
import type { ElementProblem } from "./element-problem.ts";
import type { SourceStamp } from "./source-stamp.ts";

/** What came of compiling an element. */
export interface Compiled {
  readonly result: Compilation;
  /** Of every file of the author's that was read. */
  readonly stamp: SourceStamp;
  /** The compilers went down with it, as they would again for the same files. */
  readonly crashed: boolean;
}

/** An element that takes longer is given up: those behind it wait. */
const LONGEST_MS = 120_000;
/** To start compilers anew takes longer than to compile an element, and who saves once will save again. */
const LINGER_MS = 20_000;

const DEEP =
  "Something in it nests too deep, as thousands of brackets, tags or operators in each other do. Write it flat, or let the server send it as props.";

interface Heard {
  /** The answer, or how the process ended without one. */
  readonly ending: Exclude<FromCompiler, { type: "reading" }> | { readonly type: "ended"; readonly how: string };
  readonly read: ReadonlyMap<string, string>;
}

let running: ChildProcess | undefined;
let leaving: NodeJS.Timeout | undefined;
const queue = new SerialQueue();

/** Compiles one element; those that others ask for wait. Throws BAD_CONFIG when a compiler is not installed. */
export function compileApart(element: ElementFile, options: CompileOptions): Promise<Compiled> {
  return queue.run(() => compile(element, options));
}

async function compile(element: ElementFile, options: CompileOptions): Promise<Compiled> {
  const { ending, read } = await ask({ type: "compile", element, options });
  if (ending.type === "compiled") return { result: ending.result, stamp: read, crashed: false };
  const problem = await toProblem(element.file, ending, [...read.keys()]);
  return { result: { problems: [problem], sources: [element.file, ...read.keys()] }, stamp: read, crashed: ending.type === "ended" };
}

async function toProblem(file: string, ending: Heard["ending"], read: readonly string[]): Promise<ElementProblem> {
  if (ending.type === "failed") {
    const { message, code, fix } = ending.error;
    if (code !== undefined) throw new ChatError(code, message, fix === undefined ? {} : { fix });
    return { title: `The compiler failed: ${message}`, file, fix: DEEP };
  }
  const how = ending.type === "ended" ? ending.how : "it said nothing of it";
  const fix = read.length === 0 ? "Its last words are above." : DEEP;
  return { title: `The compiler cannot take this file (${how}).`, file: await blame(file, read), fix };
}

/** Which of an element's files it was: of several only a look at each by itself tells. */
async function blame(file: string, read: readonly string[]): Promise<string> {
  if (read.length < 2) return file;
  const probed = await ask({ type: "probe", files: read });
  return (probed.ending.type === "ended" ? [...probed.read.keys()].at(-1) : undefined) ?? file;
}

function ask(message: ToCompiler): Promise<Heard> {
  clearTimeout(leaving);
  const child = (running ??= start());
  const read = new Map<string, string>();
  return new Promise((resolve) => {
    const end = (ending: Heard["ending"]) => {
      clearTimeout(tooLong);
      child.off("error", onError).off("exit", onExit).off("message", onMessage);
      // Who has nothing else to do waits for none that has nothing to do.
      child.unref();
      child.channel?.unref();
      leaving = setTimeout(() => leave(child), LINGER_MS).unref();
      resolve({ ending, read });
    };
    const onError = (error: Error) => end({ type: "ended", how: error.message });
    const onExit = (code: number | null, signal: string | null) => end({ type: "ended", how: signal ?? `exit code ${code}` });
    const onMessage = (heard: FromCompiler) => {
      if (heard.type === "reading") read.set(heard.file, heard.hash);
      else end(heard);
    };
    const tooLong = setTimeout(() => {
      child.kill("SIGKILL");
      forget(child);
      end({ type: "ended", how: `it took longer than ${LONGEST_MS / 60_000} minutes` });
    }, LONGEST_MS);
    child.ref();
    child.channel?.ref();
    child.on("error", onError).on("exit", onExit).on("message", onMessage);
    // One that has just gone is noticed by its exit.
    child.send(message, () => undefined);
  });
}

function start(): ChildProcess {
  const script = path.join(ownPackage().root, "bin", "compile-elements.mjs");
  // Not with the options of this process: the port of its debugger is taken.
  const child = fork(script, [], { execArgv: [], serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] });
  for (const gone of ["error", "exit"] as const) child.on(gone, () => forget(child));
  return child;
}

function leave(child: ChildProcess): void {
  forget(child);
  if (child.connected) child.disconnect();
}

function forget(child: ChildProcess): void {
  if (running === child) running = undefined;
}
