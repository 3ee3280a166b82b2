// Our records as Chainlit's clients know them. Their thread has no turns: a turn becomes a step of type `run`, made up here.
import {
  type Ask,
  type Element,
  type Favourite,
  inLanguage,
  isMessageType,
  type Mark,
  type StepId,
  type StepWithText,
  type Thread,
  type Turn,
  type TurnBundle,
  type TurnKind,
} from "@colloquy/protocol";
import { closedMark } from "./closed-mark.ts";
import { derivedId } from "./derived-id.ts";
import { type ChainlitElement, type ContentAddress, toChainlitElement, withNewestDocuments } from "./element-to-chainlit.ts";
import { END_NOTICES } from "./end-notices.ts";
import { type ChainlitFeedback, toChainlitFeedback } from "./feedback-to-chainlit.ts";
import type { Voice } from "./voice.ts";

/** A step on Chainlit's wire: messages and other steps share one shape. */
export interface ChainlitStep {
  readonly id: string;
  readonly threadId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly type: StepWithText["type"];
  readonly input?: string;
  readonly output: string;
  readonly createdAt: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly streaming: boolean;
  readonly isError: boolean;
  readonly language: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[] | null;
  readonly waitForAnswer?: boolean;
  readonly command?: string | null;
  readonly modes?: Readonly<Record<string, string>> | null;
  readonly showInput?: boolean | string;
  readonly defaultOpen?: boolean;
  readonly autoCollapse?: boolean;
  readonly generation?: Readonly<Record<string, unknown>> | null;
  /** Only of what was rated. */
  readonly feedback?: ChainlitFeedback;
}

/** A thread with all its steps on Chainlit's wire. */
export interface ChainlitThread {
  readonly id: string;
  readonly createdAt: string;
  readonly name: string | null;
  readonly userId: string | null;
  readonly userIdentifier: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly steps: readonly ChainlitStep[];
  readonly elements: readonly ChainlitElement[];
}

/** What a thread is made of, projected for whoever sees it: a `ChatSnapshot`, or stored rows. */
export interface ThreadParts {
  readonly thread: Thread;
  /** In the order they are shown. */
  readonly turns: readonly TurnBundle[];
  readonly elements?: readonly Element[];
  /** Open questions. */
  readonly asks?: readonly Ask[];
}

/** Where a step hangs, and what its turn knows about it. */
export interface StepPlace {
  readonly threadId: string;
  /** Whose thread it is. */
  readonly owner: string;
  readonly turn: Turn | undefined;
  /** True while the step puts an open question. */
  readonly waitForAnswer?: boolean;
  /** What its person has made of it. */
  readonly mark?: Mark | undefined;
  /** What the reader speaks, as a BCP 47 tag. */
  readonly language: string;
}

/** The names under which Chainlit's clients hide a run and show only what lies under it. Other kinds of turns have no run. */
const RUN_NAMES: { readonly [kind in TurnKind]?: string } = {
  chatStart: "on_chat_start",
  message: "on_message",
  edit: "on_message",
  regenerate: "on_message",
};

const ERROR_AUTHOR = "Error";

/** Whether a turn of this kind has a run; its children hang at the root if not. */
export function hasRun(turn: Turn): boolean {
  return RUN_NAMES[turn.kind] !== undefined;
}

