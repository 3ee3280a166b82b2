// The app's readme page: `colloquy.md` in its folder, or `colloquy_<language>.md` for people who read that language.
import { toLanguageTag } from "@colloquy/protocol";
import type { StaticFolder } from "./static-folder.ts";

const MOST_BYTES = 1024 * 1024;

/** Reads the page in the nearest language there is; undefined when there is none, or it is empty or larger than a MiB. */
export async function readReadme(appFolder: StaticFolder, language?: string): Promise<string | undefined> {
  for (const name of namesFor(language)) {
    const file = await appFolder.find(name);
    if (!file || file.size > MOST_BYTES) continue;
    const text = await file.text();
    if (text.trim() !== "") return text;
  }
  return undefined;
}

/** For pt-BR: colloquy_pt-BR.md, colloquy_pt.md, colloquy.md. */
function namesFor(language: string | undefined): string[] {
  const tag = toLanguageTag(language);
  if (tag === undefined) return ["colloquy.md"];
  const [base] = tag.split("-");
  return [...new Set([tag, base])].map((one) => `colloquy_${one}.md`).concat("colloquy.md");
}
