// A data layer that forgets with the process: for tests, and for apps that keep nothing.
import {
  ChatError,
  type ElementId,
  foldText,
  type Step,
  type StepId,
  type StepText,
  type StepWithText,
  searchWords,
  type TextField,
  type ThreadId,
  type ThreadSummary,
  type Turn,
  type TurnId,
  withoutBranches,
} from "@colloquy/protocol";
import { assertKey, toRecordJson } from "../../storable.ts";
import { assertBatch } from "../batch-check.ts";
import type { DataLayer, ThreadQuery, ThreadRow, WriteBatch } from "../data-layer.ts";
import { encodeWalk, toWalked, toWalkedPlace } from "../data-walk.ts";
import { placeText } from "../place-text.ts";
import { decodePlace, encodePlace, foldSaid, isSaid } from "../said.ts";
import { assertLimit, decodeCursor, encodeCursor, RANKS, rankOf, type ThreadCursor, toSummary } from "../thread-list.ts";
import { isOld, shelfOf, shelvesOf, shownMarks, type ThreadMarks } from "../thread-marks.ts";
import { createMemoryApprovals } from "./memory-approvals.ts";
import { dropOrphans, putElement, type StoredElement, toElement, toStoredElement } from "./memory-elements.ts";
import { createMemoryFavourites } from "./memory-favourites.ts";
import { createMemoryFeedback } from "./memory-feedback.ts";
import { createMemoryFiles } from "./memory-files.ts";
import { createMemoryMarks } from "./memory-marks.ts";
import { createMemoryShares } from "./memory-shares.ts";
import { createMemoryUserStore } from "./memory-users.ts";

type StoredText = { readonly rev: number; readonly text: string };

/** Records are kept as JSON, like in a database: nobody can change one by holding on to it. */
interface StoredStep {
  /** In the order of first writing, over all threads. */
  readonly place: number;
  readonly turnId: TurnId;
  readonly isSaid: boolean;
  readonly json: string;
  readonly input?: StoredText | undefined;
  readonly output?: StoredText | undefined;
}

interface StoredThread {
  /** In the order of first writing. */
  readonly place: number;
  owner: string;
  epoch: number;
  json: string;
  /** As a list shows it without its marks. */
  summary: ThreadSummary;
  marks: ThreadMarks;
  appTags: readonly string[];
  foldedName: string;
  readonly turns: Map<TurnId, string>;
  readonly steps: Map<StepId, StoredStep>;
  readonly elements: Map<ElementId, StoredElement>;
}

