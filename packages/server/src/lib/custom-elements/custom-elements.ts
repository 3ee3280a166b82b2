// The custom elements of an app: compiled when it starts, and anew when their files change. Their addresses change with their content.
import path from "node:path";
import type { CustomElementMap, CustomElementPlace } from "@colloquy/protocol";
import type { Logger } from "../logger.ts";
import type { CompiledElement, CompiledFile } from "./compile-element.ts";
import { compileApart } from "./element-compiler.ts";
import { ELEMENTS_FOLDER, type ElementFile, findElements } from "./element-files.ts";
import { type ElementKit, readElementKit } from "./element-kit.ts";
import { BrokenElements, type ElementProblem, toProblemText } from "./element-problem.ts";
import { isFresh, type SourceStamp } from "./source-stamp.ts";

/** Where the modules of elements are served, below the root path. */
export const ELEMENTS_PATH = "elements";

/** What a look at the files of all elements came to. */
export interface ElementsReport {
  /** Those of which there is a new version now, with the milliseconds it took. */
  readonly compiled: readonly { readonly name: string; readonly ms: number }[];
  /** All that is wrong, also with those that were not looked at. */
  readonly problems: readonly ElementProblem[];
  /** Pages should know. */
  readonly changed: boolean;
}

const NOTHING: ElementsReport = { compiled: [], problems: [], changed: false };

/** What is known of one element. */
interface Known {
  /** Of all that it was made of, as it was read; undefined when it is to be looked at in any case. */
  readonly stamp: SourceStamp | undefined;
  readonly sources: readonly string[];
  readonly problems: readonly ElementProblem[];
  /** The newest version that was good. */
  readonly element: CompiledElement | undefined;
}

interface CustomElementsOptions {
  readonly appDir: string;
  /** The built page, which has the modules that elements import. */
  readonly webRoot: string | undefined;
  readonly dev: boolean;
  readonly logger: Logger;
  /** Told where elements are, whenever that is somewhere else than before. */
  readonly onChange?: (map: CustomElementMap) => void;
}

/** How many of its earlier files an element keeps for pages that still have their addresses. */
const EARLIER_FILES = 20;

export class CustomElements {
  readonly #options: CustomElementsOptions;
  readonly #known = new Map<string, Known>();
  readonly #files = new Map<string, CompiledFile>();
  #kit: ElementKit | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #map: CustomElementMap = {};
  #started = NOTHING;

  constructor(options: CustomElementsOptions) {
    this.#options = options;
  }

  /** Compiles what there is. In production it throws BAD_APP when an element is broken; while developing that is shown in its place. */
  async start(): Promise<ElementsReport> {
    const report = await this.refresh();
    this.#started = report;
    if (report.problems.length > 0 && !this.#options.dev) throw new BrokenElements(report.problems, this.#options.appDir);
    return report;
  }

  /** What the start came to. */
  get started(): ElementsReport {
    return this.#started;
  }

  /** Compiles those anew whose files have changed. One look at a time. */
  refresh(): Promise<ElementsReport> {
    const look = this.#work.then(() => this.#look());
    this.#work = look.catch(() => undefined);
    return look;
  }

  /** Where each element is, by its name. */
  get map(): CustomElementMap {
    return this.#map;
  }

  /** The modules of the page for elements; undefined while there are no elements. */
  get kit(): ElementKit | undefined {
    return this.#kit;
  }

  /** A file of an element, by the name in its address. */
  find(name: string): CompiledFile | undefined {
    return this.#files.get(name);
  }

  /** What an element has now for an address of a version that this server never had: pages stay open over a start, and other servers may be newer. */
  newestFor(file: string): CompiledFile | undefined {
    const [, name = "", ending = ""] = /^([\w$-]+)\.[\da-f]{12}\.(js|css)$/.exec(file) ?? [];
    const element = this.#known.get(name)?.element;
    return ending === "css" ? element?.css : element?.module;
  }

  /** An element in TypeScript as Chainlit's page reads elements: the author's text, without its types. Undefined when there is no such element. */
  jsxOf(name: string): string | undefined {
    return this.#known.get(name)?.element?.jsx;
  }

  /** The files whose change makes another element, and one name for the folder in which new ones appear. */
  get watched(): readonly string[] {
    const { appDir } = this.#options;
    return [path.join(appDir, ELEMENTS_FOLDER, "Any.tsx"), ...[...this.#known.values()].flatMap(({ sources }) => sources)];
  }

  async #look(): Promise<ElementsReport> {
    const { appDir, webRoot, logger } = this.#options;
    const { elements, problems: folderProblems } = findElements(appDir);
    for (const name of [...this.#known.keys()]) if (!elements.some((element) => element.name === name)) this.#known.delete(name);
    const compiled: { name: string; ms: number }[] = [];
    if (elements.length > 0) this.#kit ??= readElementKit(webRoot);
    if (elements.length > 0 && !this.#kit) {
      logger.warn(
        {},
        "The page that is served draws no custom elements, so those in public/elements are not compiled. Build the page: npm run build",
      );
      return NOTHING;
    }
    for (const element of elements) {
      const before = this.#known.get(element.name);
      if (before?.stamp && isFresh(before.stamp)) continue;
      const startedAt = performance.now();
      if (this.#kit && (await this.#compile(element, this.#kit, before)))
        compiled.push({ name: element.name, ms: performance.now() - startedAt });
    }
    const before = this.#map;
    this.#map = this.#toMap();
    const changed = JSON.stringify(before) !== JSON.stringify(this.#map);
    if (changed) this.#options.onChange?.(this.#map);
    const problems = [...folderProblems, ...[...this.#known.values()].flatMap((known) => known.problems)];
    return { compiled, problems, changed };
  }

  /** True when there is a new version. */
  async #compile(file: ElementFile, kit: ElementKit, before: Known | undefined): Promise<boolean> {
    const options = { appDir: this.#options.appDir, kit, dev: this.#options.dev };
    const { result, stamp, crashed } = await compileApart(file, options);
    const element = "element" in result ? result.element : undefined;
    const sources = "element" in result ? [file.file, ...result.element.sources] : [file.file, ...result.sources];
    this.#known.set(file.name, {
      // What a broken one waits for may be a file that is not there yet.
      stamp: element || crashed ? stamp : undefined,
      sources,
      problems: "element" in result ? [] : result.problems,
      element: element ?? before?.element,
    });
    for (const made of [element?.module, element?.css, element?.map]) if (made) this.#keep(file.name, made);
    return element !== undefined;
  }

  /** Pages that were not told yet ask for the one before. */
  #keep(element: string, file: CompiledFile): void {
    this.#files.delete(file.name);
    this.#files.set(file.name, file);
    const own = [...this.#files.keys()].filter((name) => name.startsWith(`${element}.`));
    for (const old of own.slice(0, Math.max(0, own.length - EARLIER_FILES))) this.#files.delete(old);
  }

  #toMap(): CustomElementMap {
    const { appDir } = this.#options;
    const entries = [...this.#known].map(([name, { element, problems }]): [string, CustomElementPlace] => [
      name,
      {
        ...(element && { module: `${ELEMENTS_PATH}/${element.module.name}` }),
        ...(element?.css && { css: `${ELEMENTS_PATH}/${element.css.name}` }),
        ...(problems.length > 0 && { error: toProblemText(problems, appDir) }),
      },
    ]);
    return Object.fromEntries(entries);
  }
}
