// What holds in a world of nodes, one sentence each: some after every act, some once all is mended.
import { isDeepStrictEqual } from "node:util";
import { applyEvent, durable, emptyChatState, isFinal, threadToEvents, WINDOW_TURNS } from "@colloquy/protocol";
import { loadShown, publicThread } from "../../session/load-rows.ts";
import type { NodeWorld } from "./node-world.ts";
import { COUNTED, WHOLE } from "./world-app.ts";

type Check = (world: NodeWorld) => string | undefined | Promise<string | undefined>;

/** After every act. */
export const ALWAYS: { readonly [sentence: string]: Check } = {
  "nothing was seen that may not be": ({ faults }) => faults[0],

  "every acknowledged message is stored, under its person's name": async ({ threads, shared }) => {
    for (const [threadId, { owner, sent }] of threads) {
      if (sent.size === 0) continue;
      const row = await shared.dataLayer.loadThread(threadId);
      if (row?.owner !== owner) return `a thread of ${owner} is stored for ${row?.owner}`;
      const steps = await shared.dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [...sent.keys()] });
      for (const [id, text] of sent) if (steps.find((step) => step.id === id)?.output?.text !== text) return `“${text}” is not stored`;
    }
    return undefined;
  },

  "no token is lost or doubled: an answer is a beginning of what its code says": ({ pages }) => {
    for (const { name, state } of pages) {
      for (const { step, texts } of state?.steps.values() ?? []) {
        const text = texts.output?.read() ?? "";
        if (step.type === "assistant_message" && text.startsWith("w") && !WHOLE.startsWith(text)) return `${name} shows “${text}”`;
      }
    }
    return undefined;
  },

  "one process runs an epoch of a thread, and the stored epoch never falls": async ({ sessions, threads, shared }) => {
    const keys = sessions.filter(({ phase }) => phase === "open").map(({ threadId, state }) => `${threadId} ${state.epoch}`);
    const twice = keys.find((key, at) => keys.indexOf(key) !== at);
    if (twice !== undefined) return `two sessions live in ${twice}`;
    for (const [threadId, thread] of threads) {
      const [row, record] = [await shared.dataLayer.loadThread(threadId), await shared.store.findByThread(threadId)];
      const epoch = Math.max(row?.epoch ?? 0, record?.epoch ?? 0);
      if (row && epoch < thread.epoch) return `the stored epoch fell from ${thread.epoch} to ${epoch}`;
      thread.epoch = Math.max(thread.epoch, epoch);
    }
    return undefined;
  },

  "a stored turn ends in one way": async ({ threads, shared }) => {
    for (const [threadId, { ends }] of threads) {
      for (const turn of await shared.dataLayer.loadTurns(threadId)) {
        const before = ends.get(turn.id);
        if (before !== undefined && before !== turn.state) return `a turn that was stored as ${before} is ${turn.state}`;
        if (isFinal(turn.state)) ends.set(turn.id, turn.state);
      }
    }
    return undefined;
  },

  "an answer that was acknowledged is not asked for again": ({ sessions, threads }) => {
    for (const [threadId, { answered }] of threads) {
      const [newest] = sessions.filter((one) => one.threadId === threadId).sort((a, b) => b.state.epoch - a.state.epoch);
      for (const id of newest?.state.asks.keys() ?? []) if (answered.has(id)) return "a question is open again that was answered";
    }
    return undefined;
  },

  "one foreground turn runs at a time": ({ sessions }) =>
    sessions.some(({ turns }) => turns.foreground.length > 1) ? "two foreground turns run in one session" : undefined,
};

