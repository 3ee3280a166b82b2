// What the commands say: short, and each thing at its place in the line.
import { networkInterfaces } from "node:os";
import path from "node:path";
import picocolors from "picocolors";
import { ownPackage } from "../config/own-package.ts";
import type { ElementsReport } from "../custom-elements/custom-elements.ts";
import { formatProblems, toShown } from "./load/format-problem.ts";
import type { LoadProblem } from "./load/load-problem.ts";
import { isLoopback, type Project } from "./project.ts";

const { bold, cyan, dim, green, yellow } = picocolors;

/** The first lines of a server that is ready. */
export function printBanner(info: {
  readonly name: string;
  readonly url: string;
  readonly host: string;
  /** Where people open it, when that is said. */
  readonly publicUrl: string | undefined;
  readonly tookMs: number;
  readonly note: string;
}): void {
  const others = info.publicUrl !== undefined ? [info.publicUrl] : isLoopback(info.host) ? [] : networkUrls(info.url);
  const lines = [
    `${cyan("◔")} ${bold(info.name)} ${dim(`· colloquy ${ownPackage().version}`)}`,
    "",
    `${green("→")} ${cyan(info.url)}   ${dim(`ready in ${formatDuration(info.tookMs)}`)}`,
    ...others.map((url) => `  ${cyan(url)}`),
    `  ${dim(info.note)}`,
  ];
  console.log(`\n${lines.map((line) => `  ${line}`.trimEnd()).join("\n")}\n`);
}

/** What the banner's last line says of a project. */
export function describeMode(
  project: Pick<Project, "appFile" | "dev">,
  options: { readonly watch: boolean; readonly cwd: string },
): string {
  const file = project.appFile === undefined ? "the built-in app" : toShown(project.appFile, options.cwd);
  if (options.watch) return `watching ${file} · Ctrl-C stops`;
  return `${file} · ${project.dev ? "development" : "production"} · Ctrl-C stops`;
}

export function printWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) console.warn(`  ${yellow("!")} ${warning}`);
}

export function printPortTaken(wished: number, port: number): void {
  console.warn(`  ${yellow("!")} Port ${wished} is taken by another program, so this is port ${port}. ${dim("--port chooses one.")}`);
}

/** What became of the custom elements; nothing for an app that has none. */
export function printElements({ compiled, problems }: ElementsReport, cwd: string): void {
  if (compiled.length > 0) printLine(`${green("✓")} ${describeElements(compiled)}`);
  if (problems.length > 0) printProblems(problems, cwd);
}

/** How many of the slowest are named one by one. */
const NAMED = 5;

function describeElements(compiled: ElementsReport["compiled"]): string {
  const total = compiled.reduce((sum, { ms }) => sum + ms, 0);
  const slowest = compiled.toSorted((a, b) => b.ms - a.ms).map(({ name, ms }) => `${name} ${formatDuration(ms)}`);
  const [only] = compiled.length === 1 ? compiled : [];
  if (only) return `${only.name} ${dim(`is compiled, after ${formatDuration(total)}`)}`;
  const names = [...slowest.slice(0, NAMED), ...(slowest.length > NAMED ? ["…"] : [])].join(", ");
  return `${compiled.length} custom elements ${dim(`are compiled, after ${formatDuration(total)}: ${names}`)}`;
}

export function printProblems(problems: readonly LoadProblem[], cwd: string): void {
  console.error(`\n${formatProblems(problems, { cwd, colors: picocolors.isColorSupported })}\n`);
}

export function printLine(text: string): void {
  console.log(`  ${text}`);
}

export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** The same address for other machines, where the server listens to them. */
function networkUrls(url: string): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return addresses
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => Object.assign(new URL(url), { hostname: address }).href);
}

/** A path in a sentence. */
export const quotePath = (file: string): string => path.relative(process.cwd(), file) || ".";
