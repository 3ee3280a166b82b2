// The whole state as plain JSON: what a client gets when a replay would not do.
import * as z from "zod/mini";
import { askSchema } from "../ask.ts";
import { elementSchema } from "../element.ts";
import { idSchema, type TurnId } from "../ids.ts";
import { pageCallSchema } from "../page-call.ts";
import { surfaceSchema } from "../surface/surface.ts";
import { threadSchema } from "../thread.ts";
import { turnBundleSchema } from "../turn.ts";
import { type ChatState, emptyChatState } from "./chat-state.ts";
import { insertElements } from "./elements.ts";
import { toTurnBundle } from "./turn-bundles.ts";
import { insertBundle } from "./turns.ts";

export const snapshotSchema = z.object({
  epoch: z.number().check(z.int(), z.nonnegative()),
  seq: z.number().check(z.int(), z.nonnegative()),
  thread: threadSchema,
  turns: z.array(turnBundleSchema),
  path: z.array(idSchema<TurnId>()),
  queue: z.array(idSchema<TurnId>()),
  hasEarlier: z.boolean(),
  /** Those of the thread; those of steps are with their turn. */
  elements: z.array(elementSchema),
  asks: z.array(askSchema),
  /** Functions of the page that have not answered. */
  calls: z.array(pageCallSchema),
  surface: surfaceSchema,
  /** Between nodes only. */
  names: z.optional(z.record(z.string(), z.string())),
});
/** A ChatState as plain JSON. */
export type ChatSnapshot = Readonly<z.infer<typeof snapshotSchema>>;

/** The state as plain JSON; later changes of the state do not reach it. */
export function toSnapshot(state: ChatState): ChatSnapshot {
  return {
    epoch: state.epoch,
    seq: state.seq,
    thread: state.thread,
    turns: [...state.turns.keys()].map((id) => toTurnBundle(state, id)).filter((bundle) => bundle !== undefined),
    path: [...state.path],
    queue: [...state.queue],
    hasEarlier: state.hasEarlier,
    elements: [...state.threadElements],
    asks: [...state.asks.values()],
    calls: [...state.calls.values()],
    surface: state.surface,
    ...(hasNames(state) && { names: { ...state.names } }),
  };
}

/** A state of one's own from a snapshot, to be folded on. */
export function fromSnapshot(snapshot: ChatSnapshot): ChatState {
  const state = emptyChatState(snapshot.thread, snapshot.epoch);
  state.seq = snapshot.seq;
  state.thread = snapshot.thread;
  for (const bundle of snapshot.turns) insertBundle(state, bundle);
  state.path = [...snapshot.path];
  state.queue = [...snapshot.queue];
  state.hasEarlier = snapshot.hasEarlier;
  insertElements(state, snapshot.elements);
  for (const ask of snapshot.asks) state.asks.set(ask.id, ask);
  for (const call of snapshot.calls) state.calls.set(call.id, call);
  state.surface = snapshot.surface;
  Object.assign(state.names, snapshot.names);
  return state;
}

function hasNames({ names }: ChatState): boolean {
  for (const _name in names) return true;
  return false;
}
