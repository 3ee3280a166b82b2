// The process that compiles elements. It does what it is asked, and goes when nobody is left to ask.
import { readFile } from "node:fs/promises";
import { ChatError } from "@colloquy/protocol";
import { compileElement } from "./compile-element.ts";
import type { CompilerFailure, FromCompiler, ToCompiler } from "./compiler-messages.ts";
import { loadBundler } from "./compilers.ts";
import { hashOf } from "./source-stamp.ts";

export function compileOnRequest(): void {
  process.on("disconnect", () => process.exit(0));
  // Ctrl-C reaches the whole group; the server says when it is over.
  for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
  process.on("message", (message: ToCompiler) => {
    answer(message).then(say, (error: unknown) => say({ type: "failed", error: toFailure(error) }));
  });
}

async function answer(message: ToCompiler): Promise<FromCompiler> {
  if (message.type === "probe") {
    await probe(message.files);
    return { type: "probed" };
  }
  const result = await compileElement(message.element, message.options, (file, hash) => say({ type: "reading", file, hash }));
  return { type: "compiled", result };
}

async function probe(files: readonly string[]): Promise<void> {
  const { transform } = await loadBundler();
  for (const file of files) {
    const text = await readFile(file, "utf8").catch(() => "");
    say({ type: "reading", file, hash: hashOf(text) });
    const [name, code] = /\.json$/i.test(file) ? [`${file}.js`, `export default ${text}`] : [file, text];
    await transform(name, code, { tsconfig: false, jsx: { runtime: "automatic", importSource: "react" } }).catch(() => undefined);
  }
}

function say(message: FromCompiler): void {
  process.send?.(message);
}

function toFailure(error: unknown): CompilerFailure {
  if (error instanceof ChatError) return { message: error.message, code: error.code, fix: error.fix };
  return { message: error instanceof Error ? error.message : String(error) };
}
