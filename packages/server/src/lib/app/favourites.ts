// A person keeps a message of their own to use it again, or keeps it no more. What is kept is a copy, which goes with its chat.
import { ChatError, type Favourite, MAX_FAVOURITE_LENGTH, type StepId, type StepWithText } from "@colloquy/protocol";
import type { FavouriteRow, FavouriteStore } from "../data/favourite-store.ts";
import type { NodeCalls } from "../relay/node-calls.ts";
import { type MarkDeps, mark, type OwnedThread, storedStep } from "./marking.ts";

/** How many messages one person may keep. */
export const MAX_FAVOURITES = 200;

const ADD_CALL = "favourite:add";
const REMOVE_CALL = "favourite:remove";

interface FavouriteCall {
  readonly thread: OwnedThread;
  readonly stepId: StepId;
}

/** True when messages can be kept here: the app wants it, and the store can. */
export function takesFavourites({ dataLayer, config }: Pick<MarkDeps, "dataLayer" | "config">): boolean {
  return dataLayer.favourites !== undefined && config.features.favorites;
}

/** What a person keeps, the newest first. */
export async function listFavourites(deps: Pick<MarkDeps, "dataLayer" | "config">, owner: string | undefined): Promise<Favourite[]> {
  const store = storeOf(deps);
  return owner === undefined ? [] : (await store.ofOwner(owner)).map(toFavourite);
}

/**
 * Keeps a message, once; every page that shows it is told.
 *
 * @throws NOT_SUPPORTED where there are no favourites, NOT_FOUND for what is no message of the person's in this chat, TOO_LARGE for a message of
 * more than 10,000 characters and for the 201st.
 */
export async function addFavourite(deps: MarkDeps, thread: OwnedThread, stepId: StepId): Promise<Favourite> {
  storeOf(deps);
  // Marks of a chat are stored and stated one after the other, so at one node: the one that runs it.
  const call = toCall(thread, stepId);
  return deps.registry.whereItRuns(thread.id, ADD_CALL, call, () => addHere(deps, call));
}

/** Answers what other nodes ask about favourites in the chats here. */
export function answerFavourites(calls: NodeCalls, deps: MarkDeps): void {
  calls.answer(ADD_CALL, (body) => addHere(deps, body as FavouriteCall));
  calls.answer(REMOVE_CALL, (body) => removeHere(deps, body as FavouriteCall));
}

function toCall({ id, owner }: OwnedThread, stepId: StepId): FavouriteCall {
  return { thread: { id, owner }, stepId };
}

async function addHere(deps: MarkDeps, { thread, stepId }: FavouriteCall): Promise<Favourite> {
  const store = storeOf(deps);
  const step = await storedStep(deps, thread, stepId);
  const text = step?.type === "user_message" ? step.output?.text : undefined;
  if (!step || text === undefined || text.trim() === "")
    throw new ChatError("NOT_FOUND", "This message isn’t here. It may have been deleted.");
  if (text.length > MAX_FAVOURITE_LENGTH)
    throw new ChatError("TOO_LARGE", `A favourite may have ${MAX_FAVOURITE_LENGTH.toLocaleString("en")} characters.`, { fix: "" });
  const { owner } = thread;
  const createdAt = new Date(deps.clock.now()).toISOString();
  return toFavourite(
    await mark(deps, thread, step, () => store.add({ owner, threadId: thread.id, stepId, text, createdAt }, MAX_FAVOURITES)),
  );
}

/** Keeps it no more, whether its chat is still there or not; what was not kept is passed over. */
export async function removeFavourite(deps: MarkDeps, thread: OwnedThread, stepId: StepId): Promise<void> {
  storeOf(deps);
  const call = toCall(thread, stepId);
  await deps.registry.whereItRuns(thread.id, REMOVE_CALL, call, () => removeHere(deps, call));
}

async function removeHere(deps: MarkDeps, { thread, stepId }: FavouriteCall): Promise<void> {
  const store = storeOf(deps);
  const step: StepWithText | undefined = await storedStep(deps, thread, stepId);
  const remove = () => store.remove(thread.owner, thread.id, stepId);
  await (step ? mark(deps, thread, step, remove) : remove());
}

function storeOf({ dataLayer, config }: Pick<MarkDeps, "dataLayer" | "config">): FavouriteStore {
  const { favourites } = dataLayer;
  if (favourites && takesFavourites({ dataLayer, config })) return favourites;
  throw new ChatError("NOT_SUPPORTED", "This app keeps no favourites.", { fix: "Set features.favorites, and use a data layer that can." });
}

function toFavourite({ threadId, stepId, text, createdAt }: FavouriteRow): Favourite {
  return { threadId, stepId, text, createdAt };
}
