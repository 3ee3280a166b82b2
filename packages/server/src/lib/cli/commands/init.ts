// `colloquy init`: an app that runs, into an empty folder or beside what is there.
import { copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import picocolors from "picocolors";
import { ownPackage } from "../../config/own-package.ts";
import { isClone } from "../../config/package-source.ts";
import { planMove } from "../init/chainlit/plan-move.ts";
import { printMove } from "../init/chainlit/print-move.ts";
import { readChainlit } from "../init/chainlit/read-chainlit.ts";
import { type FrameworkSource, frameworkSource } from "../init/framework-source.ts";
import { appFile, type PlannedFile, planInit } from "../init/init-plan.ts";

const { bold, cyan, dim, green, yellow } = picocolors;

export interface InitOptions {
  /** Ask nothing, and keep every file that exists. */
  readonly yes: boolean;
  /** A Chainlit project whose settings and texts are taken over. Then no file that exists is replaced. */
  readonly from?: string | undefined;
  /** Writes a Dockerfile too. */
  readonly docker: boolean;
  /** Writes an app.tsx, with a view, in the place of app.ts. */
  readonly tsx: boolean;
}

/** Writes an app into a folder. A file that exists is replaced only when the person in front of the terminal says so. */
export async function init(target: string, options: InitOptions): Promise<void> {
  const folder = path.resolve(target);
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new ChatError("BAD_INPUT", `${target} is a file.`, { fix: "Name a folder: npx colloquy init my-app" });
  }
  const move = options.from === undefined ? undefined : planMove(await readChainlit(options.from));
  const source = frameworkSource();
  const plan = planInit(folder, source, { taken: move?.files, docker: options.docker, tsx: options.tsx });
  const replaced = options.yes || move !== undefined || !process.stdin.isTTY ? new Set<string>() : await askWhatToReplace(plan);
  if (replaced === undefined) return console.log("\n  Nothing was written.\n");
  mkdirSync(folder, { recursive: true });
  console.log("");
  for (const file of plan) writePlanned(folder, file, replaced);
  copyVendored(folder, source);
  if (move !== undefined) printMove(move.report);
  printNextSteps(folder, appFile(options.tsx));
}

/** Undefined when the person walks away. */
async function askWhatToReplace(plan: readonly PlannedFile[]): Promise<Set<string> | undefined> {
  const conflicts = plan.filter(({ action }) => action === "replace");
  if (conflicts.length === 0) return new Set();
  const { isCancel, multiselect } = await import("@clack/prompts");
  const answer = await multiselect({
    message: "These files exist already. Which ones may be replaced?",
    options: conflicts.map(({ name }) => ({ value: name, label: name })),
    required: false,
  });
  return isCancel(answer) ? undefined : new Set(answer);
}

function writePlanned(folder: string, { name, content, action }: PlannedFile, replaced: ReadonlySet<string>): void {
  const kept = action === "keep" || (action === "replace" && !replaced.has(name));
  if (!kept) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  const said = { create: green("created "), merge: green("extended"), replace: yellow("replaced"), keep: dim("kept    ") };
  console.log(`  ${kept ? said.keep : said[action]}  ${kept ? dim(name) : name}`);
}

function copyVendored(folder: string, { vendored }: FrameworkSource): void {
  for (const { from, to } of vendored) {
    const file = path.join(folder, to);
    mkdirSync(path.dirname(file), { recursive: true });
    if (path.resolve(from) !== file) copyFileSync(from, file);
    console.log(`  ${green("copied  ")}  ${to}`);
  }
}

function printNextSteps(folder: string, app: string): void {
  const where = path.relative(process.cwd(), folder);
  const steps = [...(where === "" ? [] : [`cd ${where}`]), "npm install", `npx colloquy run ${app} --watch`];
  console.log(`\n  ${bold("Next:")}\n${steps.map((step) => `    ${cyan(step)}`).join("\n")}\n`);
  if (isClone(ownPackage().root))
    console.log(
      dim("  This copy is a clone. Where its version is not on npm, node scripts/pack.mjs prints what to run in place of this.\n"),
    );
}
