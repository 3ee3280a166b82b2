// A list of chats without a server: it answers what the client asks of it, by the rules of the real one.
import type { ThreadFilter, ThreadMarks } from "@colloquy/client";
import { type Folder, type FolderId, newId, type ThreadId, type ThreadSummary } from "@colloquy/protocol";

const DAY_MS = 86_400_000;

interface Asked {
  readonly search?: string;
  readonly offset?: number;
  readonly limit?: number;
  readonly threadId?: ThreadId;
  readonly threadIds?: readonly ThreadId[];
  readonly name?: string;
}

export class FakeHistory {
  threads: ThreadSummary[];
  folders: Folder[] = [];
  /** How long an answer takes, in milliseconds. */
  takes = 0;
  /** How often the list was asked for. */
  asked = 0;

  constructor(current: ThreadId) {
    this.threads = sampleThreads(current);
  }

  /** As somebody has it who keeps order. */
  sort(): void {
    const folder = (name: string): Folder => ({ id: newId<FolderId>(), name, createdAt: new Date().toISOString() });
    this.folders = [folder("Winter timetable"), folder("Harbour board")];
    const now = new Date().toISOString();
    const set = (index: number, more: Partial<ThreadSummary>) => {
      const thread = this.threads[index];
      if (thread) this.threads[index] = { ...thread, ...more };
    };
    set(1, { unread: true });
    set(2, { running: true });
    set(3, { waits: true, tags: ["board"] });
    set(5, { pinnedAt: now, tags: ["tides"] });
    set(8, { archivedAt: now });
    set(9, { deletedAt: new Date(Date.now() - 2 * DAY_MS).toISOString() });
  }

  /** So many, over some years. Their ids are counted: fifty thousand random ones take longer than the page itself. */
  grow(count: number): void {
    const [first] = this.threads;
    const from = Date.now() - 3_600_000;
    const more = Array.from({ length: count - 1 }, (_none, index): ThreadSummary => {
      const at = new Date(from - index * 3_600_000 * 0.7).toISOString();
      const id = `10000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}` as ThreadId;
      return { id, name: `Sailing ${count - 1 - index}`, createdAt: at, updatedAt: at };
    });
    this.threads = first ? [first, ...more] : more;
  }

  async call(name: string, input: Asked): Promise<unknown> {
    if (this.takes > 0) await new Promise((resolve) => setTimeout(resolve, this.takes));
    switch (name) {
      case "listThreads":
        return this.#list(input);
      case "changeThreads":
        return { threads: this.#change(input) };
      case "renameThread":
        this.threads = this.threads.map((thread) => (thread.id === input.threadId ? { ...thread, name: input.name ?? "" } : thread));
        return { ok: true };
      case "purgeThreads":
        this.threads = this.threads.filter(({ id }) => !input.threadIds?.includes(id));
        return { ok: true };
      case "listFolders":
        return { folders: this.folders };
      case "createFolder": {
        const folder: Folder = { id: newId<FolderId>(), name: input.name ?? "", createdAt: new Date().toISOString() };
        this.folders.push(folder);
        return { folder };
      }
      case "listTags":
        return { tags: this.#tags() };
      default:
        return { ok: true };
    }
  }

  #list({ search, offset = 0, limit = 20, ...filter }: Asked & ThreadFilter): unknown {
    this.asked++;
    const words = search?.toLowerCase();
    const found = this.threads.filter((thread) =>
      words === undefined ? isListed(thread, filter) : thread.name?.toLowerCase().includes(words),
    );
    const threads = words === undefined && this.threads.length < 1_000 ? found.toSorted((a, b) => (isBefore(a, b) ? -1 : 1)) : found;
    return { threads: threads.slice(offset, offset + limit), ...(words === undefined && { total: threads.length }) };
  }

  #change({ threadIds = [], ...marks }: Asked & ThreadMarks): ThreadSummary[] {
    const now = new Date().toISOString();
    this.threads = this.threads.map((thread) => (threadIds.includes(thread.id) ? withMarks(thread, marks, now) : thread));
    return this.threads.filter(({ id }) => threadIds.includes(id));
  }

  #tags(): unknown {
    const all = this.threads.flatMap(({ tags }) => tags ?? []);
    return [...new Set(all)].toSorted().map((tag) => ({ tag, count: all.filter((one) => one === tag).length }));
  }
}

function sampleThreads(current: ThreadId): ThreadSummary[] {
  const names: readonly (readonly [string, number])[] = [
    ["Late Saturday sailings", 0],
    ["Kinloch berth, loading times", 0],
    ["Crew rota for half-term", 0],
    ["Letter to the harbour board", 1],
    ["Fuel per crossing since June", 1],
    ["What the tide tables leave out", 1],
    ["Refund wording for cancelled sailings", 4],
    ["Vehicle deck, axle weights", 5],
    ["Notes from the Sanday visit", 12],
    ["A kinder waiting-room sign", 40],
  ];
  return names.map(([name, days], index) => {
    const at = new Date(Date.now() - days * DAY_MS - index * 1000).toISOString();
    return { id: index === 0 ? current : newId<ThreadId>(), name, createdAt: at, updatedAt: at };
  });
}

function isListed(thread: ThreadSummary, { archived = false, deleted = false, folderId, tag }: ThreadFilter): boolean {
  if ((thread.deletedAt !== undefined) !== deleted || (!deleted && (thread.archivedAt !== undefined) !== archived)) return false;
  return (folderId === undefined || thread.folderId === folderId) && (tag === undefined || thread.tags?.includes(tag) === true);
}

function isBefore(one: ThreadSummary, other: ThreadSummary): boolean {
  const [first, second] = [one.pinnedAt !== undefined, other.pinnedAt !== undefined];
  return first === second ? one.updatedAt > other.updatedAt : first;
}

function withMarks(thread: ThreadSummary, marks: ThreadMarks, now: string): ThreadSummary {
  const { pinnedAt, archivedAt, deletedAt, folderId, tags = [], ...rest } = thread;
  const since = (wanted: boolean | undefined, before: string | undefined) =>
    wanted === undefined ? before : wanted ? (before ?? now) : undefined;
  const [pinned, archived, deleted] = [since(marks.pinned, pinnedAt), since(marks.archived, archivedAt), since(marks.deleted, deletedAt)];
  const folder = marks.folderId === undefined ? folderId : (marks.folderId ?? undefined);
  return {
    ...rest,
    ...(pinned !== undefined && { pinnedAt: pinned }),
    ...(archived !== undefined && { archivedAt: archived }),
    ...(deleted !== undefined && { deletedAt: deleted }),
    ...(folder !== undefined && { folderId: folder }),
    ...(marks.read !== undefined && { unread: !marks.read }),
    tags: [...tags.filter((tag) => !marks.removeTags?.includes(tag)), ...(marks.addTags ?? [])],
  };
}
