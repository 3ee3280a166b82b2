// The conversation so far, on the branch the person reads: what a model is given. Not cut by the window.
import { activePath, isMessageType, type Step, type StepWithText, stepWithText, type TurnId } from "@colloquy/protocol";
import { requireContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";
import { Message } from "./message.ts";
import { INTERNAL } from "./user-session.ts";

/** A message for an OpenAI-compatible endpoint. */
export interface OpenAIMessage {
  readonly role: "user" | "assistant" | "system";
  readonly content: string;
}

/** A message for the AI SDK; assignable to its `ModelMessage`. */
export interface ModelChatMessage {
  readonly role: "user" | "assistant" | "system";
  readonly content: string;
}

/** What the author took out of the context, and what was put in. */
interface Edits {
  readonly after?: string;
  readonly removed: readonly string[];
  readonly added: readonly { readonly type: Step["type"]; readonly name: string; readonly text: string; readonly id: string }[];
}

const KEY = `${INTERNAL}chatContext`;
const NO_EDITS: Edits = { removed: [], added: [] };

/** The messages of the chat, on the active branch, oldest first. */
export const chatContext = {
  /** Every message the person has read or sent on this branch. */
  async get(): Promise<Message[]> {
    return (await entries()).map(({ input: _input, output, ...step }) => Message.received(step, output?.text ?? "", output?.rev));
  },

  /** Adds a message for the model only; the person does not see it. */
  add(message: Message): Message {
    const edits = readEdits();
    if (!edits.added.some(({ id }) => id === message.id)) {
      writeEdits({
        ...edits,
        added: [...edits.added, { id: message.id, type: message.type, name: message.author, text: message.content }],
      });
    }
    return message;
  },

  /** Leaves a message out of what the model is given; the person still sees it. Returns false when it was not there. */
  async remove(message: Message): Promise<boolean> {
    const found = (await entries()).some((entry) => entry.id === message.id);
    const edits = readEdits();
    if (found) writeEdits({ ...edits, removed: [...edits.removed, message.id], added: edits.added.filter(({ id }) => id !== message.id) });
    return found;
  },

  /** The model starts afresh; the person still sees everything. */
  async clear(): Promise<void> {
    const last = (await storedEntries(requireContext().session)).at(-1);
    writeEdits({ removed: [], added: [], ...(last && { after: last.id }) });
  },

  /** For an OpenAI-compatible endpoint. */
  async toOpenAI(): Promise<OpenAIMessage[]> {
    return (await entries()).map(({ type, output }) => ({ role: roleOf(type), content: output?.text ?? "" }));
  },

  /** For the AI SDK's `streamText({ messages })`. Messages without text are left out: providers refuse them. */
  async toModelMessages(): Promise<ModelChatMessage[]> {
    return (await chatContext.toOpenAI()).filter(({ content }) => content !== "");
  },
};

function roleOf(type: Step["type"]): "user" | "assistant" | "system" {
  return type === "user_message" ? "user" : type === "assistant_message" ? "assistant" : "system";
}

async function entries(): Promise<StepWithText[]> {
  const { session, turnId } = requireContext();
  const edits = readEdits();
  const stored = await storedEntries(session);
  const start = edits.after === undefined ? 0 : stored.findIndex((step) => step.id === edits.after) + 1;
  const kept = stored.slice(start).filter((step) => !edits.removed.includes(step.id));
  const now = session.now();
  const added = edits.added.map(({ id, type, name, text }) => ({
    id: id as Step["id"],
    turnId,
    type,
    name,
    createdAt: now,
    end: now,
    output: { rev: 0, text },
  }));
  return [...kept, ...added];
}

async function storedEntries(session: Session): Promise<StepWithText[]> {
  const earlier = session.state.hasEarlier && session.interacted ? await loadEarlier(session) : [];
  return [...earlier, ...windowSteps(session)].filter((step) => isMessageType(step.type) && !step.isError);
}

function windowSteps(session: Session): StepWithText[] {
  const { state } = session;
  const onPath = new Set(state.path);
  const side = [...state.turns.values()].filter(({ turn }) => !turn.foreground).map(({ turn }) => turn);
  const order = [
    ...side.filter((turn) => !turn.parentTurnId).map((turn) => turn.id),
    ...state.path.flatMap((id) => [id, ...side.filter((turn) => turn.parentTurnId === id).map((turn) => turn.id)]),
  ];
  return [...new Set(order)]
    .filter((id) => onPath.has(id) || state.turns.has(id))
    .flatMap((id) => state.turns.get(id)?.stepIds ?? [])
    .map((id) => stepWithText(state, id))
    .filter((step) => step !== undefined);
}

/** The part of the active path before the window. */
async function loadEarlier(session: Session): Promise<StepWithText[]> {
  const { dataLayer } = session.services;
  await session.recorder.flush();
  const turns = await dataLayer.loadTurns(session.threadId);
  const inWindow = new Set(session.state.path);
  const path = activePath(turns, session.state.thread.leafTurnId).filter((turn) => !inWindow.has(turn.id));
  const order = new Map<TurnId, number>(path.map((turn, index) => [turn.id, index]));
  const side = turns.filter((turn) => !turn.foreground && turn.parentTurnId && order.has(turn.parentTurnId));
  const messageIds = path.map((turn) => turn.messageId).filter((id) => id !== undefined);
  const steps = await dataLayer.loadSteps(session.threadId, { turnIds: [...path, ...side].map((turn) => turn.id), stepIds: messageIds });
  const byMessage = new Map(path.map((turn) => [turn.messageId, turn.id]));
  const position = (step: StepWithText): number => {
    const turnId = byMessage.get(step.id) ?? step.turnId;
    const own = order.get(turnId) ?? order.get(side.find((turn) => turn.id === turnId)?.parentTurnId ?? turnId) ?? -1;
    return own * 4 + (byMessage.has(step.id) ? 0 : order.has(turnId) ? 1 : 2);
  };
  return steps
    .map((step, index) => ({ step, index }))
    .sort((a, b) => position(a.step) - position(b.step) || a.index - b.index)
    .map(({ step }) => step);
}

function readEdits(): Edits {
  return (requireContext().session.values.get(KEY) as Edits | undefined) ?? NO_EDITS;
}

function writeEdits(edits: Edits): void {
  requireContext().session.values.set(KEY, edits);
}
