// Builds what is stale: the page into the server's dist/web, and each published package's src entries into its dist.
// `node scripts/build.mjs page` or `… libraries` builds one half; sources that have not changed are not built again.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runNode } from "./processes.mjs";
import { repository } from "./set-up.mjs";

/** The packages people install, in the order in which they need each other. */
export const PUBLISHED = ["protocol", "server", "client", "integrations"];

const packageFolder = (name) => path.join(repository, "packages", name);
const web = path.join(packageFolder("server"), "dist/web");

/** Builds the page with Vite unless its sources are those of the last build. */
export async function buildPage() {
  const stamp = hashSources(["packages/web", "packages/client/src", "packages/protocol/src", "package-lock.json"]);
  if (readStamp(web) === stamp) return;
  console.log("Building the page …");
  // Beside its place and then moved, so that a server which runs meanwhile serves the old page or the new one, nothing between.
  const fresh = path.join(packageFolder("server"), `dist/.web-${process.pid}`);
  const vite = path.join(repository, "node_modules/vite/bin/vite.js");
  const args = ["build", "--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"];
  try {
    const code = await runNode(vite, args, { cwd: packageFolder("web"), env: { ...process.env, NODE_ENV: "production" } });
    if (code !== 0) throw new Error("The page could not be built: the messages above say why.");
    writeFileSync(path.join(fresh, ".stamp"), stamp);
    rmSync(web, { recursive: true, force: true });
    renameSync(fresh, web);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Builds JavaScript and declarations of every published package. */
export async function buildLibraries() {
  const stamp = hashSources([...PUBLISHED.map((name) => `packages/${name}`), "package-lock.json", "tsconfig.json", "scripts/build.mjs"]);
  for (const name of PUBLISHED) {
    const dist = path.join(packageFolder(name), "dist");
    if (readStamp(dist) === stamp) continue;
    const entry = entriesOf(name);
    if (Object.keys(entry).length === 0) continue;
    console.log(`Building ${name} …`);
    clear(dist);
    // Loaded only here: `npm start` builds the page alone and should not wait for it.
    const { build } = await import("tsdown");
    await build({
      cwd: packageFolder(name),
      config: false,
      entry,
      format: "esm",
      platform: name === "server" ? "node" : "neutral",
      target: "node20.19",
      outDir: "dist",
      fixedExtension: false,
      clean: false,
      dts: { tsconfig: path.join(repository, "tsconfig.json") },
      tsconfig: path.join(repository, "tsconfig.json"),
      // Everything by name stays an import: what a package ships is its own code only.
      deps: { skipNodeModulesBundle: true, neverBundle: [/^(@[\w-]+\/)?[\w-][\w.-]*(\/|$)/] },
      logLevel: "warn",
    });
    writeFileSync(path.join(dist, ".stamp"), stamp);
  }
}

/** What becomes a file of dist: each entry of the manifest's exports, and what the scripts in the server's bin start. */
export function entriesOf(name) {
  const manifest = JSON.parse(readFileSync(path.join(packageFolder(name), "package.json"), "utf8"));
  const sources = Object.values(manifest.exports).filter((file) => /^\.\/src\/.*\.tsx?$/.test(file));
  // With "./": a path without it looks like the name of a package, and its declarations would lose their folder.
  const entries = sources.map((file) => [file.slice("./src/".length).replace(/\.tsx?$/, ""), file]);
  if (name === "server") {
    entries.push(["cli", "./src/lib/cli/main.ts"]);
    entries.push(["compile-elements", "./src/lib/custom-elements/compiler-child.ts"]);
  }
  return Object.fromEntries(entries.filter(([, file]) => existsSync(path.join(packageFolder(name), file))));
}

function clear(dist) {
  mkdirSync(dist, { recursive: true });
  for (const file of readdirSync(dist)) {
    if (file !== "web" && !file.startsWith(".web-")) rmSync(path.join(dist, file), { recursive: true });
  }
}

function readStamp(folder) {
  const file = path.join(folder, ".stamp");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** One hash over the names and the contents of all files that a build reads. */
function hashSources(places) {
  const hash = createHash("sha256");
  for (const place of places) {
    for (const file of filesUnder(path.join(repository, place))) {
      hash.update(path.relative(repository, file)).update("\0").update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

const NOT_BUILT = /^(node_modules|dist)$|^\.|\.(test|test-d)\.tsx?$/;

function* filesUnder(place) {
  if (!existsSync(place)) return;
  const children = childrenOf(place);
  if (children === undefined) yield place;
  for (const child of children ?? []) {
    if (!NOT_BUILT.test(child)) yield* filesUnder(path.join(place, child));
  }
}

/** The names in a folder, sorted; undefined for a file. */
function childrenOf(place) {
  try {
    return readdirSync(place).sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

if (process.argv[1] === import.meta.filename) {
  const halves = { page: buildPage, libraries: buildLibraries };
  const wanted = process.argv[2] ? [process.argv[2]] : Object.keys(halves);
  for (const half of wanted) {
    try {
      await halves[half]();
    } catch (error) {
      console.error(error.message);
      process.exitCode = 1;
    }
  }
}
