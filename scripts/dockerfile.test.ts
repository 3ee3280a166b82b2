// There is no container engine where the tests run, so this reads the Dockerfile for what goes wrong without anybody noticing.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { resolveTarget } from "../packages/server/src/lib/cli/load/app-target.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The instructions of the Dockerfile, continued lines joined and build arguments replaced by their defaults. */
function instructions(): readonly Instruction[] {
  const text = readFileSync(path.join(repository, "Dockerfile"), "utf8")
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n/g, " ");
  const defaults = new Map([...text.matchAll(/^ARG (\w+)=(\S+)$/gm)].map(([, name = "", value = ""]) => [name, value]));
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, name = "", rest = ""] = line.match(/^(\S+)\s+(.*)$/) ?? [];
      return { name, rest: rest.replace(/\$\{(\w+)\}/g, (whole, argument: string) => defaults.get(argument) ?? whole) };
    });
}

const all = instructions();
const stageStart = all.findLastIndex(({ name }) => name === "FROM");
const runtime = all.slice(stageStart);

describe("the Dockerfile", () => {
  const copied = all
    .filter(({ name, rest }) => name === "COPY" && !rest.startsWith("--from"))
    .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));

  it.each(copied)("copies %s, which is there", (source) => {
    expect(existsSync(path.join(repository, source))).toBe(true);
  });

  it("copies from a stage that it has", () => {
    const stages = all.flatMap(({ name, rest }) => (name === "FROM" ? [rest.match(/ AS (\w+)$/)?.[1]] : []));
    const used = all
      .flatMap(({ name, rest }) => (name === "COPY" ? [rest.match(/^--from=(\w+)/)?.[1]] : []))
      .filter((stage) => stage !== undefined);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((stage) => !stages.includes(stage))).toEqual([]);
  });

  it("runs only scripts that the repository has", () => {
    const scripts = all.flatMap(({ name, rest }) =>
      name === "RUN" ? [...rest.matchAll(/node (scripts\/\S+)/g)].map(([, file = ""]) => file) : [],
    );
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((file) => !existsSync(path.join(repository, file)))).toEqual([]);
  });

  it("serves an app that the copied folder holds, by the command line that packages ship", () => {
    const app = all.find(({ name, rest }) => name === "COPY" && rest.startsWith("examples/"))?.rest.split(/\s+/)[0] ?? "";
    const command = JSON.parse(runtime.find(({ name }) => name === "CMD")?.rest ?? "[]") as string[];
    expect(command.slice(0, 3)).toEqual(["node", "node_modules/colloquy/bin/colloquy.mjs", "run"]);
    // Whichever app.ts or app.tsx the folder has.
    expect(path.basename(resolveTarget(command[3] ?? "", path.join(repository, app)))).toBe("app.ts");
    expect(path.basename(resolveTarget(command[3] ?? "", path.join(repository, "examples/view")))).toBe("app.tsx");
    expect(existsSync(path.join(repository, "packages/server/bin/colloquy.mjs"))).toBe(true);
  });

  it("runs as somebody else than root, and keeps what it writes in a volume", () => {
    expect(runtime.find(({ name }) => name === "USER")?.rest).toBe("node");
    expect(runtime.find(({ name }) => name === "VOLUME")?.rest).toBe("/app/.colloquy");
  });
});
