// The conversation so far, on the branch the person reads: what a model is given. Not cut by the window.
import {
  activePath,
  type Element as ElementRecord,
  isMessageType,
  type Step,
  type StepId,
  type StepWithText,
  stepWithText,
  type TurnId,
} from "@colloquy/protocol";
import { atLeast, check, checkOptions, either, flag, type Kind, object, oneOf } from "../check-given.ts";
import { requireContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";
import { withArtifactWords } from "./artifacts/artifact-words.ts";
import { Message } from "./message.ts";
import { checkFileContext, fileChoice, loadModelFiles } from "./model-files.ts";
import {
  type FilesOfSteps,
  type ModelChatMessage,
  type ModelContextOptions,
  type OpenAIMessage,
  toModelChatMessages,
  toOpenAIMessages,
} from "./model-messages.ts";
import { answeredCall } from "./tool-call.ts";
import { noteUsed } from "./unsent.ts";
import { INTERNAL } from "./user-session.ts";

/** What the author took out of the context, and what was put in. */
interface Edits {
  readonly after?: string;
  readonly removed: readonly string[];
  readonly added: readonly AddedMessage[];
}

/** A message that only the model reads, and where it belongs: behind the message it was added after, in the turn that added it. */
interface AddedMessage {
  readonly id: string;
  readonly type: Step["type"];
  readonly name: string;
  readonly text: string;
  readonly turnId: TurnId;
  readonly after?: string;
}

const KEY = `${INTERNAL}chatContext`;
const NO_EDITS: Edits = { removed: [], added: [] };

/** One of this copy of the framework or of another. */
const messageKind: Kind = {
  words: "a Message",
  fits: (value) => typeof value === "object" && value !== null && "id" in value && "content" in value && "author" in value,
};

/** Throws BAD_INPUT. */
function checkContextOptions(place: string, options: ModelContextOptions): void {
  checkOptions(place, options, { tools: either(flag, object), artifacts: oneOf("newest", "all", "none"), files: fileChoice });
  checkFileContext(place, options.files);
  if (typeof options.tools === "object") checkOptions(`${place}: tools`, options.tools, { turns: atLeast(0), resultLength: atLeast(0) });
}

/** The messages of the chat, on the active branch, oldest first. */
export const chatContext = {
  /** Every message the person has read or sent on this branch. */
  async get(): Promise<Message[]> {
    const steps = (await entries()).filter(isRead);
    const elements = await elementsOf(steps);
    return steps.map(({ input: _input, output, ...step }) =>
      Message.received(step, output?.text ?? "", output?.rev, elements.get(step.id)),
    );
  },

  /** Adds a message for the model, at the end of the conversation so far; the person sees it only when it is sent. */
  add(message: Message): Message {
    check("chatContext.add", "the message", message, messageKind, 'Write chatContext.add(new Message("…")).');
    noteUsed(message);
    const { session, turnId } = requireContext();
    const edits = readEdits();
    const removed = edits.removed.filter((id) => id !== message.id);
    if (edits.added.some(({ id }) => id === message.id)) return message;
    const last = windowSteps(session).findLast(isGiven);
    const { id, type, author: name, content: text } = message;
    writeEdits({ ...edits, removed, added: [...edits.added, { id, type, name, text, turnId, ...(last && { after: last.id }) }] });
    return message;
  },

  /** Leaves a message out of what the model is given; the person still sees it. Returns false when it was not there. */
  async remove(message: Message): Promise<boolean> {
    check("chatContext.remove", "the message", message, messageKind, "Give it one of those that chatContext.get() gave.");
    const found = (await entries()).some((entry) => entry.id === message.id);
    const edits = readEdits();
    if (found) writeEdits({ ...edits, removed: [...edits.removed, message.id], added: edits.added.filter(({ id }) => id !== message.id) });
    return found;
  },

  /** The model starts afresh; the person still sees everything. */
  async clear(): Promise<void> {
    const last = (await loadBranch(requireContext().session)).steps.findLast(isGiven);
    writeEdits({ removed: [], added: [], ...(last && { after: last.id }) });
  },

  /**
   * For an OpenAI-compatible endpoint: what was said, and the calls of tools with their results (`tool_calls` and `role: "tool"`).
   * Calls are those that `showStream` showed, and steps made with `toolCall`; one that was interrupted is left out. Files that people sent are
   * parts of their messages (`image_url`, `file`), texts are text; what is too large is named in words. Messages without text and files are left out.
   */
  async toOpenAI(options: ModelContextOptions = {}): Promise<OpenAIMessage[]> {
    checkContextOptions("chatContext.toOpenAI", options);
    const steps = await told(options);
    return toOpenAIMessages(steps, await filesOf(steps, options), options);
  },

  /** The same for the AI SDK's `streamText({ messages })`. Messages without text and files are left out: providers refuse them. */
  async toModelMessages(options: ModelContextOptions = {}): Promise<ModelChatMessage[]> {
    checkContextOptions("chatContext.toModelMessages", options);
    const steps = await told(options);
    return toModelChatMessages(steps, await filesOf(steps, options), options);
  },
};

/** The entries in words for a model. */
async function told({ artifacts }: ModelContextOptions): Promise<StepWithText[]> {
  return withArtifactWords(requireContext().session, await entries(), artifacts);
}

/** What is shown with each of the steps, where anything is. */
async function elementsOf(steps: readonly StepWithText[]): Promise<ReadonlyMap<StepId, readonly ElementRecord[]>> {
  const { session } = requireContext();
  const { state, services } = session;
  const shown = new Map<StepId, ElementRecord[]>();
  const add = (element: ElementRecord) => {
    if (element.forId) shown.set(element.forId, [...(shown.get(element.forId) ?? []), element]);
  };
  const earlier = steps.map(({ id }) => id).filter((id) => !state.steps.has(id));
  if (earlier.length > 0) (await services.dataLayer.loadElements(session.threadId, { stepIds: earlier })).forEach(add);
  for (const { id } of steps) (state.steps.get(id)?.elements ?? []).forEach(add);
  return shown;
}

/** What a model is given of the files of people. */
async function filesOf(steps: readonly StepWithText[], { files = true }: ModelContextOptions): Promise<FilesOfSteps> {
  return files === false ? new Map() : loadModelFiles(steps, await elementsOf(steps.filter(({ type }) => type === "user_message")), files);
}

/** What was said on the active branch and what was done between, as the author's edits leave it. */
async function entries(): Promise<StepWithText[]> {
  const { session } = requireContext();
  const edits = readEdits();
  const { steps, turnIds } = await loadBranch(session);
  const start = edits.after === undefined ? 0 : steps.findIndex((step) => step.id === edits.after) + 1;
  const places = new Map<string, number>(steps.map((step, index) => [step.id, index]));
  // One that was sent as well stands where the person reads it; what a turn of another branch added is no part of this one.
  const added = edits.added
    .filter((message) => !places.has(message.id) && turnIds.has(message.turnId))
    .map((message) => ({ step: toEntry(session, message), place: placeOf(message, places, start, steps.length) }));
  const at = (place: number) => added.filter((entry) => entry.place === place).map(({ step }) => step);
  const kept = steps.slice(start).flatMap((step, index) => [step, ...at(start + index)]);
  return [...at(start - 1), ...kept].filter((step) => !edits.removed.includes(step.id));
}

/** The index of the message it stands behind; the last one when that was deleted since. */
function placeOf({ after }: AddedMessage, places: ReadonlyMap<string, number>, start: number, count: number): number {
  if (after === undefined) return start - 1;
  return Math.max(start - 1, places.get(after) ?? count - 1);
}

function toEntry(session: Session, { id, type, name, text, turnId }: AddedMessage): StepWithText {
  const now = session.now();
  return { id: id as Step["id"], turnId, type, name, createdAt: now, end: now, output: { rev: 0, text } };
}

/** The messages and steps of the active branch, and the turns that are part of it. */
interface Branch {
  readonly steps: readonly StepWithText[];
  readonly turnIds: ReadonlySet<TurnId>;
}

async function loadBranch(session: Session): Promise<Branch> {
  const earlier = session.state.hasEarlier && session.interacted ? await loadEarlier(session) : { steps: [], turnIds: [] };
  const { path, turns } = session.state;
  const side = [...turns.values()].filter(({ turn }) => !turn.foreground).map(({ turn }) => turn.id);
  return {
    steps: [...earlier.steps, ...windowSteps(session)].filter((step) => !isMessageType(step.type) || !step.isError),
    turnIds: new Set([...earlier.turnIds, ...path, ...side]),
  };
}

function isRead(step: Step): boolean {
  return isMessageType(step.type) && !step.isError;
}

/** A model may be given it: a message, or a call with its result. */
function isGiven(step: Step): boolean {
  return isRead(step) || answeredCall(step) !== undefined;
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
async function loadEarlier(session: Session): Promise<{ readonly steps: StepWithText[]; readonly turnIds: TurnId[] }> {
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
  const sorted = steps
    .map((step, index) => ({ step, index }))
    .sort((a, b) => position(a.step) - position(b.step) || a.index - b.index)
    .map(({ step }) => step);
  return { steps: sorted, turnIds: [...path, ...side].map((turn) => turn.id) };
}

function readEdits(): Edits {
  return (requireContext().session.values.get(KEY) as Edits | undefined) ?? NO_EDITS;
}

function writeEdits(edits: Edits): void {
  requireContext().session.values.set(KEY, edits);
}
