// Every command that the docs tell people to type is one that there is. `npm test -- pack` also runs those of the README's and the guide's way to
// a folder of one's own, one after the other.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readPages, repository } from "./doc-pages.ts";

/** A line of a block marked `sh`, with the page it stands on. A block marked `bash` is a script, which a test of its own runs as a whole. */
function commandsOf({ file, text }: { readonly file: string; readonly text: string }): (readonly [page: string, command: string])[] {
  return [...text.matchAll(/^```sh[^\n]*\n([\s\S]*?)^```$/gm)].flatMap(([, block = ""]) =>
    block
      .replaceAll(/\\\n\s*/g, "")
      .split("\n")
      .map((line) => line.replace(/\s+#.*$/, "").replace(/^(?:[A-Z_]+=(?:'[^']*'|\S+) )+/, ""))
      .filter((line) => line.trim() !== "")
      .map((line) => [file, line.trim()] as const),
  );
}

const commands = readPages().flatMap(commandsOf);
const manifest = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as { scripts: Record<string, string> };
const locked = Object.keys(
  (JSON.parse(readFileSync(path.join(repository, "package-lock.json"), "utf8")) as { packages: Record<string, unknown> }).packages,
).map((place) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length));
/** Packages that a recipe shows and that are not installed: what is used of them is described there. */
const described = [
  ...readFileSync(path.join(repository, "scripts/doc-types/models.d.ts"), "utf8").matchAll(/^declare module "([^"]+)"/gm),
].map(([, name = ""]) => name);

/** Flags of our command line, read from its own help. */
const helps = new Map<string, string>();
function helpOf(command: string): string {
  const known = helps.get(command);
  if (known !== undefined) return known;
  const help = execFileSync(
    process.execPath,
    [path.join(repository, "packages/server/bin/colloquy.mjs"), ...command.split(" "), "--help"],
    {
      encoding: "utf8",
    },
  );
  helps.set(command, help);
  return help;
}

/** What is wrong with a command; undefined when it is one that there is. */
function problemOf(command: string): string | undefined {
  const [program = "", first = "", ...rest] = command.split(/\s+/);
  const flags = command.split(/\s+/).filter((word) => word.startsWith("-"));
  if (program === "cd" || program === "docker" || program === "curl") return undefined;
  if (program === "cp") return existsSync(path.join(repository, first)) ? undefined : `there is no ${first}`;
  if (program === "npm") {
    if (first === "install") {
      const missing = rest.filter((name) => !name.startsWith("-") && ![...locked, ...described].includes(name));
      return missing.length > 0 ? `nothing here has or describes ${missing.join(", ")}` : undefined;
    }
    const script = first === "run" ? (rest[0] ?? "") : first;
    return script in manifest.scripts ? undefined : `package.json has no script "${script}"`;
  }
  if (program === "npx" && first === "colloquy") {
    // The commands of `data` and `cluster` have flags of their own.
    const name = rest[0] === "data" || rest[0] === "cluster" ? `${rest[0]} ${rest[1]}` : (rest[0] ?? "");
    const help = helpOf(name);
    const unknown = flags.filter((flag) => !help.includes(flag));
    return help.includes(`Usage: colloquy ${name}`) && unknown.length === 0
      ? undefined
      : `the command line has no ${unknown.join(", ") || name}`;
  }
  if (program === "npx")
    return existsSync(path.join(repository, "node_modules/.bin", first)) ? undefined : `no package here brings ${first}`;
  if (program === "node" && first === "--import") return locked.includes(rest[0] ?? "") ? undefined : `nothing here brings ${rest[0]}`;
  if (program === "node") return existsSync(path.join(repository, first)) ? undefined : `there is no ${first}`;
  return "this test knows no such program";
}

describe("the commands in the docs", () => {
  it("are found", () => expect(commands.length).toBeGreaterThan(20));

  it.each(commands)("%s: %s", (_page, command) => {
    expect(problemOf(command)).toBeUndefined();
  });
});
