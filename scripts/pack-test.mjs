// What a stranger gets: the packed packages in an empty folder outside the repository, production dependencies only, no install scripts,
// and the command line used there as the README says. Every check runs; the exit code says whether all of them held.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compilesAnElement } from "./pack-test/custom-elements.mjs";
import { unnamedImports } from "./pack-test/imports.mjs";
import { compilesWithEveryCompiler, dockerfileHolds, followReadme, mountsAsTheGuideSays } from "./pack-test/own-folder.mjs";
import { answerTo, end, fail, greetingOf, pageIsThere, serving, start, within } from "./pack-test/terminal.mjs";
import { runNode, runNpm } from "./processes.mjs";
import { repository } from "./set-up.mjs";

const STARTS_IN_MS = 60_000;

const root = realpathSync(mkdtempSync(path.join(tmpdir(), "colloquy-install-")));
const home = path.join(root, "home");
const elsewhere = path.join(root, "elsewhere");
const cli = (folder) => path.join(folder, "node_modules/.bin/colloquy");

const greeter = (greeting) => `import * as cl from "colloquy";

cl.onChatStart(async () => {
  const started = cl.userSession.get("started", 0) + 1;
  cl.userSession.set("started", started);
  await new cl.Message(\`${greeting} \${started}\`).send();
});

cl.onMessage(async (message) => {
  await new cl.Message(\`You said \${message.content}\`).send();
});
`;

/** What a declared key must and must not allow, against the declarations that people install. */
const DECLARED = `import { userSession } from "colloquy";

declare module "colloquy" {
  interface UserSessionValues { counter: number }
}

export function count(): number {
  userSession.set("counter", 1);
  // @ts-expect-error a text is no number
  userSession.set("counter", "one");
  // @ts-expect-error this key was not declared
  userSession.set("conter", 1);
  // @ts-expect-error reserved keys are read only
  userSession.set("id", "mine");
  return userSession.get("counter", 0);
}
`;

/** An app in TSX: what must compile, and what must not, against the declarations that people install. */
const DRAWN = `import * as cl from "colloquy";
import { Button, Card } from "colloquy/view";

const again = cl.action("again", async () => undefined);

function Port({ name }: { readonly name: string }) {
  return <Card title={name}><Button action={again()}>Again</Button></Card>;
}

cl.onChatStart(async () => {
  const message = new cl.Message({ view: <Port name="Kinloch" /> });
  message.content = \`Drawn as a \${message.view?.type}\`;
  await message.send();
});

cl.onMessage(() => undefined);

// @ts-expect-error a view has no HTML
export const html = () => <div>a</div>;
// @ts-expect-error a port has a name
export const nameless = () => <Port />;
`;

let ownFolder = "";

const CHECKS = [
  [
    "the README leads from the clone to an app in a folder of its own",
    async () => {
      ownFolder = await followReadme(root);
    },
  ],
  ["what init wrote compiles with TypeScript 5.9, 6 and 7, node: imports too", () => compilesWithEveryCompiler(ownFolder)],
  ["the server of the guide's page on mounting starts and answers as shown", () => mountsAsTheGuideSays(ownFolder)],
  ["the Dockerfile that init writes holds, step by step", () => dockerfileHolds(ownFolder, root)],
  ["installs without a compiler", install],
  ["no package wants to run a script on install", noInstallScripts],
  ["what is built imports nothing that its package does not name", everyImportIsNamed],
  ["every entry loads", everyEntryLoads],
  ["an author gets types", typesHold],
  ["npx colloquy init writes an app that runs", initRuns],
  ["npx colloquy run serves the page and a chat", () => greets(home, "npx", ["--no-install", "colloquy"])],
  ["npx colloquy run takes an app in TSX, whose tags are views", tsxRuns],
  ["a custom element says what compiles it, and is compiled and served with that", () => compilesAnElement(home)],
  ["npx colloquy run -w takes up an edit", watchTakesUpAnEdit],
  ["the command line of one folder runs the app of another, with the app's own copy", cliFromElsewhere],
];

async function install() {
  // The first check packed them.
  const packed = path.join(repository, ".cache/packages");
  const tarballs = readdirSync(packed).map((file) => path.join(packed, file));
  const ofServer = tarballs.filter((file) => /^colloquy-(protocol-)?\d/.test(path.basename(file)));
  mkdirSync(home);
  writeFileSync(path.join(home, "package.json"), JSON.stringify({ name: "home", private: true, type: "module" }));
  await npmInstall(ofServer);
  const { bytes, files } = sizeOf(path.join(home, "node_modules"));
  const packages = Object.keys(installed()).length;
  console.log(`  npm install colloquy: ${(bytes / 1024 / 1024).toFixed(1)} MiB in ${files} files, ${packages} packages`);
  await npmInstall(tarballs);
}

async function npmInstall(tarballs) {
  const flags = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const code = await runNpm(["install", ...flags, ...tarballs], { cwd: home, silentMs: 300_000 });
  if (code !== 0) fail("npm install failed");
}

