// Files of a project that get a few lines of ours and keep all of theirs.
import { ChatError } from "@colloquy/protocol";

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** What a manifest gets. */
export interface ManifestAdditions {
  readonly folderName: string;
  /** The app's file, as "app.ts". */
  readonly app: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** package.json with the dependencies and three scripts. What is there stays, also a script of the same name. */
export function mergeManifest(before: string | undefined, options: ManifestAdditions): string {
  const manifest = before === undefined ? freshManifest(options.folderName) : parseManifest(before);
  const { scripts = {}, dependencies = {}, devDependencies = {} } = manifest;
  const known = { ...dependencies, ...devDependencies };
  const run = `colloquy run ${options.app}`;
  const merged = {
    ...manifest,
    scripts: { ...scripts, ...unlessTaken(scripts, { dev: `${run} --watch`, start: `${run} --headless`, check: "tsc" }) },
    dependencies: { ...dependencies, ...unlessKnown(known, options.dependencies) },
    devDependencies: { ...devDependencies, ...unlessKnown(known, options.devDependencies) },
  };
  const indent = /^([ \t]+)"/m.exec(before ?? "")?.[1] ?? "  ";
  return `${JSON.stringify(merged, null, indent)}\n`;
}

function unlessKnown(known: Readonly<Record<string, string>>, ours: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(ours).filter(([name]) => known[name] === undefined));
}

/** A script whose name is taken by something else goes under `chat:…`. */
function unlessTaken(scripts: Readonly<Record<string, string>>, ours: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(ours).map(([name, command]) => {
    const taken = scripts[name] !== undefined && scripts[name] !== command;
    return [taken ? `chat:${name}` : name, command] as const;
  });
  return Object.fromEntries(named.filter(([name]) => scripts[name] === undefined));
}

function freshManifest(folderName: string): Manifest {
  const name = folderName
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, "-")
    .replace(/^[._-]+|-+$/g, "");
  // The version is the release of the app, where several servers run.
  return { name: name === "" ? "my-chat-app" : name, version: "0.1.0", private: true, type: "module" };
}

function parseManifest(text: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    throw new ChatError("BAD_INPUT", "The package.json here is not valid JSON.", {
      cause: error,
      fix: "Mend it first; nothing was written.",
    });
  }
}

/** .gitignore with the missing lines at its end. */
export function mergeIgnored(before: string | undefined, lines: readonly string[]): string {
  const present = new Set((before ?? "").split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, "")));
  const missing = lines.filter((line) => !present.has(line));
  if (missing.length === 0) return before ?? "";
  const start = before === undefined || before === "" || before.endsWith("\n") ? (before ?? "") : `${before}\n`;
  return `${start}${missing.join("\n")}\n`;
}
