// A view of 500 components on the page of states: what drawing it takes of the main thread, and what a change of one component touches.
import type { CDPSession, Page } from "playwright-core";
import { median } from "../lib/report.ts";

/** What the page of states offers to scripts: a chat that facts are put into. */
interface ChatOfStates {
  emit(fact: object): void;
  answer(turn: unknown, text: string): string;
  say(text: string): unknown;
}

/** What is done in the page, one after the other. */
interface Steps {
  /** A message with a small view, which the large one takes the place of; how many components that one has. */
  prepare(): Promise<number>;
  draw(): Promise<void>;
  /** The finished elements, in the place of a small view. */
  keep(): void;
  drawAsHtml(): Promise<void>;
  forgetHtml(): void;
  change(): Promise<void>;
  nothing(): Promise<void>;
  settle(): Promise<void>;
  /** How many places of the page the change touched. */
  touched(): number;
}

export interface LargeView {
  readonly nodes: number;
  /** From the data until it is painted, in ms of the main thread: script, style, layout and picture. The first such view of the page, and all later ones. */
  readonly first: number;
  readonly later: readonly number[];
  /** The same elements, put into the same place of the page as one piece of HTML: what the browser takes for them, whoever makes them. */
  readonly asHtml: readonly number[];
  /** A change of one component, and how many places of the page it touched at most. */
  readonly changes: readonly number[];
  readonly touched: number;
}

/** Draws it `rounds` times, each in a message of its own. */
export async function drawLargeView(page: Page, rounds: number): Promise<LargeView> {
  await page.evaluate(install);
  const debug = await page.context().newCDPSession(page);
  await debug.send("Performance.enable", { timeDomain: "threadTicks" });
  const time = async (what: "draw" | "drawAsHtml" | "change" | "nothing") => {
    // What was drawn before is painted by now.
    await page.evaluate(() => steps().settle());
    const before = await threadTime(debug);
    await page.evaluate((name) => steps()[name](), what);
    return (await threadTime(debug)) - before;
  };
  const [drawn, asHtml, changes, asking]: [number[], number[], number[], number[]] = [[], [], [], []];
  let [nodes, touched] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    nodes = await page.evaluate(() => steps().prepare());
    asking.push(await time("nothing"));
    drawn.push(await time("draw"));
    await page.evaluate(() => steps().keep());
    changes.push(await time("change"));
    touched = Math.max(touched, await page.evaluate(() => steps().touched()));
    await page.evaluate(() => steps().prepare());
    asHtml.push(await time("drawAsHtml"));
    await page.evaluate(() => steps().forgetHtml());
  }
  await debug.detach();
  // What asking for it takes is not the page's.
  const own = (values: readonly number[]) => values.map((value) => value - median(asking));
  const [first = Number.NaN, ...later] = own(drawn);
  return { nodes, first, later, asHtml: own(asHtml).slice(1), changes: own(changes), touched };
}

/** In the page: set by `install`. */
declare const steps: () => Steps;

/** How long the main thread has worked, in ms: other programs of a busy machine do not count. */
async function threadTime(debug: CDPSession): Promise<number> {
  const { metrics } = await debug.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "ThreadTime")?.value ?? Number.NaN) * 1000;
}

/** Runs in the page. */
function install(): void {
  const { chat } = globalThis as unknown as { readonly chat: ChatOfStates };
  type Node = { readonly type: string; readonly children?: readonly Node[]; readonly [name: string]: unknown };
  let nodes = 0;
  const node = (type: string, more: object = {}): Node => {
    nodes++;
    return { type, ...more };
  };
  const text = (words: string, more: object = {}) => node("Text", { text: words, ...more });
  // Twenty-six sailings of nineteen components each, in a grid of cards under a heading.
  const sailing = (at: number): Node =>
    node("Card", {
      title: `Kinloch, ${at}:30`,
      children: [
        node("Row", {
          children: [node("Badge", { text: "On time", tone: "success" }), node("Badge", { text: `${at} seats` }), text("MV Tern")],
        }),
        node("Facts", {
          items: [
            ["Seats", at],
            ["Price", "£12"],
          ],
        }),
        node("Progress", { label: "Boarding", value: (at % 10) / 10 }),
        node("List", { children: [1, 2, 3].map((one) => node("Status", { state: "done", text: `Check ${one}` })) }),
        node("Column", { gap: "none", children: [text("Ramp 2"), text("slippery", { muted: true, size: "small" })] }),
        node("Divider"),
        node("Row", {
          children: ["Book", "Hold"].map((label) =>
            node("Button", { action: { id: crypto.randomUUID(), name: "book", label, payload: { at } } }),
          ),
        }),
        node("Link", { href: "https://ferry.example/", text: "Timetable" }),
      ],
    });
  const make = (): Node => {
    nodes = 0;
    const cards = Array.from({ length: 26 }, (_, at) => sailing(at));
    const words = ["Times are local.", "Dogs are welcome.", "Bring a coat."].map((said) => text(said));
    return node("Column", { children: [node("Heading", { text: "Sailings" }), node("Grid", { children: cards }), ...words] });
  };
  const settle = () => new Promise<void>((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 50)), 0));
  const show = (element: object, view: Node) => chat.emit({ type: "element-set", element: { ...element, props: { view } } });
  /** The page as it is painted. What comes near is given its styles for the picture, and sometimes for the one after it. */
  const painted = async () => {
    for (const _picture of [1, 2]) await new Promise<void>((over) => requestAnimationFrame(() => setTimeout(over, 0)));
  };
  /** The small view that the person is shown. */
  const comes = () => [...document.querySelectorAll<HTMLElement>(".view")].find(({ textContent }) => textContent === "one moment");
  let [element, view]: [object, Node] = [{}, make()];
  let records: MutationRecord[] = [];
  let html = "";
  let box: HTMLElement | undefined;
  const made: Steps = {
    async prepare() {
      element = { id: crypto.randomUUID(), forId: chat.answer(chat.say("Which?"), ""), type: "view", name: "View", display: "inline" };
      show(element, text("one moment"));
      for (let waited = 0; waited < 200 && !comes(); waited++) await settle();
      if (!comes()) throw new Error("The small view did not come.");
      await settle();
      view = make();
      return nodes;
    },
    async draw() {
      show(element, view);
      await painted();
    },
    keep() {
      html = [...document.querySelectorAll(".view")].at(-1)?.innerHTML ?? "";
      if (!html.includes("Sailings")) throw new Error("The large view is not the last one.");
    },
    async drawAsHtml() {
      box = comes();
      if (!box) throw new Error("There is no small view.");
      box.dataset["large"] = "true";
      box.innerHTML = html;
      box.dispatchEvent(new CustomEvent("grew", { bubbles: true }));
      await painted();
    },
    forgetHtml() {
      box?.replaceChildren();
    },
    async change() {
      const [heading, grid, ...words] = view.children ?? [];
      if (!heading || !grid?.children) throw new Error("The large view has another shape.");
      const cards = grid.children.map((one, at) =>
        at === 2 ? { ...one, children: [text("Cancelled"), ...(one.children ?? []).slice(1)] } : one,
      );
      records = [];
      const observer = new MutationObserver((seen) => records.push(...seen));
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      show(element, { ...view, children: [heading, { ...grid, children: cards }, ...words] });
      // React draws what a store tells in a microtask.
      for (const _turn of [1, 2]) await Promise.resolve();
      records.push(...observer.takeRecords());
      observer.disconnect();
      await painted();
    },
    nothing: painted,
    settle,
    touched: () => new Set(records.map(({ target }) => target)).size,
  };
  Object.assign(globalThis, { steps: () => made });
}
