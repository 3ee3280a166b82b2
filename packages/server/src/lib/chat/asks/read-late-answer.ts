// An answer to a question whose code is gone, as the call would have returned it.
import type { ActionId, Ask, AskAnswer } from "@colloquy/protocol";
import type { ChatContext } from "../../session/context.ts";
import { Action } from "../actions/action.ts";
import { openFiles } from "../forms/form-files.ts";
import { readApproval } from "./ask-approval.ts";
import { readChoice } from "./ask-choice.ts";
import { readFiles } from "./ask-file.ts";
import { readText } from "./ask-user.ts";

/** What `onAskAnswer` is given as the answer. */
export function readLateAnswer(ask: Ask, answer: AskAnswer, context: ChatContext): unknown {
  switch (answer.kind) {
    case "text":
      return readText(answer, context);
    case "file":
      return readFiles(answer.files, context);
    case "action":
      return pressedOf(ask, answer.actionId);
    case "element":
      return { ...answer.props, submitted: answer.submitted };
    case "choice":
      return readChoice(answer, ask.kind === "choice" && ask.multiple === true);
    case "confirm":
      return answer.confirmed;
    case "form":
      return answer.values && ask.kind === "form" ? openFiles(ask.form, answer.values, context) : undefined;
    case "approval":
      return readApproval(answer, ask);
    default:
      return answer satisfies never;
  }
}

function pressedOf(ask: Ask, actionId: ActionId): Action | undefined {
  const record = ask.kind === "action" ? ask.actions.find(({ id }) => id === actionId) : undefined;
  return record && Action.received(record, ask.stepId);
}
