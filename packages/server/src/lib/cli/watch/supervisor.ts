// `run --watch`: keeps one process serving the app and replaces it when the code changes. The code is checked before, without running it:
// while it is broken the old process goes on, and open pages are told. A chat survives the exchange, as it survives a restart.
import { describeThrown } from "../../thrown.ts";
import type { LoadProblem } from "../load/load-problem.ts";
import { type Address, AppProcess, type Outcome } from "./app-process.ts";
import type { AppSources, SourceCheck } from "./app-sources.ts";
import { type ErrorPage, openErrorPage } from "./error-page.ts";
import { SourceWatcher } from "./source-watcher.ts";

/** How long running turns may go on before the process is exchanged. */
const DRAIN_MS = 500;
/** The next process is prepared when the page that was just opened has been answered. */
const SPARE_AFTER_MS = 300;
/** An app that takes longer to load may never be done; from then on a change of its files starts it anew. */
const SLOW_LOAD_MS = 1500;

/** An app is there, for the first time or again. */
export interface ServingInfo {
  readonly outcome: Extract<Outcome, { readonly type: "serving" }>;
  readonly host: string;
  /** What was asked for; another one is served when that was taken. */
  readonly wishedPort: number;
  readonly tookMs: number;
}

/** What a supervisor tells the terminal. */
export interface SupervisorReport {
  serving(info: ServingInfo): void;
  /** `served` says whether an older version still answers. */
  broken(problems: readonly LoadProblem[], options: { readonly served: boolean }): void;
  /** Broken code was taken back, so the version that went on is the one on disk again. */
  mended(): void;
}

