// What holds whatever happens, one sentence each. Checked after every event.

import { isDeepStrictEqual } from "node:util";
import {
  applyEvent,
  durable,
  emptyChatState,
  isFinal,
  type SessionId,
  type ThreadId,
  type TurnId,
  threadToEvents,
  toSnapshot,
  WINDOW_TURNS,
} from "@colloquy/protocol";
import { isQueueHeld } from "../../session/held-queue.ts";
import { loadShown, publicThread } from "../../session/load-rows.ts";
import type { Session } from "../../session/session.ts";
import type { ChatWorld } from "./chat-world.ts";
import { judgeAnswers, judgeGiven, judgePresses } from "./judge-asks.ts";
import { judgeElements } from "./shown-elements.ts";
import { judgeDocuments } from "./written-documents.ts";

type Check = (world: ChatWorld, memory: Memory) => string | undefined | Promise<string | undefined>;

/** What is remembered from one look to the next. */
export class Memory {
  readonly epochs = new Map<ThreadId, number>();
  /** Which opening has an epoch of a thread. */
  readonly openings = new Map<string, Session>();
  readonly finals = new Map<string, string>();
  readonly askEnds = new Map<string, string>();
  readonly sessions = new Set<Session>();
  readonly ended = new Map<SessionId, Session>();
}

