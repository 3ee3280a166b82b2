// Counts what the page does while an answer grows: React's renders by where they are, nodes of the DOM that change, long tasks, frames.
// It costs production nothing: React tells whoever stands where its developer tools would, in the built page too.
import type { BrowserContext, Page } from "playwright-core";

/** What was counted since `start`. */
export interface Measured {
  /** Components that rendered inside of a Markdown text, and anywhere else. */
  readonly rendersInside: number;
  readonly rendersOutside: number;
  /** Which ones rendered outside, as far as a built page has names. */
  readonly outside: Readonly<Record<string, number>>;
  readonly commits: number;
  /** Nodes whose text changed, that came, and that went; a tree that comes or goes at once is one. */
  readonly nodesTouched: number;
  /** Those of them that are in the conversation, but not in the text that grows. */
  readonly nodesElsewhere: number;
  /** Finished blocks seen on the way that are not in the page any more. */
  readonly sealedLost: number;
  readonly sealedSeen: number;
  readonly blocks: number;
  readonly longestTaskMs: number;
  readonly longTasks: number;
  readonly frameP95Ms: number;
  readonly frames: number;
  readonly ms: number;
}

interface Meter {
  start(): void;
  endsWith(words: string): boolean;
  read(): Measured;
}

declare const meter: Meter;

/** Puts a meter into every page this person opens from now on. */
export async function installMeter(person: BrowserContext): Promise<void> {
  await person.addInitScript(meterInPage);
}

/** Begins to count. */
export const startMeter = (page: Page): Promise<void> => page.evaluate(() => meter.start());

/** Waits until the growing text ends with these words, looking at its last blocks only. */
export async function grownTo(page: Page, words: string): Promise<void> {
  await page.waitForFunction((end) => meter.endsWith(end), words, { polling: 100, timeout: 300_000 });
}

/** What was counted since it began. */
export const readMeter = (page: Page): Promise<Measured> => page.evaluate(() => meter.read());

/** Runs in the page, before anything else does. */
function meterInPage(): void {
  interface Fiber {
    readonly tag: number;
    readonly flags: number;
    readonly child: Fiber | null;
    readonly sibling: Fiber | null;
    readonly alternate: Fiber | null;
    readonly stateNode: unknown;
    readonly type: { readonly name?: string; readonly displayName?: string } | string | null;
  }
  const COMPONENTS = new Set([0, 1, 11, 14, 15]);
  const HOST = 5;
  const PERFORMED_WORK = 1;
  const SNAPSHOT_EVERY_MS = 250;
  let on = false;
  let startedAt = 0;
  let count = { inside: 0, outside: 0, commits: 0, touched: 0, touchedElsewhere: 0 };
  let outside: Record<string, number> = {};
  let tasks: number[] = [];
  let frames: number[] = [];
  let sealed = new Set<Element>();
  let snapshotAt = 0;

  const look = (fiber: Fiber, inMarkdown: boolean) => {
    for (let one: Fiber | null = fiber; one; one = one.sibling) {
      const before = one.alternate;
      const inside = inMarkdown || (one.tag === HOST && one.stateNode instanceof Element && one.stateNode.classList.contains("md"));
      if (COMPONENTS.has(one.tag) && (one.flags & PERFORMED_WORK) !== 0) {
        count[inside ? "inside" : "outside"]++;
        const name = typeof one.type === "object" || typeof one.type === "function" ? (one.type?.displayName ?? one.type?.name) : undefined;
        if (!inside) outside[name ?? "?"] = (outside[name ?? "?"] ?? 0) + 1;
      }
      // A tree that React left alone has the same children as before.
      if (one.child && one.child !== before?.child) look(one.child, inside);
    }
  };
  Object.assign(globalThis, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      isDisabled: false,
      inject: () => 1,
      checkDCE: () => undefined,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: (_id: number, root: { readonly current: Fiber }) => {
        if (!on) return;
        count.commits++;
        look(root.current, false);
      },
    },
  });

  const log = () => document.querySelector(".log");
  /** The last text is the one that grows; its last block and what is in it are not finished yet. */
  const growing = () => [...document.querySelectorAll(".md")].at(-1);
  /** Blocks that were finished lately, and what is in them: to look at all of them would be the cost that is measured. */
  const finished = () => {
    const pages = [...(growing()?.children ?? [])].slice(-2);
    // The last but one may be a list or a table that is just being closed.
    const blocks = pages.flatMap((page) => [...page.children]).slice(0, -2);
    return blocks.flatMap((block) => [block, ...block.querySelectorAll("*")]);
  };
  const mutations = new MutationObserver((records) => {
    if (!on) return;
    const text = growing();
    for (const record of records) {
      const nodes = record.type === "characterData" ? 1 : record.addedNodes.length + record.removedNodes.length;
      count.touched += nodes;
      // What is spoken to screen readers, and scripts that are loaded, lie outside of the log.
      if (record.target.isConnected && !text?.contains(record.target) && log()?.contains(record.target)) count.touchedElsewhere += nodes;
    }
  });
  mutations.observe(document, { subtree: true, childList: true, characterData: true });
  new PerformanceObserver((list) => {
    if (on) tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask" });

  let last = 0;
  const frame = (now: number) => {
    if (on && last) frames.push(now - last);
    last = now;
    if (on && now - snapshotAt > SNAPSHOT_EVERY_MS) {
      snapshotAt = now;
      for (const element of finished()) sealed.add(element);
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  Object.assign(globalThis, {
    meter: {
      start: () => {
        mutations.takeRecords();
        count = { inside: 0, outside: 0, commits: 0, touched: 0, touchedElsewhere: 0 };
        outside = {};
        tasks = [];
        frames = [];
        sealed = new Set();
        snapshotAt = 0;
        startedAt = performance.now();
        on = true;
      },
      endsWith: (words: string) => growing()?.lastElementChild?.textContent.trimEnd().endsWith(words) ?? false,
      read: () => {
        on = false;
        const sorted = frames.toSorted((left, right) => left - right);
        return {
          rendersInside: count.inside,
          rendersOutside: count.outside,
          outside,
          commits: count.commits,
          nodesTouched: count.touched,
          nodesElsewhere: count.touchedElsewhere,
          sealedLost: [...sealed].filter((element) => !element.isConnected).length,
          sealedSeen: sealed.size,
          blocks: growing()?.querySelectorAll(".md-page > *").length ?? 0,
          longestTaskMs: Math.max(0, ...tasks),
          longTasks: tasks.length,
          frameP95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
          frames: frames.length,
          ms: performance.now() - startedAt,
        };
      },
    },
  });
}
