import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAuthorLoader } from "../../config/author-code.ts";
import { formatProblem } from "./format-problem.ts";
import { ModuleGraph } from "./module-graph.ts";

let folder: string;
let graph: ModuleGraph;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-graph-"));
  graph = new ModuleGraph(createAuthorLoader(folder));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const check = (entry = "app.ts") => graph.check([path.join(folder, entry)]);
const names = (files: readonly string[]) => files.map((file) => path.relative(folder, file));

function onlyProblem() {
  const { problems } = check();
  expect(problems).toHaveLength(1);
  const [problem] = problems;
  return { ...problem, file: problem?.file === undefined ? undefined : path.relative(folder, problem.file) };
}

describe("ModuleGraph", () => {
  it("follows every kind of import of the author's own files, and runs none of them", () => {
    write({
      "app.ts": `import * as cl from "colloquy"; import fs from "node:fs";
        import { a } from "./a"; export * from "./b.js"; export { c } from "./folder";
        const lazy = () => import("./lazy.tsx"); import data from "./data.json";
        throw new Error("I was run"); console.log(cl, fs, a, data, lazy);`,
      "a.ts": `export const a: number = 1;`,
      "b.ts": `import "./app.ts"; export const b = 2;`,
      "folder/index.ts": `export const c = 3;`,
      "lazy.tsx": `export default () => <p>hi</p>;`,
      "data.json": `{}`,
    });
    const { files, problems } = check();
    expect(problems).toEqual([]);
    expect(names(files).sort()).toEqual(["a.ts", "app.ts", "b.ts", "data.json", "folder/index.ts", "lazy.tsx"]);
  });

  it("does not mind imports of types, which are gone at run time", () => {
    write({ "app.ts": `import type { A } from "./gone"; import { B } from "not-installed"; export const x: A | B = 1 as never;` });
    expect(check().problems).toEqual([]);
  });

  it("tells a syntax error with its place", () => {
    write({ "app.ts": `import "./b.ts";`, "b.ts": `const a = {\n  one: 1\n  two: 2,\n};` });
    expect(onlyProblem()).toMatchObject({ title: 'SyntaxError: Unexpected token, expected ","', file: "b.ts", line: 3, column: 3 });
  });

  it("tells a missing file at its import, and names the one that was meant", () => {
    write({ "app.ts": `const x = 1;\nimport { search } from "./tool.ts";\nsearch(x);`, "tools.ts": `export {};` });
    expect(onlyProblem()).toMatchObject({ file: "app.ts", line: 2, column: 24, fix: 'Did you mean "./tools.ts"?' });
    expect(check().expected).toEqual([path.join(folder, "tool.ts")]);
  });

  it("tells a misspelt name at its place in the import, and the one that was meant", () => {
    write({ "app.ts": `import {\n  Mesage as M, onMessage } from "colloquy";\nonMessage(() => new M().send());` });
    expect(onlyProblem()).toMatchObject({
      title: '"colloquy" exports nothing named Mesage.',
      file: "app.ts",
      line: 2,
      column: 3,
      fix: "Did you mean Message?",
    });
    write({ "app.ts": `import { gret } from "./helpers.ts";\ngret();`, "helpers.ts": `export const greet = () => 1;` });
    expect(onlyProblem()).toMatchObject({ title: '"./helpers.ts" exports nothing named gret.', fix: "Did you mean greet?" });
    write({ "app.ts": `import { gree } from "./helpers.ts";\ngree();` });
    expect(onlyProblem().fix).toBe("Did you mean greet?");
    write({ "app.ts": `import { $greet } from "./helpers.ts";\n$greet();` });
    expect(onlyProblem().fix).toBe("Did you mean greet?");
    write({ "helpers.ts": `export const greet = 1; export function $greet() {}` });
    expect(check().problems).toEqual([]);
  });

  it.each([
    ["a type, imported without saying so", `import { Mesages, Message } from "colloquy"; export const x: Mesages = new Message("");`],
    ["a type that is exported again", `import { Mesage } from "colloquy"; export { Mesage };`],
    ["a type said to be one", `import { type Mesage, onMessage } from "colloquy"; onMessage((m: Mesage) => m);`],
    ["a name unlike every export", `import { entirelyOther } from "./part.ts"; entirelyOther();`],
    ["a name passed on from elsewhere", `import { gret } from "./star.ts"; gret();`],
    ["a CommonJS name", `import { gret } from "./common.cjs"; gret();`],
    ["a name behind a pattern", `import { gret } from "./pattern.ts"; gret();`],
    ["a default export", `import { default as gret } from "./part.ts"; gret();`],
    ["a name of a package", `import { gret } from "some"; gret();`],
  ])("does not take for misspelt: %s", (_, app) => {
    write({
      "app.ts": app,
      "part.ts": `export const greet = () => 1; export default greet;`,
      "star.ts": `export const greet = 1; export * from "./part.ts";`,
      "common.cjs": `exports.greet = 1; Object.assign(exports, other());`,
      "pattern.ts": `export const greet = 1; export const { a: gret } = { a: () => 1 };`,
      "node_modules/some/package.json": `{"name": "some", "main": "index.js"}`,
      "node_modules/some/index.js": `export const greet = 1;`,
    });
    expect(check().problems).toEqual([]);
  });

  it("tells a package that is not installed, and the command that installs it", () => {
    write({ "app.ts": `import OpenAI from "openai-not-here/beta"; new OpenAI();` });
    expect(onlyProblem()).toMatchObject({
      title: "The package openai-not-here is not installed.",
      fix: "Run: npm install openai-not-here",
    });
    write({ "app.ts": `import * as cl from "coloquy"; cl;` });
    expect(onlyProblem().fix).toContain('Did you mean "colloquy"?');
  });

  it("tells an entry that a package does not have", () => {
    write({
      "node_modules/tools/package.json": `{"name": "tools", "exports": {".": "./index.js", "./sub/*": "./sub/*.js"}}`,
      "node_modules/tools/index.js": "",
      "node_modules/tools/sub/one.js": "",
      "app.ts": `import "tools"; import "tools/sub/one"; import "tools/other";`,
    });
    expect(onlyProblem()).toMatchObject({ title: 'The package tools has no entry "tools/other".', line: 1, column: 48 });
    write({ "app.ts": `import "colloquy/nonsense";` });
    expect(onlyProblem().fix).toContain("colloquy/node");
  });

  it("sees a package that is installed later, and a file that is removed later", () => {
    write({ "app.ts": `import "later"; import "./part";`, "part.ts": "" });
    expect(onlyProblem().title).toContain("later is not installed");
    write({ "node_modules/later/package.json": `{"name": "later", "main": "index.js"}`, "node_modules/later/index.js": "" });
    expect(check().problems).toEqual([]);
    rmSync(path.join(folder, "part.ts"));
    expect(onlyProblem().title).toContain('"./part"');
  });

  it("follows a package that is a link to a folder of the same repository", () => {
    write({
      "packages/own/package.json": `{"name": "own", "exports": "./own.ts"}`,
      "packages/own/own.ts": "export {};",
      "app.ts": `import "own";`,
    });
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(path.join(folder, "packages/own"), path.join(folder, "node_modules/own"));
    expect(names(check().files)).toContain("packages/own/own.ts");
  });

  it("understands the paths of tsconfig.json", () => {
    write({
      "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
      "src/part.ts": "export const x = 1;",
      "app.ts": `import { x } from "@/part"; x;`,
    });
    graph = new ModuleGraph(createAuthorLoader(folder));
    expect(names(check().files)).toContain("src/part.ts");
  });

  it("has another fingerprint exactly when a file it would load has other contents", () => {
    write({ "app.ts": `import "./a.ts";`, "a.ts": "1;", "unrelated.ts": "1;" });
    const before = check().fingerprint;
    write({ "unrelated.ts": "2;", "a.ts": "1;" });
    expect(check().fingerprint).toBe(before);
    write({ "a.ts": "2;" });
    expect(check().fingerprint).not.toBe(before);
    write({ "a.ts": "1;" });
    expect(check().fingerprint).toBe(before);
  });
});

describe("formatProblem", () => {
  it("shows the place, the lines around it with a mark, and what to do", () => {
    write({ "app.ts": `const a = 1;\nconst b = ;\nconst c = 3;\n` });
    const text = formatProblem(
      { ...onlyProblem(), title: "SyntaxError: Unexpected token", file: path.join(folder, "app.ts"), fix: "Give b a value." },
      { cwd: folder, colors: false },
    );
    expect(text).toBe(
      [
        "✗ SyntaxError: Unexpected token",
        "",
        "  app.ts:2:11",
        "    1 │ const a = 1;",
        "  › 2 │ const b = ;",
        "      │           ^",
        "    3 │ const c = 3;",
        "    4 │ ",
        "",
        "  → Give b a value.",
      ].join("\n"),
    );
  });
});
