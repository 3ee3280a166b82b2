// The reasons that are offered with a thumb: the app's own as they are written, or those that every page can say.
import type { Feedback, Rating } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";

/** As the protocol names them; their words are the page's. */
const OWN = {
  up: { correct: "feedback.reason.correct", clear: "feedback.reason.clear", complete: "feedback.reason.complete" },
  down: {
    incorrect: "feedback.reason.incorrect",
    unclear: "feedback.reason.unclear",
    incomplete: "feedback.reason.incomplete",
    "off-topic": "feedback.reason.offTopic",
    "too-long": "feedback.reason.tooLong",
  },
} as const satisfies Readonly<Record<Rating, Readonly<Record<string, string>>>>;

export interface Reason {
  readonly tag: string;
  readonly label: string;
}

/** Those that are offered, and those that were given when there were others. */
export function useReasons({ rating, tags }: Feedback): readonly Reason[] {
  const { t } = useTranslation();
  const { feedback: rules } = useConfig();
  const named = rating === "up" ? rules?.upTags : rules?.downTags;
  const words: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(OWN[rating]).map(([tag, key]) => [tag, t(key)]));
  const offered = named ?? Object.keys(words);
  const all = [...offered, ...tags.filter((tag) => !offered.includes(tag))];
  return all.map((tag) => ({ tag, label: (named?.includes(tag) ? undefined : words[tag]) ?? tag }));
}
