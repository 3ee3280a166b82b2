// Which elements an app has: the files `Name.tsx` and `Name.jsx` directly in `public/elements`.
import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { toVisible } from "../visible-text.ts";
import type { ElementProblem } from "./element-problem.ts";

/** Below the app's folder. */
export const ELEMENTS_FOLDER = path.join("public", "elements");

const NAME = /^[A-Za-z_$][\w$-]{0,99}$/;
const MOST_ELEMENTS = 500;

/** One element of an author. */
export interface ElementFile {
  readonly name: string;
  /** As a whole path. */
  readonly file: string;
}

/** The elements of an app, by name, and what is wrong with their files. Links that lead out of the folder are not there, as everywhere in `public/`. */
export function findElements(appDir: string): { readonly elements: readonly ElementFile[]; readonly problems: readonly ElementProblem[] } {
  const folder = path.join(appDir, ELEMENTS_FOLDER);
  const found = new Map<string, string>();
  const problems: ElementProblem[] = [];
  for (const entry of namesIn(folder)) {
    const [, name = ""] = /^([^.].*)\.(?:tsx|jsx)$/s.exec(entry) ?? [];
    const file = path.join(folder, entry);
    if (name === "" || !isFileIn(folder, file)) continue;
    const other = found.get(name);
    if (!NAME.test(name))
      problems.push({
        title: `"${toVisible(name)}" cannot be the name of an element.`,
        file,
        fix: "Letters, digits, - and _ are fine: Ticket.tsx.",
      });
    else if (other !== undefined)
      problems.push({ title: `There are two elements of the name ${name}.`, file, fix: `Remove this one, or ${path.basename(other)}.` });
    else found.set(name, file);
  }
  const elements = [...found].map(([name, file]) => ({ name, file }));
  if (elements.length > MOST_ELEMENTS)
    problems.push({
      title: `${elements.length} elements are more than ${MOST_ELEMENTS}.`,
      file: folder,
      fix: "Put helpers into folders below.",
    });
  return { elements: elements.slice(0, MOST_ELEMENTS), problems };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // No such folder: most apps have none.
    return [];
  }
}

/** Whether everybody may read it at its own address anyway: it is really in `public/`, and not hidden there. */
export function isPublicFile(appDir: string, file: string): boolean {
  const folder = path.join(appDir, path.dirname(ELEMENTS_FOLDER));
  return (
    isFileIn(folder, file) &&
    !path
      .relative(realpathSync(folder), realpathSync(file))
      .split(path.sep)
      .some((part) => part.startsWith("."))
  );
}

/** Whether it is there, and really below the folder: not through a link that leads out. */
export function isFileIn(folder: string, file: string): boolean {
  try {
    return realpathSync(file).startsWith(realpathSync(folder) + path.sep) && statSync(file).isFile();
  } catch {
    // It went away meanwhile, or leads nowhere.
    return false;
  }
}
