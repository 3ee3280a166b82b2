// What authors are told they may import, against what is there.
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const shims = JSON.parse(readFileSync(path.join(import.meta.dirname, "shims.json"), "utf8")) as Readonly<Record<string, unknown>>;
const parts = Object.entries(shims).filter(([name]) => name.startsWith("@/components/ui/") || name === "@/lib/utils");

/** The names of values that a module of the declarations exports. */
function readDeclared(): ReadonlyMap<string, readonly string[]> {
  const file = path.join(import.meta.dirname, "../../client/elements-ui.d.ts");
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const modules = source.statements.filter(ts.isModuleDeclaration);
  return new Map(modules.map((module) => [module.name.text, module.body && ts.isModuleBlock(module.body) ? namesOf(module.body) : []]));
}

function namesOf({ statements }: ts.ModuleBlock): readonly string[] {
  const open = statements.filter(
    (one) => ts.canHaveModifiers(one) && one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
  return open.flatMap((one) => {
    if (ts.isVariableStatement(one)) return one.declarationList.declarations.map(({ name }) => name.getText());
    return ts.isFunctionDeclaration(one) && one.name ? [one.name.text] : [];
  });
}

describe("the parts of custom elements", () => {
  const declared = readDeclared();

  it.each(parts)("%s exports what its declaration says, and nothing else", async (name, file) => {
    const exported = Object.keys((await import(path.join(import.meta.dirname, "src", String(file)))) as object);
    expect(exported.sort()).toEqual([...(declared.get(name) ?? [])].sort());
  });

  it("are those that elements of Chainlit may import, and more", () => {
    const theirs =
      "accordion aspect-ratio avatar badge button card carousel checkbox command dialog dropdown-menu form hover-card input label pagination popover progress scroll-area select separator sheet skeleton switch table tabs textarea tooltip";
    const libraries = ["react", "sonner", "zod", "recoil", "react-hook-form", "@chainlit/react-client"];
    expect([...theirs.split(" ").map((name) => `@/components/ui/${name}`), ...libraries].filter((name) => !(name in shims))).toEqual([]);
  });
});
