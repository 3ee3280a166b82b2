// Compiles a file as an author would: in a project of its own, against the entry of the framework.
import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const REPOSITORY = fileURLToPath(new URL("../../../../../", import.meta.url));

/** What tsc says about an author's file, an entry for each mistake; it sees the framework's sources, of which others judge. */
export async function compileAuthor(source: string): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "colloquy-types-"));
  await writeFile(path.join(folder, "author.ts"), source);
  const compilerOptions = {
    paths: { colloquy: [path.join(REPOSITORY, "packages/server/src/index.ts")] },
    typeRoots: [path.join(REPOSITORY, "node_modules/@types")],
  };
  const project = { extends: path.join(REPOSITORY, "tsconfig.json"), compilerOptions, include: ["author.ts"], exclude: [] };
  await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(project));
  const tsc = path.join(REPOSITORY, "node_modules/typescript7/bin/tsc");
  const run = promisify(execFile)(process.execPath, [tsc, "--noEmit", "-p", folder]);
  const said = await run.then(
    () => "",
    ({ stdout }: { stdout: string }) => stdout,
  );
  return said.split(/^(?=\S+\(\d+,\d+\): )/m).filter((mistake) => /author\.ts\(/.test(mistake));
}