/** A step with its texts as one of Chainlit's. */
export function toChainlitStep(step: StepWithText, place: StepPlace): ChainlitStep {
  const common = {
    id: step.id,
    threadId: place.threadId,
    parentId: step.parentId ?? rootOf(step, place.turn),
    name: step.name,
    type: step.type,
    output: `${step.output?.text ?? ""}${closedMark(step.closedAsk, place.language)}`,
    createdAt: toIso(step.createdAt),
    isError: step.isError ?? false,
    language: step.language ?? null,
    metadata: { ...step.metadata, ...(place.mark?.favourite && { favorite: true }) },
    tags: step.tags ?? null,
    ...(place.mark?.feedback && { feedback: toChainlitFeedback(place.mark.feedback, { ...place, stepId: step.id, forId: step.id }) }),
  };
  if (isMessageType(step.type)) {
    const at = toIso(step.createdAt);
    const { command = null, modes = null } = step;
    return {
      ...common,
      start: at,
      end: at,
      streaming: step.end === undefined,
      waitForAnswer: place.waitForAnswer ?? false,
      command,
      modes,
    };
  }
  return {
    ...common,
    input: step.input?.text ?? "",
    start: toIso(step.start),
    end: toIso(step.end),
    streaming: false,
    showInput: step.showInput ?? "json",
    defaultOpen: step.defaultOpen ?? false,
    autoCollapse: step.autoCollapse ?? false,
    generation: step.generation ?? null,
  };
}

/** The run that a turn is for Chainlit's clients; undefined for kinds that have none, and while it has not begun. */
export function toRunStep(turn: Turn, threadId: string, input = "", rated?: RatedAnswer): ChainlitStep | undefined {
  const name = RUN_NAMES[turn.kind];
  if (name === undefined || turn.startedAt === undefined) return undefined;
  return {
    id: turn.id,
    threadId,
    parentId: turn.messageId ?? null,
    name,
    type: "run",
    input,
    output: "",
    createdAt: toIso(turn.createdAt),
    start: toIso(turn.startedAt),
    end: toIso(turn.endedAt),
    streaming: false,
    isError: turn.state === "failed",
    language: null,
    metadata: {},
    tags: null,
    showInput: "json",
    defaultOpen: false,
    autoCollapse: false,
    generation: null,
    ...(rated?.mark.feedback && { feedback: toChainlitFeedback(rated.mark.feedback, { ...rated, threadId, forId: turn.id }) }),
  };
}

/** The answer that their page means when it rates a run: the last one under it. */
export interface RatedAnswer {
  readonly owner: string;
  readonly stepId: StepId;
  readonly mark: Mark;
}

/** What Chainlit's clients are told of a turn that ended badly: the error it failed with, or that it was stopped or interrupted. */
export function toEndMessage(turn: Turn, threadId: string, { assistantName, language }: Voice): ChainlitStep | undefined {
  if (turn.error) {
    const parentId = hasRun(turn) ? turn.id : null;
    return noticeStep({
      id: idOfNotice(turn, "error"),
      threadId,
      parentId,
      name: ERROR_AUTHOR,
      output: turn.error.message,
      at: turn.endedAt,
      isError: true,
    });
  }
  if ((turn.state !== "stopped" && turn.state !== "interrupted") || !hasRun(turn)) return undefined;
  return noticeStep({
    id: idOfNotice(turn, turn.state),
    threadId,
    // Beside the run: what was said stays the run's last message, which is the one that can be copied. At the root it would come after
    // a message that already waits.
    parentId: turn.messageId ?? null,
    name: assistantName,
    output: inLanguage(END_NOTICES[turn.state], language),
    at: turn.endedAt,
    isError: false,
  });
}

/** A message of the server itself, as the one that says why a request was refused. */
export function toErrorStep(id: string, threadId: string, text: string, at: string): ChainlitStep {
  return noticeStep({ id, threadId, parentId: null, name: ERROR_AUTHOR, output: text, at, isError: true });
}

/** Who reads a thread. */
type ThreadReader = Voice & {
  /** Whose thread it is. */
  readonly owner: string;
  readonly userIdentifier?: string | null;
  readonly contentAddress?: ContentAddress;
};

