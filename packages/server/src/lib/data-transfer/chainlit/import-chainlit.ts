// A history of Chainlit becomes ours: people, chats, turns, elements with their files. A second run finds what the first has made.
import { ChatError, type StepId, type ThreadId } from "@colloquy/protocol";
import type { ThreadRow } from "../../data/data-layer.ts";
import type { FavouriteRow } from "../../data/favourite-store.ts";
import type { FeedbackRow } from "../../data/feedback-store.ts";
import type { ShareRow } from "../../data/share-store.ts";
import { findShownName } from "../../data/shown-name.ts";
import type { UserRow } from "../../data/user-store.ts";
import { encodeValue } from "../../session/value-encoder.ts";
import type { MoveOptions, Stores } from "../copy.ts";
import { IntoLayer } from "../into-layer.ts";
import { readThread } from "../read-layer.ts";
import type { MoveReport } from "../report.ts";
import type { MovedShare, MovedThread } from "../units.ts";
import type { ChainlitFiles } from "./chainlit-files.ts";
import type { ChainlitThread, ChainlitUser } from "./chainlit-rows.ts";
import type { ChainlitChat, ChainlitSource } from "./chainlit-source.ts";
import { derivedId, sameId } from "./derived-id.ts";
import { type ElementsOf, toElements } from "./to-elements.ts";
import { toTurns } from "./to-turns.ts";

/** How a history of Chainlit is imported. */
export interface ChainlitOptions extends MoveOptions {
  readonly files?: ChainlitFiles | undefined;
  /** Whose the chats are that nobody had: `user:<id>` or `visitor:<id>`. Without it they are left behind. */
  readonly ownerless?: string | undefined;
  /** Reads everything and writes nothing. */
  readonly dryRun?: boolean | undefined;
}

/** Imports everything there is. What could not be moved stands in the report, with the reason. */
export async function importChainlit(source: ChainlitSource, to: Stores, options: ChainlitOptions): Promise<void> {
  const { report, signal, files, ownerless, dryRun = false } = options;
  const into = new IntoLayer({ layer: to.layer, report, signal });
  const context = { layer: to.layer, blobs: to.blobs, files, report, signal, dryRun };
  const people = new Map<string, UserRow>();
  for (const theirs of await source.users()) {
    const user = toPerson(theirs);
    people.set(theirs.id, user);
    if (dryRun) report.count("people");
    else await into.take({ kind: "person", user, signIns: [] });
  }
  const byIdentifier = new Map([...people.values()].map((user) => [user.identifier, user]));
  for await (const chat of source.chats()) {
    signal?.throwIfAborted();
    const { thread } = chat;
    const what = thread.name === undefined ? `chat ${thread.id}` : `chat ${thread.id} "${thread.name}"`;
    const person = people.get(thread.userId ?? "") ?? byIdentifier.get(thread.userIdentifier ?? "");
    const owner = person ? into.ownerOf(`user:${person.id}`) : ownerless;
    if (thread.isDeleted) report.problem(what, "was deleted there: left behind");
    else if (chat.steps.length === 0) report.problem(what, "has nothing in it: left behind");
    else if (owner === undefined) report.problem(what, "belongs to nobody there: left behind (--ownerless gives such chats to somebody)");
    else {
      const moved = await toChat(chat, owner, context);
      if (dryRun) {
        report.age(moved);
        report.count("chats");
        report.count("steps", moved.steps.length);
        report.count("elements", moved.elements.length);
        report.count("feedback", moved.feedback.length);
      } else {
        await into.take(moved);
        const favourites = toFavourites(chat, moved, owner);
        if (favourites.length > 0) await into.take({ kind: "owner", owner, approvals: [], folders: [], favourites });
      }
    }
  }
}

function toPerson({ id, identifier, metadata, createdAt }: ChainlitUser): UserRow {
  if (identifier === "") throw new ChatError("BAD_INPUT", `The person ${id} of this database has no identifier.`);
  const { role, roles, display_name: shown } = metadata;
  const at = createdAt ?? "1970-01-01T00:00:00.000Z";
  return {
    id: sameId(id),
    identifier,
    ...(typeof shown === "string" && shown !== "" && { displayName: shown }),
    roles: [role, roles].flat().filter((one): one is string => typeof one === "string" && one !== ""),
    metadata,
    createdAt: at,
    updatedAt: at,
  };
}

/** What Chainlit keeps in the metadata of a thread for itself; the rest is the author's, from the user session. */
const OWN_KEYS = new Set([
  "env",
  "id",
  "user",
  "chat_settings",
  "chat_profile",
  "client_type",
  "http_referer",
  "http_cookie",
  "languages",
  "is_shared",
  "shared_at",
  "name",
]);