function installed() {
  return JSON.parse(readFileSync(path.join(home, "node_modules/.package-lock.json"), "utf8")).packages;
}

async function noInstallScripts() {
  const packages = Object.entries(installed());
  if (packages.length < 10) fail(`only ${packages.length} packages were looked at`);
  const scripted = packages.filter(
    ([place, { hasInstallScript }]) => hasInstallScript || existsSync(path.join(home, place, "binding.gyp")),
  );
  if (scripted.length > 0) fail(scripted.map(([place]) => place).join(", "));
}

function ours() {
  return ["colloquy", ...readdirSync(path.join(home, "node_modules/@colloquy")).map((name) => `@colloquy/${name}`)];
}

async function everyImportIsNamed() {
  const unnamed = ours().flatMap((name) => unnamedImports(path.join(home, "node_modules", name)));
  if (unnamed.length > 0) fail(unnamed.join("; "));
}

async function everyEntryLoads() {
  for (const name of ours()) {
    const folder = path.join(home, "node_modules", name);
    const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    for (const [entry, target] of Object.entries(manifest.exports)) {
      if (typeof target === "string") continue;
      const specifier = path.posix.join(name, entry);
      if (!existsSync(path.join(folder, target.types))) fail(`${specifier} has no types`);
      const { code, output } = await end(
        start(process.execPath, ["--input-type=module", "-e", `await import(${JSON.stringify(specifier)})`], home),
      );
      const optional = Object.keys(manifest.peerDependenciesMeta ?? {});
      const peer = output().match(/Cannot find package '([^']+)'/)?.[1];
      if (code !== 0 && !(peer && optional.includes(peer))) fail(`${specifier}: ${output()}`);
    }
  }
}

async function typesHold() {
  writeFileSync(path.join(home, "plain.ts"), greeter("Hello"));
  writeFileSync(path.join(home, "typed.ts"), DECLARED);
  const tsc = path.join(repository, "node_modules/typescript7/bin/tsc");
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2023", "--types", ""];
  for (const file of ["plain.ts", "typed.ts"])
    if ((await runNode(tsc, [...flags, file], { cwd: home })) !== 0) fail(`${file} does not compile against the packages`);
  writeFileSync(path.join(home, "drawn.tsx"), DRAWN);
  const jsx = ["--jsx", "react-jsx", "--jsxImportSource", "colloquy"];
  if ((await runNode(tsc, [...flags, ...jsx, "drawn.tsx"], { cwd: home })) !== 0) fail("drawn.tsx does not compile against the packages");
}

async function tsxRuns() {
  writeFileSync(path.join(home, "drawn.tsx"), DRAWN);
  await serving(home, "npx", ["--no-install", "colloquy", "run", "drawn.tsx"], (url) => greetingOf(url, "Drawn as a Card"));
}

async function initRuns() {
  const folder = path.join(root, "fresh");
  mkdirSync(folder);
  cpSync(path.join(home, "node_modules"), path.join(folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
  const { code, output } = await end(start("npx", ["--no-install", "colloquy", "init"], folder));
  if (code !== 0) fail(`init ended with ${code}: ${output()}`);
  for (const file of ["app.ts", "colloquy.config.ts", ".env.example", "package.json"]) {
    if (!existsSync(path.join(folder, file))) fail(`init wrote no ${file}; it wrote ${readdirSync(folder).join(", ")}`);
  }
  await serving(folder, "npx", ["--no-install", "colloquy", "run", "app.ts"], async (url) => {
    await pageIsThere(url);
    await answerTo(url, "hello");
  });
}

async function greets(folder, command, args) {
  writeFileSync(path.join(folder, "app.ts"), greeter("Welcome"));
  await serving(folder, command, [...args, "run", "app.ts"], async (url) => {
    await pageIsThere(url);
    await greetingOf(url, "Welcome 1");
  });
}

async function watchTakesUpAnEdit() {
  writeFileSync(path.join(home, "app.ts"), greeter("First"));
  await serving(home, "npx", ["--no-install", "colloquy", "run", "-w", "app.ts"], async (url) => {
    await greetingOf(url, "First 1");
    writeFileSync(path.join(home, "app.ts"), greeter("Second"));
    await within(STARTS_IN_MS, "the edited greeting", () => greetingOf(url, "Second 1", 2_000));
  });
}

async function cliFromElsewhere() {
  mkdirSync(elsewhere);
  cpSync(path.join(home, "node_modules"), path.join(elsewhere, "node_modules"), { recursive: true, verbatimSymlinks: true });
  writeFileSync(path.join(elsewhere, "package.json"), JSON.stringify({ name: "elsewhere", private: true, type: "module" }));
  await greets(elsewhere, cli(home), []);
}

function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { files: files.length, bytes: files.reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0) };
}

let failed = 0;
try {
  for (const [claim, check] of CHECKS) {
    const begin = performance.now();
    try {
      await check();
      console.log(`✓ ${claim} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.error(`✗ ${claim}: ${error.message}`);
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
