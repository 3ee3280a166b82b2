// The hooks behind built-packages.mjs: colloquy and @colloquy/* lead to dist, and types are stripped on the way in.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "rolldown/utils";
import { entriesOf, PUBLISHED } from "./build.mjs";
import { repository } from "./set-up.mjs";

const built = new Map(PUBLISHED.flatMap(builtEntries));

function builtEntries(folder) {
  const root = path.join(repository, "packages", folder);
  const { name } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return Object.keys(entriesOf(folder)).map((entry) => [
    entry === "index" ? name : `${name}/${entry}`,
    pathToFileURL(path.join(root, "dist", `${entry}.js`)).href,
  ]);
}

export function resolve(specifier, context, next) {
  const url = built.get(specifier);
  return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
}

export function load(url, context, next) {
  if (!/\.tsx?$/.test(url)) return next(url, context);
  const file = fileURLToPath(url);
  const { code, errors } = transformSync(file, readFileSync(file, "utf8"), { sourcemap: false });
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors.map(({ message }) => message).join("; ")}`);
  return { format: "module", source: code, shortCircuit: true };
}