async function toChat(chat: ChainlitChat, owner: string, context: Parameters<typeof toElements>[2]): Promise<MovedThread> {
  const { thread } = chat;
  const id = sameId<ThreadId>(thread.id);
  const times = chat.steps.flatMap(({ createdAt, end }) => [createdAt, end].filter((at): at is string => at !== undefined)).sort();
  const createdAt = thread.createdAt ?? times[0] ?? "1970-01-01T00:00:00.000Z";
  const { turns, steps, stepOf } = toTurns(chat.steps, createdAt);
  const { elements, files } = await toElements(chat.elements, { threadId: id, owner, createdAt, stepOf }, context);
  const leaf = turns.findLast(({ foreground }) => foreground);
  // Keys that people gave to the app lie in there, too.
  const { env: _env, ...metadata } = thread.metadata;
  const name = thread.name === undefined ? undefined : findShownName(thread.name);
  const row: ThreadRow = {
    id,
    owner,
    epoch: 1,
    createdAt,
    updatedAt: thread.updatedAt ?? times.at(-1) ?? createdAt,
    ...(name !== undefined && { name }),
    ...(thread.tags.length > 0 && { tags: [...thread.tags] }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(leaf && { leafTurnId: leaf.id }),
    savedValues: toValues(thread),
    savedSurface: toSurface(thread),
  };
  const stored = await context.layer.loadThread(id);
  const kept = stored && (await readThread(context.layer, stored));
  const theirs = toShares(thread, id, row);
  const ours = kept?.shares.filter((share) => theirs.every(({ row: { id: known } }) => known !== share.row.id)) ?? [];
  const feedback = toFeedbackRows(chat, { threadId: id, owner, createdAt, stepOf }, kept?.feedback ?? [], context.report);
  // What people made of a chat here since an earlier import stays.
  return { kind: "thread", thread: row, turns, steps, elements, files, shares: [...theirs, ...ours], feedback, marks: kept?.marks };
}

/** Whoever has the chat has rated it; of several ratings of one message the last one counts, and one that was given here since holds. */
function toFeedbackRows(
  { steps, feedback }: ChainlitChat,
  of: ElementsOf,
  known: readonly FeedbackRow[],
  report: MoveReport,
): FeedbackRow[] {
  const rows = new Map<string, FeedbackRow>();
  for (const { id, forId, value, comment } of feedback) {
    const stepId = of.stepOf.get(forId);
    if (stepId === undefined || (value !== 0 && value !== 1)) {
      report.problem(`rating ${id} of chat ${of.threadId}`, "is of a message that is not there, or is no rating: left out");
      continue;
    }
    const at = steps.find((step) => step.id === forId)?.end ?? of.createdAt;
    const rating = value === 1 ? "up" : "down";
    rows.set(stepId, {
      threadId: of.threadId,
      stepId,
      owner: of.owner,
      rating,
      tags: [],
      ...(comment !== undefined && { comment }),
      createdAt: at,
      updatedAt: at,
    });
  }
  for (const row of known) if (row.owner === of.owner) rows.set(row.stepId, row);
  const others = known.filter((row) => row.owner !== of.owner);
  return [...rows.values(), ...others].sort((one, other) => (one.updatedAt < other.updatedAt ? -1 : 1));
}

/** Their mark of a favourite stands in the metadata of the message. */
function toFavourites({ steps }: ChainlitChat, { thread }: MovedThread, owner: string): FavouriteRow[] {
  return steps
    .filter(({ metadata }) => metadata["favorite"] === true)
    .map((step) => ({
      owner,
      threadId: thread.id,
      stepId: sameId<StepId>(step.id),
      text: step.output ?? "",
      createdAt: step.createdAt ?? thread.createdAt,
    }))
    .toReversed();
}

function toValues({ metadata }: ChainlitThread): Record<string, string> {
  const own = Object.entries(metadata).filter(([key]) => !OWN_KEYS.has(key));
  return Object.fromEntries(own.map(([key, value]) => [key, encodeValue(value, key)]));
}

function toSurface({ metadata }: ChainlitThread): string {
  const { chat_profile: profile, chat_settings: settings } = metadata;
  return JSON.stringify({
    ...(typeof profile === "string" && { chatProfile: profile }),
    ...(typeof settings === "object" && settings !== null && Object.keys(settings).length > 0 && { settings }),
    asks: [],
  });
}

/** Their links name the thread itself; they go on. */
function toShares({ metadata }: ChainlitThread, threadId: ThreadId, { updatedAt }: ThreadRow): MovedShare[] {
  if (metadata["is_shared"] !== true) return [];
  const shared = Date.parse(String(metadata["shared_at"] ?? ""));
  const at = Number.isNaN(shared) ? updatedAt : new Date(shared).toISOString();
  const row: ShareRow = {
    id: derivedId(`share ${threadId}`),
    threadId,
    live: true,
    steps: true,
    files: true,
    title: true,
    byThread: true,
    createdAt: at,
    updatedAt: at,
  };
  return [{ row }];
}
