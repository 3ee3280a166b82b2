// Says in the terminal what came along from a Chainlit project, what changed on the way, and what was left and why.
import picocolors from "picocolors";
import type { SettingNote } from "./convert-settings.ts";
import type { MoveReport } from "./plan-move.ts";

const { bold, dim, green, yellow } = picocolors;

/** How many keys of a translation file are named; the rest is counted. */
const NAMED = 6;

export function printMove({ settings, changed, left, texts }: MoveReport): void {
  console.log(`\n  ${bold("From Chainlit:")}`);
  console.log(`    ${green("✓")} ${settings} ${settings === 1 ? "setting" : "settings"} in colloquy.config.ts`);
  for (const { language, taken } of texts) {
    const [mark, what] =
      taken === 0 ? [dim("–"), "no text that is said here"] : [green("✓"), `${taken} texts in translations/${language}.json`];
    console.log(`    ${mark} ${language}: ${what}`);
  }
  printNotes("Not the same here:", changed);
  printNotes("Left, with the reason:", left);
  const missing = [...new Set(texts.flatMap((one) => one.left))].sort();
  if (missing.length === 0) return;
  console.log(`\n  ${bold("Texts without a place on this page:")}`);
  const more = missing.length - NAMED;
  console.log(`    ${dim(missing.slice(0, NAMED).join(", "))}${more > 0 ? dim(` and ${more} more`) : ""}`);
}

function printNotes(title: string, notes: readonly SettingNote[]): void {
  if (notes.length === 0) return;
  console.log(`\n  ${bold(title)}`);
  for (const { key, text } of notes) console.log(`    ${yellow("!")} ${key}: ${dim(text)}`);
}
