// Of the router the page uses addresses and links. The rest is left out of the build: the package leads bundlers to its build for development,
// and what it gives names to for debugging, or wraps for React, looks used where nobody uses it.
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const ROUTER = /\/react-router\/dist\/production\/[^/]+\.mjs$/;
const NAMED = /^\w+\.displayName = "[^"]*";$/gm;
const WRAPPED = /(?<== )React\d*\.(?:createContext|forwardRef|memo)\(/g;
/** A class that gets its context afterwards looks used as well. */
const CONTEXT = /^(\w+)\.contextType = (\w+);$/m;

export const leanRouter: Plugin = {
  name: "lean-router",
  apply: "build",
  enforce: "pre",
  resolveId: (id) =>
    id === "react-router" ? fileURLToPath(import.meta.resolve("react-router")).replace("/development/", "/production/") : undefined,
  transform(code, id) {
    if (!ROUTER.test(id.split("?")[0] ?? "")) return undefined;
    const lean = code.replace(NAMED, "").replace(WRAPPED, "/* @__PURE__ */ $&");
    const [line = "", name = "", context = ""] = CONTEXT.exec(lean) ?? [];
    const begin = new RegExp(`^var ${name} = class extends \\w+\\.Component \\{$`, "m");
    const inside = line === "" ? lean : lean.replace(line, "").replace(begin, `$&\n  static contextType = ${context};`);
    return { code: inside, map: null };
  },
};
