// Asking for a yes or a no.
import { flag, text } from "../../check-given.ts";
import { type AskOptions, checkAskOptions } from "./ask-options.ts";
import { type Asking, putQuestion } from "./asking.ts";

/** How a yes or no behaves. */
export interface AskConfirmOptions extends AskOptions {
  /** What cannot be undone. Default false. */
  readonly danger?: boolean;
  /** What the button for yes says. */
  readonly yes?: string;
  /** What the button for no says. */
  readonly no?: string;
}

/**
 * Asks for a yes or a no.
 *
 * @returns whether the person agreed; undefined when the time ran out or the question was taken back.
 * @example
 * if (await askConfirm("Delete all 12 files?", { danger: true, yes: "Delete" })) await deleteAll();
 */
export function askConfirm(question: string, options: AskConfirmOptions = {}): Asking<boolean | undefined> {
  const { danger, yes, no } = options;
  return putQuestion({
    place: "askConfirm",
    question,
    options,
    check: () => checkAskOptions("askConfirm", options, { danger: flag, yes: text, no: text }),
    spec: () => ({ kind: "confirm", ...(danger && { danger }), ...(yes !== undefined && { yes }), ...(no !== undefined && { no }) }),
    read: ({ confirmed }) => confirmed,
  });
}
