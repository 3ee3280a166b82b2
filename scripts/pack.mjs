// Packs what people install: each published package as a tarball whose manifest points at dist.
// In the repository the manifests point at source, and npm does not apply publishConfig.exports, so a staged copy is rewritten.
// `node scripts/pack.mjs [folder]` (default .cache/packages) prints the tarballs, and the command that makes an app of them anywhere;
// `npm publish <tarball>` publishes one.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildLibraries, buildPage, entriesOf, PUBLISHED } from "./build.mjs";
import { runNpm } from "./processes.mjs";
import { repository } from "./set-up.mjs";

/** Builds what is stale, packs every published package that has an entry, and answers the paths of the tarballs. */
export async function pack(folder) {
  await buildPage();
  await buildLibraries();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = PUBLISHED.filter((name) => Object.keys(entriesOf(name)).length > 0);
  for (const name of names) await packOne(name, folder);
  return readdirSync(folder).map((file) => path.join(folder, file));
}

async function packOne(name, folder) {
  const source = path.join(repository, "packages", name);
  const stage = mkdtempSync(path.join(tmpdir(), "colloquy-pack-"));
  try {
    const manifest = JSON.parse(readFileSync(path.join(source, "package.json"), "utf8"));
    for (const part of manifest.files) {
      if (existsSync(path.join(source, part)))
        cpSync(path.join(source, part), path.join(stage, part), { recursive: true, filter: isShipped });
    }
    cpSync(path.join(repository, "LICENSE"), path.join(stage, "LICENSE"));
    writeFileSync(path.join(stage, "package.json"), `${JSON.stringify(toPublished(manifest), null, 2)}\n`);
    const code = await runNpm(["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], { cwd: stage, quiet: true });
    if (code !== 0) throw new Error(`npm could not pack ${manifest.name}.`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function isShipped(file) {
  return !/^\.(stamp|web-)/.test(path.basename(file));
}

/** The manifest as people get it: exports lead to dist with types, nothing that only the repository needs. */
export function toPublished({ devDependencies, publishConfig, scripts, private: _, ...manifest }) {
  return {
    ...manifest,
    exports: Object.fromEntries(Object.entries(manifest.exports).map(([entry, file]) => [entry, toBuilt(file)])),
    publishConfig: { access: "public" },
  };
}

function toBuilt(file) {
  const built = file.match(/^\.\/src\/(.*)\.tsx?$/);
  return built ? { types: `./dist/${built[1]}.d.ts`, default: `./dist/${built[1]}.js` } : file;
}

/** Runs `colloquy init` from the packages; the app keeps them. */
function toInitCommand(tarballs) {
  const needed = tarballs.filter((file) => /^colloquy-(protocol-|integrations-)?\d/.test(path.basename(file)));
  const packages = needed.map((file) => `--package ${/[^\w./:\\-]/.test(file) ? JSON.stringify(file) : file}`);
  return `npx --yes ${packages.join(" ")} -- colloquy init my-app`;
}

if (process.argv[1] === import.meta.filename) {
  const folder = path.resolve(process.argv[2] ?? path.join(repository, ".cache/packages"));
  const tarballs = await pack(folder);
  console.log(`\nPacked:\n${tarballs.map((tarball) => `  ${tarball}`).join("\n")}`);
  console.log(`\nAn app in a folder of its own, from wherever you are:\n\n  ${toInitCommand(tarballs)}\n`);
}
