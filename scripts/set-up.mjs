// What a fresh machine lacks: the packages of the lock file, and a browser for the browser tests. Only Node's own modules here.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run, runNpm } from "./processes.mjs";

export const repository = fileURLToPath(new URL("..", import.meta.url));

const OLDEST_NODE = [20, 19];

/** Packages of Debian, and where their programs are. */
const SERVERS = [
  { name: "postgresql", places: ["/usr/lib/postgresql"] },
  { name: "pgbouncer", places: ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"] },
  { name: "redis-server", places: ["/usr/bin/redis-server", "/usr/bin/valkey-server"] },
];

/** Where the tests look by themselves, too: packages/web/test/chromium.ts. */
export const DEBIAN_CHROMIUM = "/usr/bin/chromium";
const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

const BROWSERS = [
  DEBIAN_CHROMIUM,
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Ends the program with a sentence when Node is too old for what follows. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Colloquy needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`);
  process.exit(1);
}

/** Installs the packages when the tree on disk is not the one the lock file describes. Needs the network only then. */
export async function installIfNeeded() {
  const missing = firstMissing();
  if (missing === undefined) return;
  const fresh = !existsSync(path.join(repository, "node_modules"));
  console.log(`Installing packages (${missing}) …`);
  // Development packages are wanted whatever NODE_ENV says.
  const code = await runNpm([...(fresh ? ["ci"] : ["install", "--no-save"]), "--include=dev", "--prefer-offline"], { cwd: repository });
  if (code === 0) return;
  console.error(`npm could not install the packages. The first start needs the network; after that everything works offline.`);
  process.exit(1);
}

/** What the lock file asks for and the tree lacks, in words; undefined when nothing is missing. */
function firstMissing() {
  const hidden = path.join(repository, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return "none are there yet";
  const wanted = readPackages(path.join(repository, "package-lock.json"));
  const present = readPackages(hidden);
  for (const [place, { version, link, optional }] of Object.entries(wanted)) {
    if (!place.includes("node_modules/") || optional) continue;
    if (link ? !existsSync(path.join(repository, place)) : present[place]?.version !== version) {
      return `${place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length)} is new or has changed`;
    }
  }
  return undefined;
}

/** @returns {Record<string, { version?: string, link?: boolean, optional?: boolean }>} */
function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

/**
 * The path of a Chromium: the one named by COLLOQUY_CHROMIUM, one that is there, or, on Debian as root, one installed now. Its small sister, in which
 * many tests take less of the processor, is installed along with it; without her they run in the whole one.
 */
export async function ensureChromium() {
  const named = process.env.COLLOQUY_CHROMIUM;
  if (named && existsSync(named)) return named;
  const mayInstall = isDebian() && process.getuid?.() === 0;
  const found = () => BROWSERS.find((file) => existsSync(file));
  if (!found() && mayInstall) {
    console.log("Installing Chromium for the browser tests …");
    await installOfSystem(["chromium", "fonts-liberation"]);
  }
  if (found() === DEBIAN_CHROMIUM && mayInstall && !existsSync(HEADLESS_SHELL)) {
    console.log("Installing Chromium's headless shell for the browser tests …");
    await installOfSystem(["chromium-headless-shell"]);
  }
  if (found()) return found();
  console.error("The browser tests need Chromium. Install it, or name one that is there:");
  console.error(isDebian() ? "  sudo apt-get install -y chromium" : "  COLLOQUY_CHROMIUM=/path/to/chromium npm test");
  return undefined;
}

/**
 * The servers that tests start by themselves. Who asks for one that is not there installs it, but the test would wait for that: on Debian as root
 * they are installed before. Elsewhere the tests say what to run.
 */
export async function ensureServers() {
  if (!isDebian() || process.getuid?.() !== 0) return;
  const missing = SERVERS.filter(({ places }) => !places.some((place) => existsSync(place))).map(({ name }) => name);
  if (missing.length === 0) return;
  console.log(`Installing ${missing.join(" and ")} for the tests of their drivers …`);
  await installOfSystem(missing);
}

/** Without starting any service: a test starts its own, on a free port. */
async function installOfSystem(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const apt = (...args) => run("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=300", ...args], { env, quiet: true });
  await apt("update");
  await apt("install", "-y", "--no-install-recommends", ...packages);
}

function isDebian() {
  return existsSync("/etc/debian_version");
}
