// A key names a question, and apps change: what was asked under it before may be something else by now.
import { isDeepStrictEqual } from "node:util";
import { type Action, type AskAnswer, type AskSpec, ChatError } from "@colloquy/protocol";
import type { StoredAnswer } from "../../session/keyed-answers.ts";
import { readChosen } from "./read-chosen.ts";

/** Whether a press of the one means what a press of the other does, also when a turn is tried again and ids are others. */
export function isSameAction(one: Action, other: Action): boolean {
  return one.name === other.name && isDeepStrictEqual(one.payload, other.payload);
}

/** Whether whoever answers the open question answers this one. What is allowed is one call of one tool, and nothing beside it. */
export function isSameAsk(open: AskSpec, spec: AskSpec): boolean {
  switch (spec.kind) {
    case "approval":
      if (open.kind !== "approval" || !isSameCall(open, spec)) return false;
      // It must offer nothing that this one does not.
      return open.scopes.every((scope) => spec.scopes.includes(scope)) && (open.edit === undefined || spec.edit !== undefined);
    case "action":
      return open.kind === "action" && open.actions.every((action) => spec.actions.some((own) => isSameAction(own, action)));
    case "choice": {
      if (open.kind !== "choice" || open.multiple !== spec.multiple) return false;
      const offered = new Set(spec.options.map(({ value }) => value));
      return open.options.every(({ value }) => offered.has(value));
    }
    default:
      return open.kind === spec.kind;
  }
}

/** A yes to other words is no yes to these. An approval says by its call what is allowed, however it is put. */
export function isSameQuestion(before: string | undefined, { kind }: AskSpec, question: string): boolean {
  return before === undefined || kind === "approval" || before === question;
}

/** Throws INVALID_VALUES for what was answered to a question that asked for something else than this one. */
export function assertFits(stored: StoredAnswer, spec: AskSpec, question: string): void {
  if (!isSameQuestion(stored.question, spec, question) || !fits(stored, stored.asked, spec))
    throw new ChatError("INVALID_VALUES", "This answers another question.");
}

function fits(answer: AskAnswer, asked: AskSpec | undefined, spec: AskSpec): boolean {
  switch (spec.kind) {
    case "approval":
      if (answer.kind !== "approval" || asked?.kind !== "approval" || !isSameCall(asked, spec)) return false;
      return answer.input === undefined || spec.edit !== undefined;
    case "action": {
      if (answer.kind !== "action" || asked?.kind !== "action") return false;
      const pressed = asked.actions.find(({ id }) => id === answer.actionId);
      return pressed !== undefined && spec.actions.some((own) => isSameAction(own, pressed));
    }
    case "choice":
      return answer.kind === "choice" && readChosen(spec, answer).kind === "choice";
    case "form":
      return answer.kind === "form" && (answer.values !== null || spec.skippable === true);
    case "file":
      return answer.kind === "file" && answer.files.length <= spec.maxFiles;
    default:
      return answer.kind === spec.kind;
  }
}

type Approval = Extract<AskSpec, { kind: "approval" }>;

function isSameCall(one: Approval, other: Approval): boolean {
  return one.tool === other.tool && isDeepStrictEqual(one.input, other.input);
}
