// What a start says where programs read it: the same facts as the lines for people, one JSON object each, in the log.
import { ownPackage } from "../config/own-package.ts";
import { createLogger } from "../logger.ts";
import { toShown } from "./load/format-problem.ts";
import type { LoadProblem } from "./load/load-problem.ts";
import type { Project } from "./project.ts";
import type { Serving } from "./serving.ts";

/** The line of a server that is ready, after what is to be warned of. */
export function logStart({ project, serving, cwd, tookMs }: StartedServer): void {
  const { appFile, config, dev } = project;
  const { logger, parts, url } = serving;
  for (const warning of project.warnings) logger.warn({}, warning);
  if (config.port !== 0 && serving.port !== config.port)
    logger.warn({ port: config.port }, `port ${config.port} is taken by another program, so this is port ${serving.port}`);
  const { compiled, problems } = serving.elements.started;
  for (const problem of problems) logger.error(toFields(problem, cwd), problem.title);
  const served = {
    url,
    publicUrl: config.publicUrl,
    name: config.name,
    version: ownPackage().version,
    mode: dev ? "development" : "production",
    app: appFile === undefined ? undefined : toShown(appFile, cwd),
    ...parts,
    // How long each took, in milliseconds.
    elements: compiled.length === 0 ? undefined : Object.fromEntries(compiled.map(({ name, ms }) => [name, Math.round(ms)])),
    tookMs: Math.round(tookMs),
  };
  logger.info(served, `the app is served at ${config.publicUrl ?? url}`);
}

interface StartedServer {
  readonly project: Project;
  readonly serving: Serving;
  readonly cwd: string;
  readonly tookMs: number;
}

/** Why a server does not start; it has no log of its own yet. */
export function logProblems(problems: readonly LoadProblem[], cwd: string): void {
  const logger = createLogger();
  for (const problem of problems) logger.error(toFields(problem, cwd), problem.title);
}

function toFields({ file, line, column, fix, stack }: LoadProblem, cwd: string): object {
  return { ...(file !== undefined && { file: toShown(file, cwd) }), line, column, fix, ...(stack?.length && { stack }) };
}