export interface SupervisorOptions {
  readonly sources: AppSources;
  /** What is started to serve the app, and with which arguments. */
  readonly script: string;
  readonly args: readonly string[];
  readonly formatProblems: (problems: readonly LoadProblem[]) => string;
  readonly report: SupervisorReport;
  /** Where the error page is shown when the app fails before its configuration is known. */
  readonly fallbackAddress: Address;
}

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #watcher: SourceWatcher;
  #serving: AppProcess | undefined;
  /** The process that is loading the app. */
  #starting: AppProcess | undefined;
  /** The next process, with the framework already in memory. */
  #spare: AppProcess | undefined;
  #spareTimer: NodeJS.Timeout | undefined;
  #errorPage: ErrorPage | undefined;
  /** Where the app is, or wishes to be. */
  #address: Address | undefined;
  /** The port is ours; the next process must take the same one. */
  #portHeld = false;
  /** What is being served, or was tried last; undefined when that is not known. */
  #fingerprint: string | undefined;
  /** What the terminal and open pages were told is wrong; undefined while nothing is. */
  #told: string | undefined;
  /** When the newest of its files was written. */
  #newestAt = 0;
  /** Rounds run one after the other; changes during a round make one more. */
  #work: Promise<void> = Promise.resolve();
  #queued = false;
  #closed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#watcher = new SourceWatcher(() => this.#onChange());
  }

  /** Starts the app for the first time; afterwards changes do the rest. */
  async start(): Promise<void> {
    const startedAt = Date.now();
    // The compiler is loaded only when the app is there, so that it does not slow the start down.
    const lookAtSources = () => {
      const check = this.#check();
      this.#fingerprint = check.newestAt < startedAt ? check.fingerprint : undefined;
      this.#newestAt = check.newestAt;
    };
    const slow = setTimeout(lookAtSources, SLOW_LOAD_MS);
    await this.#enqueue(() => this.#exchange({ since: 0 }));
    clearTimeout(slow);
    if (this.#fingerprint === undefined) lookAtSources();
  }

  /** Ends the app, its chats written down, and everything that belongs to the supervisor. */
  async close(drainMs = DRAIN_MS): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#spareTimer);
    await this.#watcher.close();
    await Promise.all([this.#serving?.suspend(drainMs), this.#spare?.discard()]);
    await this.#work;
    await this.#errorPage?.close();
  }

  #onChange(): void {
    if (this.#closed) return;
    if (this.#starting !== undefined && this.#fingerprint !== this.#check().fingerprint) void this.#starting.discard();
    if (this.#queued) return;
    this.#queued = true;
    void this.#enqueue(async () => {
      this.#queued = false;
      if (!this.#closed) await this.#reload();
    });
  }

  #enqueue(round: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(round).catch((error: unknown) => {
      const title = describeThrown(error);
      this.#options.report.broken([{ title }], { served: this.#serving !== undefined });
    });
    return this.#work;
  }

  async #reload(): Promise<void> {
    const since = performance.now();
    const check = this.#check();
    if (check.problems.length > 0) return this.#tellBroken(check);
    // A failed app is tried again also when the same code is saved: the reason may lie outside of it.
    const retry = this.#serving === undefined && check.newestAt !== this.#newestAt;
    if (check.fingerprint === this.#fingerprint && !retry) return this.#tellMended();
    this.#fingerprint = check.fingerprint;
    this.#newestAt = check.newestAt;
    await this.#exchange({ since });
  }

  /** Lets the old process go and has the next one take its port. */
  async #exchange({ since }: { readonly since: number }): Promise<void> {
    this.#told = undefined;
    const next = this.#takeSpare();
    const old = this.#serving;
    this.#serving = undefined;
    await old?.suspend(DRAIN_MS);
    await this.#errorPage?.close();
    this.#errorPage = undefined;
    this.#starting = next;
    const outcome = await next.serve(this.#portHeld ? this.#address?.port : undefined);
    this.#starting = undefined;
    // Changed while it was loading: the next round is waiting already. A file that was only touched fails the same way again, so it is told now.
    if (outcome.type === "failed" && this.#queued && this.#check().fingerprint !== this.#fingerprint) return next.discard();
    const wished = next.address ?? this.#address ?? this.#options.fallbackAddress;
    this.#address = this.#portHeld && this.#address !== undefined ? { ...wished, port: this.#address.port } : wished;
    if (this.#closed || outcome.type === "failed") await next.discard();
    if (this.#closed) return;
    if (outcome.type === "failed") return this.#showError(outcome.problems);
    this.#serving = next;
    this.#hold(outcome.port);
    void next.exited().then(() => this.#onExit(next));
    this.#options.report.serving({ outcome, host: wished.host, wishedPort: wished.port, tookMs: performance.now() - since });
    this.#spareTimer = setTimeout(() => this.#prepareSpare(), SPARE_AFTER_MS);
  }

  #takeSpare(): AppProcess {
    clearTimeout(this.#spareTimer);
    const spare = this.#prepareSpare();
    this.#spare = undefined;
    return spare;
  }

  #prepareSpare(): AppProcess {
    if (!this.#spare?.running) this.#spare = new AppProcess(this.#options.script, this.#options.args);
    return this.#spare;
  }

  /** The app ended by itself: a crash, or a call of process.exit. */
  #onExit(process: AppProcess): void {
    if (this.#closed || this.#serving !== process) return;
    this.#serving = undefined;
    const problem = { title: "The app's process ended.", fix: "Its last words are above. It starts again when a file is saved." };
    void this.#enqueue(() => this.#showError([problem]));
  }

  async #tellBroken({ problems, fingerprint }: SourceCheck): Promise<void> {
    const state = fingerprint + JSON.stringify(problems);
    if (state === this.#told) return;
    this.#told = state;
    if (this.#serving === undefined) return this.#showError(problems);
    this.#options.report.broken(problems, { served: true });
    this.#serving.notify({ type: "load-error", message: this.#options.formatProblems(problems) });
  }

  /** Broken code was taken back: what is served is again what is on disk. */
  #tellMended(): void {
    if (this.#told === undefined) return;
    this.#told = undefined;
    this.#serving?.notify({ type: "app-reloaded" });
    this.#options.report.mended();
  }

  async #showError(problems: readonly LoadProblem[]): Promise<void> {
    if (this.#closed) return;
    this.#options.report.broken(problems, { served: false });
    const text = this.#options.formatProblems(problems);
    if (this.#errorPage !== undefined) return this.#errorPage.show(text);
    this.#errorPage = await openErrorPage(this.#address ?? this.#options.fallbackAddress, text, { held: this.#portHeld });
    this.#hold(this.#errorPage.port);
    this.#prepareSpare();
  }

  #hold(port: number): void {
    this.#address = { ...(this.#address ?? this.#options.fallbackAddress), port };
    this.#portHeld = true;
  }

  #check(): SourceCheck {
    const check = this.#options.sources.check();
    this.#watcher.include(check.watched);
    return check;
  }
}
