// `colloquy run --watch`: the supervisor in a terminal.
import picocolors from "picocolors";
import { readName } from "../../config/env-names.ts";
import { formatProblems, toShown } from "../load/format-problem.ts";
import { hasBrowser, openBrowser } from "../open-browser.ts";
import { ownScript } from "../own-copy.ts";
import type { ServeRequest } from "../serve-once.ts";
import { closeOnSignal } from "../signals.ts";
import {
  describeMode,
  formatDuration,
  printBanner,
  printElements,
  printLine,
  printPortTaken,
  printProblems,
  printWarnings,
} from "../terminal.ts";
import { AppSources } from "./app-sources.ts";
import { Supervisor, type SupervisorReport } from "./supervisor.ts";

const { dim, green, yellow } = picocolors;

/** Serves an app and follows every change of its files. */
export async function superviseApp(request: ServeRequest & { readonly appDir: string }): Promise<void> {
  const { appFile, appDir, cwd, flags } = request;
  const supervisor = new Supervisor({
    sources: new AppSources({ appFile, appDir, envFile: readName(process.env, "ENV_FILE") }),
    script: ownScript(),
    args: [...process.argv.slice(2).filter((argument) => !/^(-w|--watch|--headless)$/.test(argument)), "--supervised"],
    formatProblems: (problems) => formatProblems(problems, { cwd, colors: false }),
    report: createReport(request),
    fallbackAddress: { host: flags.host ?? "127.0.0.1", port: flags.port ?? 8000 },
  });
  closeOnSignal(() => supervisor.close());
  await supervisor.start();
}

function createReport({ appFile, cwd, headless }: ServeRequest): SupervisorReport {
  let announced = false;
  return {
    serving: ({ outcome, host, wishedPort, tookMs }) => {
      const { elements } = outcome;
      if (announced) {
        printLine(`${green("↻")} ${toShown(appFile, cwd)} ${dim(`is served again after ${formatDuration(tookMs)}`)}`);
        // How long they took was said the first time.
        return printElements({ ...elements, compiled: [] }, cwd);
      }
      announced = true;
      printWarnings(outcome.warnings);
      if (wishedPort !== 0 && wishedPort !== outcome.port) printPortTaken(wishedPort, outcome.port);
      const note = describeMode({ appFile, dev: true }, { watch: true, cwd });
      printBanner({ name: outcome.name, host, publicUrl: outcome.publicUrl, url: outcome.url, tookMs: performance.now(), note });
      printElements(elements, cwd);
      if (!headless && hasBrowser(process.env, { isTty: process.stdout.isTTY, platform: process.platform })) openBrowser(outcome.url);
    },
    broken: (problems, { served }) => {
      printProblems(problems, cwd);
      printLine(yellow(served ? "The last good version goes on until this is mended." : "Nothing is served until this is mended."));
    },
    mended: () => printLine(`${green("✓")} ${toShown(appFile, cwd)} ${dim("is mended; what is served is up to date")}`),
  };
}
