// Asking whether a tool may run.
import type { ApprovalDecision, AskAnswer, AskSpec, StepId } from "@colloquy/protocol";
import { anything, check, type Kind, object, text, word } from "../../check-given.ts";
import { currentContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";
import { isSchema, parseWith } from "../forms/parse-with.ts";
import type { AskSchema } from "../forms/read-schema.ts";
import { toForm } from "../forms/to-form.ts";
import { givenData } from "../given.ts";
import type { Step } from "../step.ts";
import { type AskOptions, checkAskOptions } from "./ask-options.ts";
import { type Asking, putQuestion } from "./asking.ts";

/** What is to be approved. */
export interface AskApprovalOptions<Input = unknown> extends AskOptions {
  /** What would be run, as people read it. What is allowed for good is allowed by this name. */
  readonly tool: string;
  /** With what; plain JSON. */
  readonly input: Input;
  /** What is asked. Default: “Allow …?”, with the name of the tool. */
  readonly question?: string;
  /** The step of the tool, whose card shows the question too. Default: the innermost open step. */
  readonly target?: Step;
  /** The person may change the input: as JSON, or as the form of its schema, which also checks it. Default false. */
  readonly edit?: boolean | AskSchema<unknown, Input>;
  /** What may be answered beside “once” and “no”: always in this chat, always for this person. Default both. */
  readonly scopes?: readonly ("chat" | "always")[];
}

/** What a person decided about a tool. */
export interface ApprovalAnswer<Input = unknown> {
  /** Whether it may run. */
  readonly approved: boolean;
  /** For this time, for this chat, for good, or not at all. */
  readonly decision: ApprovalDecision;
  /** What it is to run with: as it was given, or as the person changed it. */
  readonly input: Input;
  /** Why not. */
  readonly reason?: string;
}

/**
 * Asks whether a tool may run, with this input. What the person has allowed before, in this chat or for good, is not asked again.
 *
 * @returns what was decided; undefined when the time ran out or the question was taken back: then it is not allowed.
 * @example
 * const answer = await askApproval({ tool: "send_mail", input: { to: "ada@example.com" } });
 * if (answer?.approved) await sendMail(answer.input);
 */
export function askApproval<Input>(options: AskApprovalOptions<Input>): Asking<ApprovalAnswer<Input> | undefined> {
  const { tool, input, question, target, edit, scopes = ["chat", "always"] } = options ?? {};
  return putQuestion<"approval", ApprovalAnswer<Input>>({
    place: "askApproval",
    question: question ?? `Allow ${tool}?`,
    options: options ?? {},
    check: () => {
      checkAskOptions("askApproval", options, {
        tool: text,
        input: anything,
        question: text,
        target: object,
        edit: editable,
        scopes: scopeList,
      });
      check("askApproval", "tool", tool, word, 'Write askApproval({ tool: "send_mail", input }).');
    },
    spec: () => {
      const targetId = target?.id ?? currentContext()?.parentStepId;
      return {
        kind: "approval",
        tool,
        input: givenData({ input }, "input")["input"],
        ...(targetId && { targetId: targetId as StepId }),
        ...(edit && {
          edit:
            edit === true
              ? edit
              : toForm("askApproval", edit as AskSchema, { initial: object.fits(input) ? (input as Record<string, unknown>) : {} }),
        }),
        scopes: [...scopes],
      };
    },
    known: async ({ session }) => {
      const scope = await allowedBefore(session, tool, scopes);
      return scope && { approved: true, decision: scope, input };
    },
    isDemanding: true,
    async read(answer, { asked, context }) {
      const read = readApproval(answer, asked) as ApprovalAnswer<Input>;
      return answer.input !== undefined && isSchema(edit) ? { ...read, input: await parseWith(edit, answer.input, context) } : read;
    },
  });
}

/** What was decided, and with which input. */
export function readApproval({ decision, reason, input }: Extract<AskAnswer, { kind: "approval" }>, asked: AskSpec): ApprovalAnswer {
  const given = asked.kind === "approval" ? asked.input : undefined;
  return { approved: decision !== "deny", decision, input: input === undefined ? given : input, ...(reason !== undefined && { reason }) };
}

/** Where the person has allowed the tool before; only what could be answered now counts. */
async function allowedBefore(session: Session, tool: string, scopes: readonly string[]): Promise<"chat" | "always" | undefined> {
  if (scopes.includes("chat") && session.asks.allowed.has(tool)) return "chat";
  if (!scopes.includes("always")) return undefined;
  const { dataLayer } = session.services;
  try {
    const approvals = await dataLayer.listApprovals(session.owner);
    return approvals.some((approval) => approval.tool === tool) ? "always" : undefined;
  } catch (error) {
    // Who is asked once too often can still say yes.
    session.logger.error({ err: error, tool }, "what was allowed for good could not be read; the person is asked");
    return undefined;
  }
}

const scopeList = {
  words: 'a list of "chat" and "always"',
  fits: (value: unknown) => Array.isArray(value) && value.every((one) => one === "chat" || one === "always"),
};

const editable: Kind = { words: "true, false or a schema", fits: (value) => typeof value === "boolean" || isSchema(value) };
