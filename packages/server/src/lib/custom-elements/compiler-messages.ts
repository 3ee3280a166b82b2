// What a server and its process of compilers say to each other. One question at a time.
import type { ErrorCode } from "@colloquy/protocol";
import type { Compilation, CompileOptions } from "./compile-element.ts";
import type { ElementFile } from "./element-files.ts";

export type ToCompiler =
  | { readonly type: "compile"; readonly element: ElementFile; readonly options: CompileOptions }
  /** Reads each file by itself, to learn at which one compilers end. */
  | { readonly type: "probe"; readonly files: readonly string[] };

export type FromCompiler =
  /** It is about to be compiled. Said before, because nothing can be said after a process has ended. */
  | { readonly type: "reading"; readonly file: string; readonly hash: string }
  | { readonly type: "compiled"; readonly result: Compilation }
  | { readonly type: "probed" }
  | { readonly type: "failed"; readonly error: CompilerFailure };

/** An error on its way between two processes. */
export interface CompilerFailure {
  readonly message: string;
  /** Those of a ChatError. */
  readonly code?: ErrorCode | undefined;
  readonly fix?: string | undefined;
}
