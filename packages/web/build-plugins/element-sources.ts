// What the server needs in order to compile custom elements, beside the kit's modules: the sheet that tells Tailwind our look, and Lucide's icons as source,
// of which only those that an element names are put into it. Two thousand icons are fetched by nobody, and one that is used needs no request of its own.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const FOLDER = "elements-kit";

/** Names whose file below `elements-kit/` is bundled into the elements that import them. */
export const BUNDLED: Readonly<Record<string, string>> = { "lucide-react": "lucide.mjs" };

export function elementSources(): Plugin {
  return {
    name: "element-sources",
    apply: "build",
    async generateBundle() {
      this.emitFile({ type: "asset", fileName: `${FOLDER}/theme.css`, source: readElementTheme() });
      this.emitFile({ type: "asset", fileName: `${FOLDER}/lucide.mjs`, source: await toLucideSource() });
    },
  };
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The one sheet that Tailwind is given for an element; it asks for nothing but Tailwind's own theme. */
export function readElementTheme(): string {
  const tokens = readFileSync(here("../src/theme/tailwind-theme.css"), "utf8");
  return readFileSync(here("../element-kit/theme.css"), "utf8").replace(/@import "[^"]*tailwind-theme\.css";/, () => tokens);
}

/** Every name that the package has, each an expression without effects: a bundler leaves out what nobody names. */
export async function toLucideSource(): Promise<string> {
  const root = path.dirname(createRequire(import.meta.url).resolve("lucide-react/package.json"));
  const entry = readFileSync(path.join(root, "dist/esm/lucide-react.mjs"), "utf8");
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { readonly version: string };
  const lines = [
    `/* lucide-react ${version}, ISC. ${licenceHolders(root)} */`,
    'import { createLucideIcon } from "lucide-react/base";',
    'export { createLucideIcon, Icon, LucideProvider, useLucideContext } from "lucide-react/base";',
    "const make = (icon) => createLucideIcon(JSON.parse(icon));",
  ];
  const all: string[] = [];
  let count = 0;
  for (const [, exported = "", file = ""] of entry.matchAll(/^export \{ (.+) \} from '\.\/icons\/(.+)\.mjs';$/gm)) {
    const names = [...exported.matchAll(/default as (\w+)/g)].map(([, name = ""]) => name);
    const icon = `i${count++}`;
    lines.push(`const ${icon} = /* @__PURE__ */ make(${toText(await readIcon(root, file))});`);
    lines.push(`export { ${names.map((name) => `${icon} as ${name}`).join(", ")} };`);
    all.push(...names.filter((name) => !/^Lucide|Icon$/.test(name)).map((name) => `${name}: ${icon}`));
  }
  return `${[...lines, `export const icons = { ${all.join(", ")} };`].join("\n")}\n`;
}

interface IconData {
  readonly name: string;
  readonly size: number;
  readonly node: readonly (readonly [string, Readonly<Record<string, string>>])[];
}

/** As text it is one thing to read for whoever compiles, not a hundred: that halves the time. */
const toText = (icon: IconData) => JSON.stringify(JSON.stringify(icon));

/** React's keys are left out: the parts of an icon never change places. */
async function readIcon(root: string, file: string): Promise<IconData> {
  const { __iconData: icon } = (await import(path.join(root, `dist/esm/icons/${file}.mjs`))) as { readonly __iconData: IconData };
  return { ...icon, node: icon.node.map(([tag, { key: _key, ...attributes }]) => [tag, attributes] as const) };
}

/** As the licence asks for: who holds the rights stands in every copy. */
function licenceHolders(root: string): string {
  const licence = readdirSync(root).find((name) => /^licen[cs]e/i.test(name));
  const lines = licence === undefined ? [] : readFileSync(path.join(root, licence), "utf8").split("\n");
  return lines
    .filter((line) => /copyright \(c\)/i.test(line))
    .map((line) => line.trim())
    .join(" ");
}