/** The invariants, by their sentence. */
export const INVARIANTS: { readonly [sentence: string]: Check } = {
  // These two come first: others look at values, and whoever looks at one may change it, so that it is to be saved and nothing rests.
  "a chat that rests is what its thread gives back": async (world) => {
    const { sessions, server, stores } = world;
    // A second is the longest that anything waits to be written.
    if (!server.process.restsFor(1000)) return undefined;
    for (const session of sessions) {
      if (!session.interacted || session.phase !== "open" || session.turns.running.length > 0) continue;
      const row = await stores.dataLayer.loadThread(session.threadId);
      if (!row) return "a chat with an interaction is not stored";
      // A branch that begins early in the window leaves a narrower one: what was before the window comes over HTTP.
      const windowTurns = session.state.path.length || WINDOW_TURNS;
      const turns = await stores.dataLayer.loadTurns(row.id);
      const rows = await loadShown(stores.dataLayer, { thread: publicThread(row), turns }, { windowTurns, ofThread: true });
      const state = emptyChatState(rows.thread, row.epoch);
      for (const event of threadToEvents(rows, windowTurns)) applyEvent(state, event);
      const [live, stored] = [durable(session.state), durable(state)];
      world.note("compared with its thread");
      if (!isDeepStrictEqual(live, stored)) return `live ${JSON.stringify(live)}\nstored ${JSON.stringify(stored)}`;
    }
    return undefined;
  },

  "what was shown with a message is there wherever the message is: in the window, before it and on every branch": (world) =>
    world.server.process.restsFor(1000) ? judgeElements(world) : undefined,

  "a document has every version that was written, with its text, live as stored": (world) =>
    world.server.process.restsFor(1000) ? judgeDocuments(world) : undefined,

  "nothing was seen that may not be": ({ faults }) => faults[0],

  "a thread has at most one live session, and whatever is alive can be found": ({ sessions, server }, memory) => {
    for (const session of sessions) memory.sessions.add(session);
    const threads = sessions.map(({ threadId }) => threadId);
    if (new Set(threads).size < threads.length) return "two sessions on one thread";
    for (const session of memory.sessions) {
      if (session.services !== server.host.services || session.phase === "ended" || session.phase === "suspended")
        memory.sessions.delete(session);
      else if (server.host.registry.byThread(session.threadId) !== session) return `a session that is ${session.phase} cannot be found`;
    }
    return undefined;
  },

  "a chat starts once, and has started when somebody is there": ({ model, sessions }) => {
    for (const [id, { starts }] of model.threads) if (starts > 1) return `onChatStart began ${starts} times in ${id}`;
    for (const { outlets, threadId, started } of sessions)
      if (outlets.size > 0 && !(started && model.threads.get(threadId)?.starts === 1))
        return `somebody is in ${threadId}, which has not started`;
    return undefined;
  },

  "a chat ends once": ({ ending }, memory) => {
    for (const [session, times] of ending) {
      if (times > 1) return `onChatEnd began ${times} times`;
      if (session.phase !== "ended") continue;
      const before = memory.ended.get(session.id) ?? session;
      if (before !== session) return "a session that had ended was ended again";
      memory.ended.set(session.id, session);
    }
    for (const session of memory.sessions) if (memory.ended.has(session.id)) return "a session that had ended is alive";
    return undefined;
  },

  "every acknowledged message is stored, under its person's name": async ({ model, stores }) => {
    for (const [threadId, { owner, sent }] of model.threads) {
      if (sent.size === 0) continue;
      const row = await stores.dataLayer.loadThread(threadId);
      if (row?.owner !== owner) return `a thread of ${owner} is stored for ${row?.owner}`;
      const steps = await stores.dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [...sent.keys()] });
      for (const [id, text] of sent) if (steps.find((step) => step.id === id)?.output?.text !== text) return `“${text}” is not stored`;
    }
    return undefined;
  },

  "settings that were acknowledged as saved stand": ({ sessions, model }) => {
    for (const { threadId, state } of sessions) {
      const { saved = 0 } = model.threads.get(threadId) ?? {};
      const count = Number(state.surface.settings?.["count"] ?? 0);
      if (count < saved) return `${count} stands where ${saved} was saved`;
    }
    return undefined;
  },

  "nothing of one person is in another's chat": ({ sessions, model }) => {
    for (const { threadId, owner, values, state } of sessions) {
      const known = model.threads.get(threadId);
      if (known && known.owner !== owner) return `a session of ${owner} is on a thread of ${known.owner}`;
      const others = ["visitor:ada", "visitor:bob", "visitor:eve"].filter((other) => other !== owner);
      const texts = [...state.steps.values()].map(({ texts: { output } }) => output?.read() ?? "");
      const held = JSON.stringify([...values.keys().map((key) => values.get(key)), ...texts]);
      const found = others.find((other) => held.includes(other));
      if (found) return `${found} is in a chat of ${owner}`;
    }
    return undefined;
  },

  "the epoch of a thread never falls, and belongs to one opening": async ({ sessions, stores }, memory) => {
    for (const session of sessions) {
      const { threadId, state } = session;
      const [row, record] = [await stores.dataLayer.loadThread(threadId), await stores.store.findByThread(threadId)];
      const before = memory.epochs.get(threadId) ?? 0;
      if (state.epoch < before) return `the epoch fell from ${before} to ${state.epoch}`;
      if (Math.max(row?.epoch ?? 0, record?.epoch ?? 0) > state.epoch) return "an epoch is stored that nobody has";
      memory.epochs.set(threadId, state.epoch);
      const key = `${threadId} ${state.epoch}`;
      const holder = memory.openings.get(key);
      if (holder && holder !== session) return `epoch ${state.epoch} was given twice`;
      memory.openings.set(key, session);
    }
    return undefined;
  },

  "what a connected page shows is what the server has, told once and in order": ({ connections, server }) => {
    for (const { faults, open, session, state } of connections) {
      if (faults[0]) return faults[0];
      if (open && session.services === server.host.services && !isDeepStrictEqual(toSnapshot(state), toSnapshot(session.state)))
        return "a page differs from its session";
    }
    return undefined;
  },

  "a turn ends in exactly one state, and no later fact changes it": async (world, memory) => {
    for (const { turnEnds } of world.connections) {
      for (const { key, state } of turnEnds)
        if (once(memory.finals, key, state)) return `a turn was told ${state}, and ${memory.finals.get(key)} before`;
    }
    for (const { state } of world.sessions) {
      for (const { turn } of state.turns.values()) {
        if (isFinal(turn.state) && once(memory.finals, `${state.epoch} ${turn.id}`, turn.state))
          return `a turn became ${turn.state} after ${memory.finals.get(`${state.epoch} ${turn.id}`)}`;
      }
    }
    for (const threadId of world.model.threads.keys()) {
      for (const turn of await world.stores.dataLayer.loadTurns(threadId))
        if (isFinal(turn.state) && once(memory.finals, `stored ${turn.id}`, turn.state)) return "a stored turn changed its final state";
    }
    return undefined;
  },

  "one foreground turn runs at a time, and the queue does not stand still but where a stop has held it": ({
    sessions,
    options,
    stopped,
  }) => {
    for (const session of sessions) {
      const { turns, state, phase } = session;
      const held = isQueueHeld(session);
      if (held && turns.waiting.length === 0) return "a queue is held in which nothing waits";
      if (held && !stopped.has(session)) return "a queue is held that nobody stopped";
      if (options.concurrency !== "parallel" && turns.foreground.length > 1) return "two foreground turns run";
      if (phase === "open" && !held && !turns.keptBack && turns.waiting.length > 0 && turns.foreground.length === 0)
        return "turns wait, and none runs";
      const running = new Set<TurnId>(turns.running.map(({ turn }) => turn.id));
      const shown = [...state.turns.values()].filter(({ turn }) => turn.state === "running" || turn.state === "waiting");
      const ghost = shown.find(({ turn }) => !running.has(turn.id));
      if (ghost) return `a turn is shown ${ghost.turn.state} that does not run (${ghost.turn.kind})`;
      if (
        !isDeepStrictEqual(
          [...state.queue].sort(),
          turns.waiting
            .map(({ turn }) => turn.id)
            .filter((id) => state.queue.includes(id))
            .sort(),
        )
      )
        return "a turn is shown as queued that does not wait";
    }
    return undefined;
  },

  "a question ends in exactly one way, and an answer that was acknowledged is never asked for again": (
    { connections, sessions, model },
    memory,
  ) => {
    for (const { askEnds } of connections) {
      for (const { key, outcome } of askEnds)
        if (once(memory.askEnds, key, outcome)) return `a question was ${outcome}, and ${memory.askEnds.get(key)} before`;
    }
    for (const { threadId, state } of sessions) {
      for (const ask of state.asks.values()) {
        if (model.threads.get(threadId)?.answered.has(ask.id)) return "a question is open whose answer was acknowledged";
        const turn = state.turns.get(ask.turnId)?.turn;
        if (turn && isFinal(turn.state) && turn.state !== "interrupted") return `a question of a turn that is ${turn.state} is open`;
      }
    }
    return undefined;
  },

  "an answer that was acknowledged stands at its question as it was given": judgeAnswers,

  "code is given each answer once": (world) => (world.server.process.restsFor(1000) ? judgeGiven(world) : undefined),

  "a press of a button runs once, however often it is sent": judgePresses,

  "a turn that has ended has no open steps": ({ sessions }) => {
    for (const { state } of sessions) {
      for (const { turn, stepIds } of state.turns.values()) {
        if (!isFinal(turn.state)) continue;
        const open = stepIds.map((id) => state.steps.get(id)?.step).find((step) => step?.turnId === turn.id && step.end === undefined);
        if (open) return `a step of a turn that is ${turn.state} is open`;
      }
    }
    return undefined;
  },
};

/** Notes a final word; true when another was spoken before. */
function once(words: Map<string, string>, key: string, word: string): boolean {
  const before = words.get(key);
  if (before === undefined) words.set(key, word);
  return before !== undefined && before !== word;
}
