// Builds what a custom element may import into files of their own below `elements-kit/`, with a list of them by the name they are imported under.
// It is a build apart: the page's own chunks stay what they are, and the files run in the frame of an untrusted element just as well, where there is no page.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { build, type Plugin, type Rolldown } from "vite";
import { BUNDLED } from "./element-sources.ts";
import { partedStrings } from "./parted-strings.ts";
import { pureSchemas } from "./pure-schemas.ts";

/** Under which name something is imported, and the file that answers. What is shared is the very thing that the page itself uses. */
type Shims = Readonly<Record<string, string | { readonly shared: true }>>;

const here = (path: string) => fileURLToPath(new URL(`../element-kit/${path}`, import.meta.url));
const SHIMS = JSON.parse(readFileSync(here("shims.json"), "utf8")) as Shims;
const isShared = (name: string) => typeof SHIMS[name] === "object";
const SHARED = "\0element-kit:";
/** In the list beside the modules; no import has such a name. */
const STYLE = "#style";
/** Names whose source is put into the elements that import them. */
const SOURCES = "#bundled";
const BASE =
  /lucide-react[\\/]|element-kit[\\/]src[\\/](host|lib[\\/](dressed|portals|direction|words|scrollable))|@radix-ui[\\/](primitive|react-(slot|primitive|compose-refs|context|use-|presence|id|direction|collection|roving-focus|label))/;
const FRAME = "#frame";
/** Which sheet comes first does not count: in a frame that of the kit does. As in src/theme/tokens.css. */
const LAYERS = "@layer theme, base, components, utilities, author;";

export function elementKit(): Plugin {
  return {
    name: "element-kit",
    apply: "build",
    async generateBundle() {
      const frame = await buildFrame();
      const files = [...(await buildKit()), frame];
      for (const file of files)
        this.emitFile({
          type: "asset",
          fileName: `elements-kit/${file.fileName}`,
          source: file.type === "chunk" ? file.code : file.fileName.endsWith(".css") ? LAYERS + String(file.source) : file.source,
        });
      const list = { ...toManifest(files.filter((file) => file !== frame)), [FRAME]: frame.fileName };
      this.emitFile({ type: "asset", fileName: "elements-kit/manifest.json", source: JSON.stringify(list, undefined, 2) });
    },
  };
}

async function buildKit(): Promise<readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]> {
  const built = await build({
    configFile: false,
    root: here("."),
    base: "./",
    publicDir: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    plugins: [sharedModules, partedStrings, react(), pureSchemas, tailwindcss()],
    build: {
      write: false,
      target: "es2022",
      cssCodeSplit: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: {
        checks: { pluginTimings: false },
        input: Object.fromEntries(Object.entries(SHIMS).map(([name, file]) => [name, toSource(name, file)])),
        preserveEntrySignatures: "strict",
        output: {
          // The small things that nearly every part is made of are one file: else an element with six parts asked for forty.
          codeSplitting: { groups: [{ name: "base", test: BASE, minShareCount: 2 }] },
          entryFileNames: ({ name }) => `${toFileName(name)}.[hash].js`,
          chunkFileNames: "parts/[name].[hash].js",
          assetFileNames: "parts/[name].[hash][extname]",
        },
      },
    },
  });
  return (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
}

/** What runs in a closed frame: one file, with a React of its own. */
async function buildFrame(): Promise<Rolldown.OutputChunk> {
  const built = await build({
    configFile: false,
    root: here("."),
    base: "./",
    publicDir: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    plugins: [react()],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {
        checks: { pluginTimings: false },
        input: here("frame/main.tsx"),
        output: { entryFileNames: "frame.[hash].js", codeSplitting: false },
      },
    },
  });
  const output = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
  const script = output.find((file) => file.type === "chunk");
  if (!script) throw new Error("The script of the frame was not built.");
  return script;
}

const toSource = (name: string, file: Shims[string]) => (typeof file === "string" ? here(`src/${file}`) : SHARED + name);
const toFileName = (name: string) => name.replace(/^@\/components\/|^[@#]\/?/, "").replaceAll("/", "-");

function toManifest(
  files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[],
): Readonly<Record<string, string | Readonly<Record<string, string>>>> {
  const modules = files.flatMap((file) => (file.type === "chunk" && file.isEntry ? [[file.name, file.fileName] as const] : []));
  const style = files.find(({ fileName }) => fileName.endsWith(".css"));
  return Object.fromEntries([...modules, ...(style ? [[STYLE, style.fileName] as const] : []), [SOURCES, BUNDLED]]);
}

/** There is one React: whoever runs an element keeps it where these modules find it. What they export has to be spelled out, name by name. */
const sharedModules: Plugin = {
  name: "element-kit-shared",
  enforce: "pre",
  resolveId: (id) => (id.startsWith(SHARED) ? id : isShared(id) ? SHARED + id : undefined),
  async load(id) {
    if (!id.startsWith(SHARED)) return undefined;
    const name = id.slice(SHARED.length);
    const names = Object.keys((await import(name)) as object).filter((one) => one !== "default" && /^[A-Za-z_]\w*$/.test(one));
    return `const shared = globalThis[Symbol.for("colloquy.elements-kit")][${JSON.stringify(name)}];
export default shared;
export const { ${names.sort().join(", ")} } = shared;`;
  },
};
