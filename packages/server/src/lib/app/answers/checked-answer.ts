// What an answer comes to once it was checked against its question.
import type { Ask, AskAnswer, AskKind } from "@colloquy/protocol";
import type { FileRow } from "../../data/file-rows.ts";
import type { DispatchTarget } from "../dispatch-target.ts";

/** An answer that fits its question. */
export interface CheckedAnswer {
  readonly answer: AskAnswer;
  /** What was uploaded for it. It is shown with the question; what goes with words, with these. */
  readonly files?: readonly FileRow[];
  /** A tool that is allowed from now on, and where. */
  readonly allows?: { readonly tool: string; readonly where: "chat" | "always" };
}

/** Checks answers of one kind; throws what is wrong with one. */
export type AnswerCheck<Kind extends AskKind> = (
  ask: Extract<Ask, { kind: Kind }>,
  answer: Extract<AskAnswer, { kind: Kind }>,
  target: DispatchTarget,
) => CheckedAnswer | Promise<CheckedAnswer>;
