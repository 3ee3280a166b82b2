// A chat, or one answer of it, as it could be shared: what its owner sees of the branch that is shown.
import {
  type Audience,
  applyEvent,
  ChatError,
  type ChatSnapshot,
  emptyChatState,
  projectSnapshot,
  shownAuthor,
  type TurnId,
  threadToEvents,
  toSnapshot,
} from "@colloquy/protocol";
import type { ThreadRow } from "../../data/data-layer.ts";
import { readSavedSurface } from "../../data/saved-surface.ts";
import { loadShown, publicThread } from "../../session/load-rows.ts";
import { type SharedContent, toSharedContent } from "./shared-content.ts";
import type { SharesOptions } from "./shares.ts";

type Deps = Pick<SharesOptions, "dataLayer" | "registry" | "config" | "handlers">;

/** Throws NOT_FOUND for an answer that the chat does not have. */
export async function readChat(
  deps: Deps,
  { id: threadId }: Pick<ThreadRow, "id">,
  wish: { readonly turnId?: TurnId | undefined; readonly frozen: boolean },
): Promise<SharedContent> {
  const { dataLayer, registry } = deps;
  await registry.commit(threadId);
  const [row, turns] = [await dataLayer.loadThread(threadId), await dataLayer.loadTurns(threadId)];
  const answer = wish.turnId && turns.find(({ id }) => id === wish.turnId);
  if (!row || (wish.turnId && !(answer?.foreground && answer.state !== "queued")))
    throw new ChatError("NOT_FOUND", "This answer isn’t here. It may have been taken out of the chat.");
  const thread = { ...publicThread(row), ...(answer && { leafTurnId: answer.id }) };
  const windowTurns = answer ? 1 : Math.max(turns.length, 1);
  const rows = await loadShown(dataLayer, { thread, turns }, { windowTurns });
  const state = emptyChatState(rows.thread, row.epoch);
  for (const event of threadToEvents(rows, windowTurns)) applyEvent(state, event);
  const snapshot = toSnapshot(state);
  const audience = { cot: await cotOf(deps, row), names: await namesOf(deps, row, snapshot), readOnly: true, shared: true };
  return toSharedContent(projectSnapshot(snapshot, audience), wish);
}

const OPENNESS: readonly Audience["cot"][] = ["hidden", "tool_call", "full"];

/** How much of the work the chat's own person sees: the least of what the app and their profile say. */
export async function cotOf(
  { registry, config }: Pick<Deps, "registry" | "config">,
  row: Pick<ThreadRow, "id" | "savedSurface">,
): Promise<Audience["cot"]> {
  const live = await registry.look(row.id);
  const saved = live ? undefined : readSavedSurface(row.savedSurface).overrides?.cot;
  const said = [config.cot, live?.config.cot ?? saved ?? config.cot];
  return OPENNESS.find((cot) => said.includes(cot)) ?? "hidden";
}

/** The names under which authors are read, which are not those that are stored. */
async function namesOf({ registry, handlers }: Deps, { id }: ThreadRow, { turns }: ChatSnapshot): Promise<Record<string, string>> {
  const authors = [...new Set(turns.flatMap(({ steps }) => steps.map((step) => step.name)))];
  const live = await registry.namesOf(id, authors);
  const names: Record<string, string> = {};
  for (const name of authors) names[name] = live ? shownAuthor(name, { names: live }) : await handlers().rename(name);
  return names;
}
