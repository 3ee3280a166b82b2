// What the built files import, against what their package names: the compiler adds imports of its own helpers, which only this repository has.
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import ts from "typescript";

/** One line for each import in the dist of an installed or built package that its manifest does not name. */
export function unnamedImports(folder) {
  const { name, dependencies, peerDependencies, optionalDependencies } = JSON.parse(
    readFileSync(path.join(folder, "package.json"), "utf8"),
  );
  const named = new Set([name, ...Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })]);
  return builtFiles(path.join(folder, "dist")).flatMap((file) => {
    const imported = new Set(importsOf(readFileSync(file, "utf8")).filter((specifier) => !isBuiltin(specifier)));
    return [...imported]
      .filter((specifier) => !named.has(packageOf(specifier)))
      .map((specifier) => `${path.relative(folder, file)} imports ${specifier}, which the manifest of ${name} does not name`);
  });
}

/** The page is one bundle for browsers: it imports nothing by name that Node would look for. */
function builtFiles(dist) {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !path.relative(dist, file).startsWith("web"));
}

/** The modules that a file names in imports and exports, dynamic ones too; paths are left out. */
function importsOf(text) {
  const source = ts.createSourceFile("built.js", text, ts.ScriptTarget.Latest);
  const found = [];
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) found.push(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) found.push(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found
    .filter((one) => one !== undefined && ts.isStringLiteralLike(one))
    .map(({ text: specifier }) => specifier)
    .filter((specifier) => !/^[./#]|:/.test(specifier) || specifier.startsWith("node:"));
}

function packageOf(specifier) {
  const [first, second] = specifier.split("/");
  return specifier.startsWith("@") ? `${first}/${second}` : first;
}