/** A thread as Chainlit's clients read it: parents before their children, every person's message before the run that answers it. */
export function toChainlitThread(parts: ThreadParts, who: ThreadReader): ChainlitThread {
  const { thread } = parts;
  const asking = new Set(parts.asks?.map((ask) => ask.stepId));
  // A regenerated turn shares its message with its sibling.
  const steps = new Map<string, ChainlitStep>();
  const add = (step: ChainlitStep | undefined): unknown => step && !steps.has(step.id) && steps.set(step.id, step);
  for (const { turn, steps: own, marks = [] } of parts.turns) {
    const message = own.find(({ id }) => id === turn.messageId);
    const markOf = (id: StepId) => marks.find(({ stepId }) => stepId === id);
    const place = (step: StepWithText) => ({
      threadId: thread.id,
      owner: who.owner,
      turn,
      waitForAnswer: asking.has(step.id),
      mark: markOf(step.id),
      language: who.language,
    });
    const answer = lastAnswer(own);
    const mark = answer && markOf(answer.id);
    if (message) add(toChainlitStep(message, place(message)));
    add(toRunStep(turn, thread.id, message?.output?.text, answer && mark && { owner: who.owner, stepId: answer.id, mark }));
    for (const step of own) add(toChainlitStep(step, place(step)));
    add(toEndMessage(turn, thread.id, who));
  }
  const open = new Set(parts.turns.flatMap(({ steps: own }) => own.filter(({ end }) => end === undefined).map(({ id }) => id)));
  // A document that is still written is told when it can be read.
  const isWhole = ({ type, forId }: Element) => type !== "artifact" || (forId !== undefined && !open.has(forId));
  const elements = new Map<string, Element>();
  for (const { elements: shown = [] } of parts.turns) for (const element of shown) elements.set(element.id, element);
  for (const element of parts.elements ?? []) elements.set(element.id, element);
  return {
    id: thread.id,
    createdAt: toIso(thread.createdAt) ?? thread.createdAt,
    name: thread.name ?? null,
    userId: who.userIdentifier ?? null,
    userIdentifier: who.userIdentifier ?? null,
    tags: thread.tags ?? [],
    metadata: thread.metadata ?? {},
    steps: [...steps.values()],
    elements: withNewestDocuments([...elements.values()].filter(isWhole)).map((element) =>
      toChainlitElement(element, thread.id, who.contentAddress),
    ),
  };
}

/** A message that a person keeps, as their clients list it. */
export function toFavoriteStep({ stepId, threadId, text, createdAt }: Favourite): ChainlitStep {
  return {
    id: stepId,
    threadId,
    parentId: null,
    name: "User",
    type: "user_message",
    output: text,
    createdAt,
    start: createdAt,
    end: createdAt,
    streaming: false,
    isError: false,
    language: null,
    metadata: { favorite: true },
    tags: null,
    waitForAnswer: false,
    command: null,
    modes: null,
  };
}

/** The answer that a run stands for. */
export function lastAnswer<One extends Pick<StepWithText, "type">>(steps: readonly One[]): One | undefined {
  return steps.findLast(({ type }) => type === "assistant_message");
}

/** A time as their clients parse it; null where there is none. */
export function toIso(time: string | undefined): string | null {
  return time ?? null;
}

/** What a step without a parent hangs on. */
function rootOf(step: StepWithText, turn: Turn | undefined): string | null {
  return turn && step.id !== turn.messageId && hasRun(turn) ? turn.id : null;
}

interface Notice {
  readonly id: string;
  readonly threadId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly output: string;
  readonly at: string | undefined;
  readonly isError: boolean;
}

function noticeStep({ at, ...notice }: Notice): ChainlitStep {
  const time = toIso(at);
  return {
    ...notice,
    type: "assistant_message",
    createdAt: time,
    start: time,
    end: time,
    streaming: false,
    language: null,
    metadata: {},
    tags: null,
    waitForAnswer: false,
    command: null,
    modes: null,
  };
}

/** The same turn gives the same id, so that telling it twice shows it once. */
function idOfNotice(turn: Turn, what: string): string {
  return derivedId(`${turn.id} ${what}`);
}
