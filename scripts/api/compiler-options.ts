// The settings of the compiler, for programs that read our source with it.
import path from "node:path";
import ts from "typescript";
import { repository } from "../doc-pages.ts";

export function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(repository, "tsconfig.json"), ts.sys.readFile) as { config: unknown };
  return ts.parseJsonConfigFileContent({ ...(config as object), include: [], files: [] }, ts.sys, repository).options;
}
