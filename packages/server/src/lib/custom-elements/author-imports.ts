// What an element's import leads to: a file of the author's, a package of theirs, or a module of the page. Nothing of Node, nothing of the server.
import { existsSync, realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import type { Plugin } from "rolldown";
import { nearestName } from "../nearest-name.ts";
import { isFileIn, isPublicFile } from "./element-files.ts";
import type { ElementKit } from "./element-kit.ts";
import { type ElementProblem, placeOfName } from "./element-problem.ts";

/** The module that the bundle begins with: it asks the author's file for its component, so that a missing one is noticed. */
export const ENTRY = "\0element";

/** Code that says by its name that it stays on the server: `prices.server.ts`. */
const SERVER_ONLY = /\.server\.[cm]?[jt]sx?$/i;
/** Files that are compiled. Others become part of the element as they are. */
const CODE = /\.([cm]?[jt]sx?|css)$/;

interface ImportRules {
  readonly appDir: string;
  readonly file: string;
  readonly kit: ElementKit;
  readonly isOwn: (file: string) => boolean;
  /** Filled with what cannot be imported. */
  readonly problems: ElementProblem[];
}

/** Resolves an author's imports, and tells at their place of those that lead nowhere. */
export function authorImports({ appDir, file, kit, isOwn, problems }: ImportRules): Plugin {
  const refuse = (id: string, importer: string, title: string, fix: string) => {
    problems.push({ title, file: importer, ...placeOfName(importer, id), fix });
    // Going on finds the other problems of the file, too.
    return { id, external: true };
  };
  return {
    name: "author-imports",
    async resolveId(id, importer) {
      if (id === ENTRY || importer === undefined) return id;
      if (kit.modules.has(id)) return null;
      const bundled = kit.bundled.get(id);
      if (bundled !== undefined) return { id: bundled, moduleSideEffects: false };
      if (id === file && importer === ENTRY) return { id };
      const reason = reasonAgainst(id);
      if (reason) return refuse(id, importer, ...reason);
      const found = await this.resolve(id, importer, { skipSelf: true });
      const isFile = found && !found.external;
      if (isFile && !(isOwn(importer) && isOwn(found.id))) return found;
      if (isFile) {
        const secret = reasonToKeep(found.id, id, importer);
        return secret ? refuse(id, importer, ...secret) : { id: found.id };
      }
      if (isBuiltin(id))
        return refuse(
          id,
          importer,
          `${id} is a part of Node, and an element runs in the browser.`,
          "Ask the server for it with callAction.",
        );
      return refuse(id, importer, ...missing(id, importer));
    },
    load: (id) => (id === ENTRY ? { code: `export { default } from ${JSON.stringify(file)};`, moduleType: "js" } : null),
  };

  function reasonAgainst(id: string): readonly [title: string, fix: string] | undefined {
    if (id.startsWith("node:"))
      return [`${id} is a part of Node, and an element runs in the browser.`, "Ask the server for it with callAction."];
    if (/^[a-z][a-z\d+.-]*:/i.test(id) && !path.isAbsolute(id))
      return [`${id} is loaded from elsewhere, which the page's policy forbids.`, "Install it as a package."];
    if (/^react(-dom)?(\/|$)/.test(id)) return [`${id} is not among the modules of the page.`, listOf(kit, id)];
    if (id === "colloquy" || /^(colloquy|@colloquy)\//.test(id))
      return [`${id} runs on the server, and an element in the browser.`, "Import its types only: import type { … }."];
    if (id.startsWith("@/")) return [`There is no ${id}.`, listOf(kit, id)];
    return undefined;
  }

  /** What the app does not show to everybody; an element may be the work of somebody who is not to see it either. */
  function reasonToKeep(found: string, id: string, importer: string): readonly [title: string, fix: string] | undefined {
    if ((isOfPackage(id) && packageOf(found) !== packageOf(importer)) || !isFileIn(appDir, importer)) return undefined;
    if (!CODE.test(found)) return isPublicFile(appDir, found) ? undefined : kept(id);
    if (!isFileIn(appDir, found))
      return [
        `${id} lies outside of the app's folder, and what an element imports is sent to everybody.`,
        "Move it into the app's folder, or make a package of it and import that by its name.",
      ];
    const parts = path.relative(realpathSync(appDir), realpathSync(found)).split(path.sep);
    if (!parts.some((part) => part.startsWith(".") || SERVER_ONLY.test(part))) return undefined;
    return [
      `${id} is for the server only, by its name, and what an element imports is sent to everybody.`,
      "Ask the server for it with callAction, or move what everybody may see into another file.",
    ];
  }

  function missing(id: string, importer: string): readonly [title: string, fix: string] {
    if (id.startsWith(".") || path.isAbsolute(id))
      return [`There is no file for the import "${id}".`, "Its path begins at the file that imports it."];
    if (!isOwn(importer))
      return [`A package that is imported needs ${id}, which is not there.`, "Choose a package that is made for browsers."];
    return [`There is no package ${id}.`, `Install it, or take one that the page has: ${listOf(kit, id)}`];
  }
}

/** By the name of a package, and not on a way around it: `name/../../data.json`. Those of a workspace lie elsewhere than others, and the app has a name, too. */
function isOfPackage(id: string): boolean {
  return !/^[.#]/.test(id) && !path.isAbsolute(id) && !id.split(/[\\/]/).includes("..");
}

/** The folder of the package that a file is really in. */
function packageOf(file: string): string {
  let folder = path.dirname(realpathSync(file));
  while (!existsSync(path.join(folder, "package.json")) && folder !== path.dirname(folder)) folder = path.dirname(folder);
  return folder;
}

function kept(id: string): readonly [title: string, fix: string] {
  return [
    `${id} is data outside of public/, and what an element imports is sent to everybody.`,
    "Move it into public/, or let the server send what this person may see, as props.",
  ];
}

/** Whether a file is of the author's: neither in a package nor of the page. */
export function ownFiles({ folder }: ElementKit): (file: string) => boolean {
  return (file) => path.isAbsolute(file) && !/[\\/]node_modules[\\/]/.test(file) && !file.startsWith(folder + path.sep);
}

/** What an element may import without installing anything. */
function listOf(kit: ElementKit, meant: string): string {
  const names = [...kit.modules.keys(), ...kit.bundled.keys()].sort();
  const near = nearestName(meant, names);
  return `${near === undefined ? "" : `Did you mean ${near}? `}There are ${names.join(", ")}.`;
}
