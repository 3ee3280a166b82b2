// colloquy lint-translations: says what is wrong with the texts of an app, before somebody reads it.
import { existsSync } from "node:fs";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import picocolors from "picocolors";
import { readAppTexts, readTexts, TRANSLATIONS_FOLDER } from "../../config/app-texts.ts";
import { ownPage } from "../../config/own-package.ts";
import { printLine } from "../terminal.ts";
import { lintTexts } from "../translations/lint-texts.ts";

/** Checks the `translations/` folder of an app. Throws BAD_CONFIG when a file is none, or there is something to mend. */
export async function lintTranslations(folder: string): Promise<void> {
  const appDir = path.resolve(folder);
  const files = readAppTexts(appDir);
  const languages = Object.keys(files);
  if (languages.length === 0) {
    printLine(
      `There is nothing to check: ${path.join(folder, TRANSLATIONS_FOLDER)} has no files. One is named by its language, as de.json.`,
    );
    return;
  }
  const page = path.join(ownPage() ?? "", "texts.json");
  const problems = lintTexts(files, existsSync(page) ? readTexts(page) : {});
  for (const { language, key, message } of problems)
    printLine(`${picocolors.red("✗")} ${path.join(TRANSLATIONS_FOLDER, `${language}.json`)} ${picocolors.bold(key)} ${message}`);
  if (problems.length > 0) {
    throw new ChatError("BAD_CONFIG", `${problems.length === 1 ? "One text wants" : `${problems.length} texts want`} mending.`, {
      fix: "Correct the lines above, then check again.",
    });
  }
  printLine(`${picocolors.green("✓")} ${languages.join(", ")}: all texts are in order.`);
}
