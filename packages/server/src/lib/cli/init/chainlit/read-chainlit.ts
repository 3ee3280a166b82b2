// A Chainlit project on disk: its settings, its translations and its readme pages.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";

/** What was found of a project. */
export interface ChainlitProject {
  /** Its folder. */
  readonly folder: string;
  /** config.toml as it says itself. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** By language tag. */
  readonly translations: ReadonlyMap<string, unknown>;
  /** Readme pages by the name they have here. */
  readonly readmes: ReadonlyMap<string, string>;
}

/** Reads a project, named by its folder, its `.chainlit` folder or its config.toml. Throws BAD_INPUT when there is none, or a file that cannot be read. */
export async function readChainlit(named: string): Promise<ChainlitProject> {
  const file = findConfig(path.resolve(named));
  if (file === undefined)
    throw new ChatError("BAD_INPUT", `There is no Chainlit project at ${named}.`, {
      fix: "Name its folder, or its .chainlit/config.toml: npx colloquy init --from ../my-project",
    });
  const { parse, TomlError } = await import("smol-toml");
  const own = path.dirname(file);
  const folder = path.basename(own) === ".chainlit" ? path.dirname(own) : own;
  try {
    return {
      folder,
      settings: parse(readFileSync(file, "utf8")),
      translations: readTranslations(path.join(own, "translations")),
      readmes: readReadmes(folder),
    };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.split("\n");
    throw new ChatError("BAD_INPUT", `${file}, line ${error.line}: ${reason}`, {
      cause: error,
      fix: "Mend the file first; nothing was written.",
    });
  }
}

function findConfig(named: string): string | undefined {
  const stats = statSync(named, { throwIfNoEntry: false });
  if (stats?.isFile()) return named;
  return [path.join(named, ".chainlit", "config.toml"), path.join(named, "config.toml")].find((file) => existsSync(file));
}

function readTranslations(folder: string): Map<string, unknown> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return new Map(files.sort().map((name) => [path.basename(name, ".json"), readJson(path.join(folder, name))]));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ChatError("BAD_INPUT", `${file} is not valid JSON.`, { cause: error, fix: "Mend the file first; nothing was written." });
  }
}

/** chainlit.md and chainlit_fr.md are colloquy.md and colloquy_fr.md here. */
function readReadmes(folder: string): Map<string, string> {
  const files = readdirSync(folder).filter((name) => /^chainlit(_[\w-]+)?\.md$/.test(name));
  return new Map(files.map((name) => [name.replace("chainlit", "colloquy"), readFileSync(path.join(folder, name), "utf8")]));
}
