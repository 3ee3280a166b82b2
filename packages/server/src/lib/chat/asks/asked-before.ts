// What the turn that this one tries again was told or still waits for, by the keys of its questions.
import { type AskAnswer, type AskId, type AskSpec, ChatError } from "@colloquy/protocol";
import type { ChatContext } from "../../session/context.ts";
import { assertFits, isSameAsk, isSameQuestion } from "./same-ask.ts";

/** What was answered to the same key. An answer that fits no more is forgotten, so that the question is put anew. */
export async function answeredBefore<Answer>(
  { session, turnId }: ChatContext,
  key: string | undefined,
  spec: AskSpec,
  question: string,
  read: (answer: AskAnswer, asked: AskSpec) => Answer | Promise<Answer>,
): Promise<{ readonly answer: Answer } | undefined> {
  if (key === undefined) return undefined;
  const origin = session.asks.originOf(turnId);
  const stored = session.asks.keyed.get(origin, key);
  if (!stored) return undefined;
  try {
    assertFits(stored, spec, question);
    return { answer: await read(stored, stored.asked ?? spec) };
  } catch (error) {
    // A file may be gone too. Who threw this at every try would never get any further.
    if (!(error instanceof ChatError) || (error.code !== "INVALID_VALUES" && error.code !== "NOT_FOUND")) throw error;
    session.asks.keyed.forget(origin, key);
    return undefined;
  }
}

/** The open question of the same key that asks for the same. Those of dead tries that ask for something else are closed: no code waits for them. */
export function openBefore({ session, turnId }: ChatContext, key: string | undefined, spec: AskSpec, question: string): AskId | undefined {
  if (key === undefined) return undefined;
  const { asks, state } = session;
  const origin = asks.originOf(turnId);
  const open = [...state.asks.values()].filter((ask) => ask.key === key && asks.originOf(ask.turnId) === origin);
  const same = open.find((ask) => isSameAsk(ask, spec) && isSameQuestion(asks.questionOf(ask)?.text, spec, question));
  if (same) return same.id;
  for (const ask of open) if (ask.turnId !== turnId && !asks.hasWaiter(ask.id)) asks.end(ask.id, "cancelled", undefined);
  return undefined;
}
