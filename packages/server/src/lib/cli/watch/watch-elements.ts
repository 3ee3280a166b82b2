// Custom elements while their author works on them. They change in the process that serves: the app goes on, and open pages are told.
import type { CustomElements } from "../../custom-elements/custom-elements.ts";
import { formatProblems } from "../load/format-problem.ts";
import type { LoadProblem } from "../load/load-problem.ts";
import { problemsOf } from "../load/problems-of.ts";
import { printElements, printProblems } from "../terminal.ts";
import { SourceWatcher } from "./source-watcher.ts";

/** A watch over elements. */
export interface ElementsWatch {
  close(): Promise<void>;
}

interface Place {
  readonly appFile: string;
  readonly appDir: string;
  readonly cwd: string;
}

/** Compiles elements anew when their files change, and says so. */
export function watchElements(elements: CustomElements, place: Place): ElementsWatch {
  const { cwd } = place;
  let told = toText(elements.started.problems, cwd);
  const watcher = new SourceWatcher(() => void look());
  watcher.include(elements.watched);
  return { close: () => watcher.close() };

  async function look(): Promise<void> {
    try {
      const { compiled, problems, changed } = await elements.refresh();
      watcher.include(elements.watched);
      const text = toText(problems, cwd);
      if (changed || text !== told)
        printElements({ compiled: changed ? compiled : [], problems: text === told ? [] : problems, changed }, cwd);
      told = text;
    } catch (error) {
      // The compiler is missing, for the first element of an app.
      printProblems(await problemsOf(error, place), cwd);
    }
  }
}

function toText(problems: readonly LoadProblem[], cwd: string): string {
  return formatProblems(problems, { cwd, colors: false });
}