/** Once everything is mended, and nothing is under way. */
export const AT_REST: { readonly [sentence: string]: Check } = {
  "a thread is open at one node at most": ({ sessions }) => {
    const ids = sessions.map(({ threadId }) => threadId);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    const which = sessions.filter(({ threadId }) => threadId === twice);
    return (
      twice &&
      `${twice} is open at two nodes: ${which.map(({ phase, state, owned, outlets }) => `${phase}, epoch ${state.epoch}, ${owned ? "owned" : "not owned"}, ${outlets.size} outlets`).join("; ")}`
    );
  },

  "all pages of a chat show what its owner has": ({ pages, sessions }) => {
    for (const { name, live, state } of pages) {
      if (!live || !state) continue;
      const session = sessions.find(({ threadId }) => threadId === state.thread.id);
      if (!session) return `${name} shows a chat that nobody runs`;
      const [mine, theirs] = [durable(state), durable(session.state)];
      if (!isDeepStrictEqual(mine, theirs)) return `${name} shows ${JSON.stringify(mine)}\nits owner ${JSON.stringify(theirs)}`;
    }
    return undefined;
  },

  "a chat is what its thread gives back": async ({ sessions, shared }) => {
    const { dataLayer } = shared;
    for (const session of sessions) {
      if (!session.interacted) continue;
      const row = await dataLayer.loadThread(session.threadId);
      if (!row) return "a chat with an interaction is not stored";
      const windowTurns = session.state.path.length || WINDOW_TURNS;
      const turns = await dataLayer.loadTurns(row.id);
      const rows = await loadShown(dataLayer, { thread: publicThread(row), turns }, { windowTurns, ofThread: true });
      const state = emptyChatState(rows.thread, row.epoch);
      for (const event of threadToEvents(rows, windowTurns)) applyEvent(state, event);
      const [live, stored] = [durable(session.state), durable(state)];
      if (!isDeepStrictEqual(live, stored)) return `live ${JSON.stringify(live)}\nstored ${JSON.stringify(stored)}`;
    }
    return undefined;
  },

  "what a follower saw is there": async ({ threads, shared }) => {
    for (const [threadId, { seen, sent }] of threads) {
      // What was never kept is nobody's.
      if (sent.size === 0 || seen.size === 0) continue;
      const steps = await shared.dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [...seen.keys()] });
      for (const [id, text] of seen) {
        const stored = steps.find((step) => step.id === id);
        if (!stored) return `“${text}” was seen, and is gone`;
        if (!(stored.output?.text ?? "").startsWith(text)) return `“${text}” was seen, and “${stored.output?.text}” is stored`;
      }
    }
    return undefined;
  },

  "every acknowledged message is in the chat, once, and its turn has ended; one that is done has all of its answer": async ({
    threads,
    shared,
    sessions,
  }) => {
    for (const [threadId, { sent, handled, counted: stored }] of threads) {
      // Nobody comes back to one in which nothing was.
      if (sent.size === 0) continue;
      const turns = await shared.dataLayer.loadTurns(threadId);
      const steps = await shared.dataLayer.loadSteps(threadId, { turnIds: turns.map(({ id }) => id), stepIds: [] });
      let count = 0;
      let unsure = 0;
      let epoch = 0;
      const answers = turns.filter(({ messageId, foreground }) => foreground && messageId !== undefined);
      for (const turn of answers.sort((a, b) => (a.startedAt ?? "").localeCompare(b.startedAt ?? ""))) {
        if (!isFinal(turn.state)) return `a turn rests as ${turn.state}`;
        const message = steps.find(({ id }) => id === turn.messageId)?.output?.text ?? "";
        const said = steps.filter((step) => step.turnId === turn.id && step.type === "assistant_message");
        const text = said.map(({ output }) => output?.text ?? "").join("|");
        if (turn.state === "done" && message.startsWith("long") && text !== WHOLE) return `“${message}” is done with “${text}”`;
        if (!message.startsWith("count")) continue;
        const [, counted, starts] = COUNTED.exec(text) ?? [];
        if (turn.state !== "done") {
          unsure++;
          continue;
        }
        if (counted === undefined) return `“${message}” is done with “${text}”`;
        if (starts !== "1") return `“${message}” was answered in a chat that began ${starts} times`;
        const now = Number(counted);
        const ran = handled.get(turn.messageId ?? "") ?? { epoch: 0, counted: 0 };
        // What was not stored is lost with its process, and what was is not.
        const least = ran.epoch === epoch ? count + 1 : ran.counted + 1;
        if (now < least || now > count + 1 + unsure)
          return `the count went from ${count} in epoch ${epoch} to ${now} in epoch ${ran.epoch}, with ${unsure} answers cut off between and ${ran.counted} stored`;
        count = now;
        epoch = ran.epoch;
        unsure = 0;
      }
      // One that was told and not stored, as its process died without a store, is known by its answer alone.
      const live = sessions.find((one) => one.threadId === threadId);
      if (live?.state.epoch === epoch && stored < count) return `the count stands at ${count}, and ${stored} is stored`;
      for (const [id, text] of sent) {
        const of = turns.filter(({ messageId, kind }) => messageId === id && kind === "message");
        const step = steps.find((one) => one.id === id);
        if (!step) return `“${text}” is in no turn`;
        if (of.length > 1) return `“${text}” has ${of.length} turns`;
      }
    }
    return undefined;
  },
};
