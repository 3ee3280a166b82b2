// The page believes its own server and parses nothing that comes from it, but the protocol's schemas stand beside what it does use.
// Marked as free of effects, those that nobody reads are left out of the build, and with them the schema library.
import type { Plugin } from "vite";

const PROTOCOL = /\/packages\/protocol\/src\/.*\.ts$/;
/** Of an endpoint the page reads method and path; these two only the server does. */
const SERVER_ONLY = new Set(["input", "output"]);

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

export const pureSchemas: Plugin = {
  name: "pure-schemas",
  apply: "build",
  enforce: "post",
  transform(code, id) {
    if (!PROTOCOL.test(id.split("?")[0] ?? "") || !code.includes("zod/mini")) return undefined;
    const cuts: Cut[] = [];
    for (const statement of this.parse(code).body) {
      const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
      if (declaration?.type !== "VariableDeclaration") continue;
      for (const { init } of declaration.declarations) {
        const inTable = init?.type === "ObjectExpression" ? endpointCuts(init) : [];
        if (inTable.length > 0) cuts.push(...inTable);
        else if (init?.type === "CallExpression" || init?.type === "ArrayExpression" || init?.type === "ObjectExpression")
          cuts.push({ start: init.start, end: init.end, to: `/* @__PURE__ */ (() => (${code.slice(init.start, init.end)}))()` });
      }
    }
    const start = { text: "", at: 0 };
    const { text, at } = cuts.reduce((done, cut) => ({ text: done.text + code.slice(done.at, cut.start) + cut.to, at: cut.end }), start);
    return { code: text + code.slice(at), map: null };
  },
};

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Takes the schemas out of the table of endpoints: each line of it is a call of `endpoint` with one object. */
function endpointCuts(table: Node): Cut[] {
  return propertiesOf(table).flatMap(({ value }) => {
    const { callee, arguments: given } = value as { readonly callee?: { readonly name?: string }; readonly arguments?: readonly Node[] };
    const [options] = given ?? [];
    if (callee?.name !== "endpoint" || !options) return [];
    const unread = propertiesOf(options).filter(({ key }) => SERVER_ONLY.has(key.name ?? ""));
    return unread.map(({ value: schema }) => ({ start: schema.start, end: schema.end, to: "undefined" }));
  });
}

interface Property {
  readonly key: { readonly name?: string };
  readonly value: Node;
}

function propertiesOf(node: Node): readonly Property[] {
  return ((node as { readonly properties?: readonly (Property & Node)[] }).properties ?? []).filter(({ type }) => type === "Property");
}
