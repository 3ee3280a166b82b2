// ChatState is what both sides know of one live chat: thread, surface, and what runs now.
// It holds a window: the last turns of the active path, the side turns that hang on them, and the queue.
import type { Ask } from "../ask.ts";
import type { Element } from "../element.ts";
import type { AskId, CallId, ElementId, StepId, ThreadId, TurnId } from "../ids.ts";
import type { Mark } from "../mark.ts";
import type { PageCall } from "../page-call.ts";
import type { Step, TextField } from "../step.ts";
import type { Surface } from "../surface/surface.ts";
import type { Thread } from "../thread.ts";
import type { Turn, TurnBundle } from "../turn.ts";
import type { TextBuffer } from "./text-buffer.ts";

/** How many turns of the active path the state keeps; earlier ones are read over HTTP. */
export const WINDOW_TURNS = 20;

/** A step in the state: its record and the texts that grow. */
export interface StepState {
  step: Step;
  readonly texts: { [field in TextField]?: TextBuffer };
  /** What is shown with it, in the order it came; another list after each change. */
  elements: readonly Element[];
  /** What its person has made of it. */
  mark: Mark;
}

/** A turn in the state, with its steps in the order they appeared; the person's message is first. */
export interface TurnInState {
  turn: Turn;
  readonly stepIds: StepId[];
}

/** What both sides know of one chat. Owned and changed in place by `applyEvent`; read it, never write it. */
export interface ChatState {
  /** Grows each time the thread is opened from storage. */
  epoch: number;
  /** The number of the last structural fact. */
  seq: number;
  thread: Thread;
  /** Every turn of the window, side turns and queued turns included. */
  readonly turns: Map<TurnId, TurnInState>;
  /** The window of the active path, oldest first. */
  path: TurnId[];
  /** Turns that wait for their start, in order. */
  queue: TurnId[];
  /** True when the active path goes on before the window. */
  hasEarlier: boolean;
  readonly steps: Map<StepId, StepState>;
  /** Those of the steps in the window, and those of the thread itself. */
  readonly elements: Map<ElementId, Element>;
  /** Those of the thread itself, in the order they came; another list after each change. */
  threadElements: readonly Element[];
  /** Open questions only. */
  readonly asks: Map<AskId, Ask>;
  /** Functions of the page that have not answered. */
  readonly calls: Map<CallId, PageCall>;
  surface: Surface;
  /** What `authorRename` answered, by original name, where it is another. Empty at clients: what they are told bears the names to show. */
  readonly names: Record<string, string>;
}

/** What an event changed: enough for a view to know what to draw again. */
export interface Touched {
  readonly turnIds: TurnId[];
  readonly stepIds: StepId[];
  readonly elementIds: ElementId[];
  /** Turns that left the window because newer ones came; a client may keep them on its page. */
  readonly evicted: TurnBundle[];
}

/** The state of a chat in which nothing has happened. */
export function emptyChatState(thread: { readonly id: ThreadId; readonly createdAt: string }, epoch = 1): ChatState {
  return {
    epoch,
    seq: 0,
    thread: { id: thread.id, createdAt: thread.createdAt },
    turns: new Map(),
    path: [],
    queue: [],
    hasEarlier: false,
    steps: new Map(),
    elements: new Map(),
    threadElements: [],
    asks: new Map(),
    calls: new Map(),
    surface: {},
    names: Object.create(null),
  };
}

/** True while a foreground turn runs and does not wait for the person. */
export function isBusy(state: ChatState): boolean {
  for (const { turn } of state.turns.values()) if (turn.foreground && turn.state === "running") return true;
  return false;
}
