// What a person sees of elements who reads a whole chat: the window, and what comes when they scroll back through history.
import { isDeepStrictEqual } from "node:util";
import { applyEvent, type Element, emptyChatState, type ThreadId, type TurnBundle, threadToEvents, toSnapshot } from "@colloquy/protocol";
import type { ThreadRow } from "../../data/data-layer.ts";
import { loadEarlierTurns } from "../../http/stored-threads.ts";
import { loadShown, publicThread } from "../../session/load-rows.ts";
import type { Session } from "../../session/session.ts";
import { isAuthors } from "./altered-elements.ts";
import type { ModelThread } from "./chat-model.ts";
import type { ChatWorld } from "./chat-world.ts";

/** How many turns a page of history has. */
const PAGE = 7;

interface Shown {
  readonly turns: readonly TurnBundle[];
  readonly ofThread: readonly Element[];
}

/** What is wrong with what the chats show that rest. */
export async function judgeElements(world: ChatWorld): Promise<string | undefined> {
  const { model, stores, server } = world;
  for (const [threadId, thread] of model.threads) {
    const row = await stores.dataLayer.loadThread(threadId);
    if (!row) continue;
    const session = server.host.registry.byThread(threadId);
    if (session && (session.phase !== "open" || session.turns.running.length > 0)) continue;
    if (thread.isUnsure) await trustStored(world, threadId, thread);
    const shown = session ? await scrollBack(world, row, session) : await loadAll(world, row);
    const wrong = compare(thread, shown);
    if (wrong) return `${session ? "live" : "stored"}: ${wrong}`;
    if (session?.state.hasEarlier) world.note("scrolled back to elements");
  }
  return undefined;
}

/** The window of the session, and all pages of history before it. */
async function scrollBack({ stores, server }: ChatWorld, row: ThreadRow, { state, services }: Session): Promise<Shown> {
  const turns: TurnBundle[] = [...toSnapshot(state).turns];
  const parts = { dataLayer: stores.dataLayer, registry: server.host.registry, config: services.config };
  let before = state.path[0];
  let goesOn = state.hasEarlier;
  while (goesOn && before) {
    const page = await loadEarlierTurns(parts, row, { before, limit: PAGE });
    turns.unshift(...page.turns);
    before = page.turns.find(({ turn }) => turn.foreground)?.turn.id;
    goesOn = page.hasEarlier;
  }
  return { turns, ofThread: state.threadElements };
}

/** All of it, as one who opens the chat's file. */
async function loadAll({ stores: { dataLayer } }: ChatWorld, row: ThreadRow): Promise<Shown> {
  const turns = await dataLayer.loadTurns(row.id);
  const rows = await loadShown(dataLayer, { thread: publicThread(row), turns }, { windowTurns: turns.length + 1, ofThread: true });
  const state = emptyChatState(rows.thread, row.epoch);
  for (const event of threadToEvents(rows, turns.length + 1)) applyEvent(state, event);
  return { turns: toSnapshot(state).turns, ofThread: state.threadElements };
}

/** With each step in sight exactly what was shown with it, in its order; beside the chat the same. */
function compare({ elements }: ModelThread, { turns, ofThread }: Shown): string | undefined {
  const promised = [...elements.values()].filter(isShownByApp);
  const differs = (what: string, seen: readonly Element[], expected: readonly Element[]) =>
    isDeepStrictEqual(seen, expected) ? undefined : `${what} shows ${JSON.stringify(seen)}, and should ${JSON.stringify(expected)}`;
  for (const { steps, elements: all = [] } of turns) {
    for (const { id } of steps) {
      const of = (list: readonly Element[]) => list.filter((element) => element.forId === id && isShownByApp(element));
      const wrong = differs(`message ${id}`, of(all), of(promised));
      if (wrong) return wrong;
    }
  }
  return differs(
    "the chat",
    ofThread,
    promised.filter(({ forId }) => forId === undefined),
  );
}

/** Beside what people sent and what questions are put with, which the model does not keep. */
function isShownByApp(element: Element): boolean {
  return (element.type !== "custom" || isAuthors(element)) && element.file === undefined;
}

/** After the death of a server: what it wrote before is what there is. */
async function trustStored({ stores: { dataLayer } }: ChatWorld, threadId: ThreadId, thread: ModelThread): Promise<void> {
  const turnIds = (await dataLayer.loadTurns(threadId)).map(({ id }) => id);
  const steps = await dataLayer.loadSteps(threadId, { turnIds });
  const stepIds = steps.map(({ id }) => id);
  thread.elements.clear();
  for (const element of await dataLayer.loadElements(threadId, { stepIds, ofThread: true })) thread.elements.set(element.id, element);
  for (const { id, output } of steps) thread.written.set(id, output?.text ?? "");
  thread.isUnsure = false;
}
