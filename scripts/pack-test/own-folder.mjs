// The way to a folder of one's own, command by command as the README and the guide have it.
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runNode } from "../processes.mjs";
import { repository } from "../set-up.mjs";
import { blocksOf, linesOf } from "./commands-of.mjs";
import { answerTo, end, fail, pageIsThere, serving, start } from "./terminal.mjs";

const PATIENCE_MS = 300_000;
const GUIDE = "docs/guide/mounting-and-deploying.md";

/** Uses node: imports, as an app does sooner or later. */
const NOTES = `import { readFile } from "node:fs/promises";

export async function readNotes(): Promise<string> {
  await using file = { [Symbol.asyncDispose]: async () => undefined };
  return \`\${await readFile(new URL("notes.txt", import.meta.url), "utf8")}\${typeof file}\`;
}
`;

/** Runs one line of a page in a shell, and answers what it printed. */
async function run(line, cwd) {
  const { code, output } = await end(start("sh", ["-c", line], cwd, { npm_config_prefer_offline: "true" }), PATIENCE_MS);
  if (code !== 0) fail(`\`${line}\` ended with ${code}: ${output()}`);
  return output();
}

/** Follows the README from the clone to an app that answers. Returns the app's folder. */
export async function followReadme(root) {
  const [packing, running] = blocksOf("README.md", { after: "**In a folder of your own.**", language: "sh" });
  const said = await run(linesOf(packing).join(" && "), repository);
  const command = said.split("\n").find((line) => line.trim().startsWith("npx --yes"));
  if (command === undefined) fail(`nothing to run was printed: ${said}`);
  await run(command.trim(), root);
  const [go, install, serve, ...more] = linesOf(running);
  if (!go?.startsWith("cd ") || more.length > 0) fail("the README's steps are others than this check follows");
  const folder = path.join(root, go.slice("cd ".length));
  await run(install, folder);
  await serving(folder, "sh", ["-c", `exec ${serve}`], async (url) => {
    await pageIsThere(url);
    await answerTo(url, "hello");
  });
  return folder;
}

/** What `init` wrote compiles, `node:` imports too, with the compilers that people have. */
export async function compilesWithEveryCompiler(folder) {
  writeFileSync(path.join(folder, "notes.ts"), NOTES);
  for (const compiler of ["typescript5", "typescript", "typescript7"]) {
    const tsc = path.join(repository, "node_modules", compiler, "bin/tsc");
    if ((await runNode(tsc, ["-p", "tsconfig.json"], { cwd: folder })) !== 0) fail(`${compiler} does not compile what init wrote`);
  }
  await run("npm run check", folder);
}

/** The server of the guide, with the commands of the guide. */
export async function mountsAsTheGuideSays(folder) {
  const [server] = blocksOf(GUIDE, { after: "## Inside a server you have", language: "ts" });
  const [commands] = blocksOf(GUIDE, { after: "## Inside a server you have", language: "sh" });
  writeFileSync(path.join(folder, "server.ts"), server ?? "");
  const lines = linesOf(commands);
  const last = lines.pop();
  for (const line of lines) await run(line, folder);
  await serving(folder, "sh", ["-c", `exec ${last}`], async (url) => {
    const shop = await fetch(url);
    const text = await shop.text();
    if (shop.status !== 200 || !text.includes("/chat/")) fail(`the site gave ${shop.status}: ${text.slice(0, 300)}`);
    await pageIsThere(`${url}/chat/`);
  });
}

/** What the Dockerfile says, done without an engine: its files copied, its commands run, its server started. */
export async function dockerfileHolds(folder, root) {
  const [commands] = blocksOf(GUIDE, { after: "## In a container", language: "sh" });
  const init = linesOf(commands).find((line) => line.includes("init --docker"));
  if (init === undefined) fail("the guide does not say how to get a Dockerfile any more");
  await run(init, folder);
  const image = path.join(root, "image");
  mkdirSync(image);
  const ignored = new Set(linesOf(readFileSync(path.join(folder, ".dockerignore"), "utf8")));
  const isShipped = (file) => !ignored.has(path.relative(folder, file).split(path.sep)[0]);
  const text = readFileSync(path.join(folder, "Dockerfile"), "utf8").replace(/\\\n/g, " ");
  let command = [];
  const env = {};
  for (const line of text.split("\n")) {
    const [, instruction, rest = ""] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (instruction === "COPY") copyInto(image, folder, rest, isShipped);
    // There is no user "node" outside of an image, and the cache here is everybody's.
    if (instruction === "RUN") await run(rest.replace(/ && (chown|npm cache clean) [^&]+/g, ""), image);
    if (instruction === "ENV") for (const [, name, value] of rest.matchAll(/(\w+)=(\S+)/g)) env[name] = value;
    if (instruction === "CMD") command = JSON.parse(rest);
  }
  appendFileSync(path.join(image, ".env"), `COLLOQUY_LOG_LEVEL=warn\n`);
  if (existsSync(path.join(image, "node_modules/tsx"))) fail("the image has what only development needs");
  const variables = Object.entries({ ...env, COLLOQUY_HOST: "127.0.0.1", PORT: undefined }).filter(([, value]) => value !== undefined);
  const assigned = variables.map(([name, value]) => `${name}=${value}`).join(" ");
  const words = command.map((word) => (word === "node" ? process.execPath : word));
  await serving(image, "sh", ["-c", `exec env ${assigned} ${words.join(" ")}`], pageIsThere);
}

function copyInto(image, folder, rest, isShipped) {
  const names = rest.split(/\s+/);
  const to = path.join(image, names.pop() ?? ".");
  for (const name of names) {
    const from = path.join(folder, name.replace(/\*$/, ""));
    if (!existsSync(from)) {
      if (!name.endsWith("*")) fail(`the Dockerfile copies ${name}, which is not there`);
      continue;
    }
    const target = name === "." || name === path.basename(to) ? to : path.join(to, path.basename(name.replace(/\*$/, "")));
    cpSync(from, target, { recursive: true, verbatimSymlinks: true, filter: isShipped });
  }
}
