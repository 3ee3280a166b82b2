// How many may be chosen, and which options fit what is searched for.
import type { Ask, ChoiceOption } from "@colloquy/protocol";
import type { TFunction } from "i18next";

type Bounds = Pick<Extract<Ask, { kind: "choice" }>, "multiple" | "min" | "max">;

/** Nothing is an answer only where the app says that none are enough. */
export function fitsBounds({ multiple, min = 1, max }: Bounds, count: number): boolean {
  if (!multiple) return count === 1;
  return count >= min && (max === undefined || count <= max);
}

export function boundsInWords({ multiple, min = 0, max }: Bounds, t: TFunction): string {
  if (!multiple) return t("ask.chooseOne");
  if (max !== undefined && min === max) return t("ask.chooseExactly", { number: max });
  if (max !== undefined && min > 0) return t("ask.chooseBetween", { min, max });
  if (max !== undefined) return t("ask.chooseAtMost", { number: max });
  return min > 1 ? t("ask.chooseAtLeast", { number: min }) : t("ask.chooseAny");
}

/** Those that have every word of the query somewhere in what a person reads of them. */
export function findOptions(options: readonly ChoiceOption[], query: string, language: string): readonly ChoiceOption[] {
  const words = fold(query, language).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label, description = "", badge = "" }) => {
    const text = fold(`${label} ${description} ${badge}`, language);
    return words.every((word) => text.includes(word));
  });
}

/** Without what a hurried person leaves out: capitals and accents. */
function fold(text: string, language: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLocaleLowerCase(language === "pseudo" ? "en" : language);
}