/** Keeps threads in memory, with the semantics of a database. */
export function createMemoryDataLayer(): DataLayer {
  const threads = new Map<ThreadId, StoredThread>();
  const places = { next: 1 };
  const shares = createMemoryShares((threadId) => threads.get(threadId));
  const files = createMemoryFiles({
    ownerOf: (threadId) => threads.get(threadId)?.owner,
    isNamed: (threadId, key) =>
      [...(threads.get(threadId)?.elements.values() ?? [])].some((element) => element.files.includes(key)) || shares.isNamed(threadId, key),
  });

  const approvals = createMemoryApprovals();
  const users = createMemoryUserStore();
  const marks = createMemoryMarks(threads);
  const feedback = createMemoryFeedback((threadId, stepId) => threads.get(threadId)?.steps.has(stepId) ?? false);
  const favourites = createMemoryFavourites();

  return {
    name: "memory",
    async open() {},
    async write(batch) {
      assertBatch(batch);
      const stored = threads.get(batch.threadId);
      if (stored && batch.epoch < stored.epoch) throw new ChatError("STALE_WRITE");
      if (stored && batch.only === "new") throw new ChatError("STALE_WRITE");
      if (!stored && (!batch.thread || batch.only === "known")) throw new ChatError("NOT_FOUND", "The thread of this batch is not stored.");
      const commit = stage(batch, stored, places);
      threads.set(batch.threadId, commit());
      if (batch.removedTurns?.length || batch.removedSteps?.length) feedback.dropOrphans(batch.threadId);
      // Files may have come before their thread, by the hand of whom it belonged to then.
      if (!stored && batch.thread) files.giveThread(batch.threadId, batch.thread.owner);
    },
    async takeEpoch(threadId, above) {
      const stored = find(threadId);
      if (!stored) return undefined;
      stored.epoch = Math.max(stored.epoch, above) + 1;
      return stored.epoch;
    },
    async loadThread(threadId) {
      const stored = find(threadId);
      return stored && toThreadRow(stored);
    },
    async loadTurns(threadId) {
      return [...(find(threadId)?.turns.values() ?? [])].map((json) => JSON.parse(json) as Turn);
    },
    async loadSteps(threadId, where) {
      const turnIds = new Set(where.turnIds);
      const stepIds = new Set(where.stepIds);
      return [...(find(threadId)?.steps ?? [])]
        .filter(([id, step]) => turnIds.has(step.turnId) || stepIds.has(id))
        .map(([, step]) => toStep(step));
    },
    async loadElements(threadId, { stepIds, ofThread = false }) {
      const wanted = new Set<StepId | undefined>(ofThread ? [undefined, ...stepIds] : stepIds);
      return [...(find(threadId)?.elements.values() ?? [])].filter(({ forId }) => wanted.has(forId)).map(toElement);
    },
    async loadArtifacts(threadId) {
      return [...(find(threadId)?.elements.values() ?? [])].map(toElement).filter(({ type }) => type === "artifact");
    },
    async loadElement(threadId, elementId) {
      const stored = find(threadId)?.elements.get(elementId);
      return stored && toElement(stored);
    },
    async listThreads(owner, query) {
      assertKey(owner, "The owner of a thread");
      assertLimit(query.limit);
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
      const words = searchWords(query.search ?? "");
      const shelves: readonly number[] = shelvesOf(query);
      const found = [...threads.values()]
        .filter((thread) => thread.owner === owner && shelves.includes(shelfOf(thread.marks)) && isWanted(thread, query))
        .filter(({ summary }) => query.rated === undefined || feedback.hasRated(owner, summary.id, query.rated))
        .flatMap((thread) => {
          const rank = rankOf(thread.foldedName, words);
          const isSaid = () => query.searchIn === "everything" && [...thread.steps.values()].some((step) => says(step, words));
          if (rank === RANKS.said && !isSaid()) return [];
          const { id, updatedAt } = thread.summary;
          return [{ thread, place: { group: words.length > 0 ? rank : shelves.indexOf(shelfOf(thread.marks)), updatedAt, id } }];
        })
        .sort((one, other) => compare(one.place, other.place));
      const rest = after ? found.filter(({ place }) => compare(after, place) < 0) : found.slice(query.offset ?? 0);
      const page = rest.slice(0, query.limit);
      const last = page.at(-1);
      return {
        threads: page.map(({ thread }) => ({ ...thread.summary, ...shownMarks(thread.marks, thread.appTags) })),
        nextCursor: last && rest.length > query.limit ? encodeCursor(last.place) : undefined,
        ...(query.counted && { total: found.length }),
      };
    },
    async searchMessages(owner, { words, limit, cursor }) {
      assertKey(owner, "The owner of a thread");
      assertLimit(limit);
      const before = cursor === undefined ? Number.POSITIVE_INFINITY : decodePlace(cursor);
      if (words.length === 0) return [];
      return [...threads.values()]
        .filter((thread) => thread.owner === owner && thread.marks.deletedAt === undefined)
        .flatMap((thread) => [...thread.steps.values()].map((step) => ({ thread, step })))
        .filter(({ step }) => step.place < before && says(step, words))
        .sort((one, other) => other.step.place - one.step.place)
        .slice(0, limit)
        .map(({ thread, step }) => ({
          thread: { ...thread.summary, ...shownMarks(thread.marks, thread.appTags) },
          message: JSON.parse(step.json) as Step,
          text: step.output?.text ?? "",
          cursor: encodePlace(step.place),
        }));
    },
    async deleteThread(threadId, only) {
      assertKey(threadId, "The id of a thread");
      const stored = threads.get(threadId);
      if (only && !(stored && isOld({ marks: stored.marks, updatedAt: stored.summary.updatedAt }, only))) return undefined;
      threads.delete(threadId);
      shares.removeThread(threadId);
      feedback.dropOrphans(threadId);
      favourites.dropThread(threadId);
      return { files: files.removeThread(threadId) };
    },
    async moveThreads(from, to) {
      assertKey(from, "The owner of a thread");
      assertKey(to, "The owner of a thread");
      const moved = [...threads.values()].filter((thread) => thread.owner === from);
      for (const thread of moved) thread.owner = to;
      files.moveOwner(from, to);
      marks.moveOwner(from, to);
      feedback.moveOwner(from, to);
      favourites.moveOwner(from, to);
      return moved.length;
    },
    ...files.rows,
    ...approvals,
    shares: shares.store,
    users,
    walk: {
      allUsers: users.allUsers,
      signInsOf: users.signInsOf,
      async allThreads({ after, limit }) {
        assertLimit(limit);
        const from = after === undefined ? 0 : toWalkedPlace(after);
        const found = [...threads.values()].filter(({ place }) => place > from).slice(0, limit + 1);
        const { rows, after: next } = toWalked(found, limit, ({ place }) => encodeWalk(String(place)));
        return { threads: rows.map(toThreadRow), after: next };
      },
      async filesOf(threadId) {
        assertKey(threadId, "The id of a thread");
        return files.ofThread(threadId);
      },
    },
    marks: marks.store,
    feedback: feedback.store,
    favourites: favourites.store,
    async close() {},
  };

  function find(threadId: ThreadId): StoredThread | undefined {
    assertKey(threadId, "The id of a thread");
    return threads.get(threadId);
  }
}

