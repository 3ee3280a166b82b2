// What a person made of the input of a tool, the same on the question's card and at the tool's step.
import type { DraftKind } from "../ask-drafts.ts";
import type { Edited } from "./edited.ts";

/** Undefined while they do not change it. */
export type InputDraft = Partial<Edited> | undefined;

export const INPUT_DRAFT: DraftKind<InputDraft> = {
  name: "input",
  // What was kept is no input before it has been read.
  read: (kept) => (kept === undefined ? undefined : { bad: true, kept }),
  keep: (edited) => edited?.kept,
};

/** Whether something else stands there than what the app asked with. */
export function isChanged(edited: InputDraft): boolean {
  return edited !== undefined && ("value" in edited || edited.bad === true);
}