/** Does everything that may fail, and returns what cannot: a batch is stored whole or not at all. */
function stage(batch: WriteBatch, stored: StoredThread | undefined, places: { next: number }): () => StoredThread {
  const row = batch.thread && toStoredRow(batch.thread);
  const turns = new Map((batch.turns ?? []).map((turn) => [turn.id, toRecordJson(withoutBranches(turn), "The turn")]));
  const steps = new Map<StepId, StoredStep>();
  const [goneTurns, goneSteps] = [new Set(batch.removedTurns), new Set(batch.removedSteps)];
  const before = (id: StepId) => {
    const step = stored?.steps.get(id);
    return step && !goneSteps.has(id) && !goneTurns.has(step.turnId) ? step : undefined;
  };
  const current = (id: StepId) => steps.get(id) ?? before(id);
  for (const step of batch.steps ?? []) {
    if (!turns.has(step.turnId) && !(stored?.turns.has(step.turnId) && !goneTurns.has(step.turnId)))
      throw new ChatError("STORE_FAILED", "The turn of a step is not stored.");
    steps.set(step.id, withRecord(current(step.id), step, places));
  }
  for (const piece of batch.texts ?? []) {
    const step = current(piece.stepId);
    if (!step) throw new ChatError("STORE_FAILED", "The step of a text is not stored.");
    steps.set(piece.stepId, withPiece(step, piece));
  }
  const elements = (batch.elements ?? []).map((element) => [element.id, toStoredElement(element)] as const);

  return () => {
    const thread: StoredThread = stored ?? {
      place: places.next++,
      owner: "",
      epoch: 0,
      json: "",
      summary: EMPTY,
      marks: {},
      appTags: [],
      foldedName: "",
      turns: new Map(),
      steps: new Map(),
      elements: new Map(),
    };
    if (!stored && batch.thread) thread.owner = batch.thread.owner;
    Object.assign(thread, row, { epoch: batch.epoch });
    removeRows(thread, batch);
    for (const [id, json] of turns) thread.turns.set(id, json);
    for (const [id, step] of steps) thread.steps.set(id, step);
    for (const [id, element] of elements) putElement(thread.elements, id, element, thread.steps);
    return thread;
  };
}

function toThreadRow({ json, owner, epoch, marks: { deletedAt } }: StoredThread): ThreadRow {
  return { ...(JSON.parse(json) as ThreadRow), owner, epoch, ...(deletedAt !== undefined && { deletedAt }) };
}

function toStoredRow({ deletedAt: _deletedAt, ...row }: ThreadRow) {
  const { appTags = [], ...summary } = toSummary(row);
  return { json: toRecordJson(row, "The thread"), summary, appTags, foldedName: foldText(row.name ?? "") };
}

function isWanted({ marks, appTags }: StoredThread, { folderId, tag }: ThreadQuery): boolean {
  if (folderId !== undefined && marks.folderId !== folderId) return false;
  return tag === undefined || appTags.includes(tag) || (marks.tags ?? []).includes(tag);
}

function removeRows({ turns, steps, elements }: StoredThread, { removedTurns, removedSteps, removedElements }: WriteBatch): void {
  const gone = new Set(removedTurns);
  for (const id of gone) turns.delete(id);
  for (const id of removedSteps ?? []) steps.delete(id);
  if (gone.size > 0) for (const [id, step] of steps) if (gone.has(step.turnId)) steps.delete(id);
  for (const id of removedElements ?? []) elements.delete(id);
  if (gone.size > 0 || removedSteps?.length) dropOrphans(elements, steps);
}

const EMPTY: ThreadSummary = { id: "" as ThreadId, createdAt: "", updatedAt: "" };

function withRecord(old: StoredStep | undefined, { input, output, ...step }: StepWithText, places: { next: number }): StoredStep {
  const place = old?.place ?? places.next++;
  return {
    place,
    isSaid: isSaid(step),
    turnId: step.turnId,
    json: toRecordJson(step, "The step"),
    input: input ?? old?.input,
    output: output ?? old?.output,
  };
}

function withPiece(step: StoredStep, piece: StepText): StoredStep {
  const field: TextField = piece.field;
  const old = step[field];
  const placement = placeText(old && { rev: old.rev, length: old.text.length }, piece);
  if (placement.kind === "nothing") return step;
  const before = placement.kind === "append" ? (old?.text ?? "") : "";
  return { ...step, [field]: { rev: piece.rev, text: before + placement.text } };
}

/** What is searched, made once for each text. */
const foldedTexts = new WeakMap<StoredText, string>();

function says({ isSaid: isRead, output }: StoredStep, words: readonly string[]): boolean {
  if (!output || !isRead) return false;
  const folded = foldedTexts.get(output) ?? foldSaid(output.text);
  foldedTexts.set(output, folded);
  return words.every((word) => folded.includes(word));
}

function toStep({ json, input, output }: StoredStep): StepWithText {
  return { ...(JSON.parse(json) as StepWithText), ...(input && { input: { ...input } }), ...(output && { output: { ...output } }) };
}

/** The first group first, and in it the last updated first; the id decides between equals. */
function compare(one: ThreadCursor, other: ThreadCursor): number {
  if (one.group !== other.group) return one.group - other.group;
  if (one.updatedAt !== other.updatedAt) return one.updatedAt < other.updatedAt ? 1 : -1;
  if (one.id === other.id) return 0;
  return one.id < other.id ? 1 : -1;
}
