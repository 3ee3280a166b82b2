// A world of several nodes that serve the same chats: people with pages, a balancer that knows nobody, stores that outlive all, and an engine behind
// the relay that may forget, be away, or be cut off. Acts are done to the real parts; what was promised is remembered.
import type { AskId, ClientRequest, StepId, ThreadId, TurnId } from "@colloquy/protocol";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { createManualClock } from "../../manual-clock.ts";
import { MemoryHub } from "../../relay/drivers/memory.ts";
import type { Session } from "../../session/session.ts";
import { createMemorySessionStore } from "../../session-store/drivers/memory.ts";
import { type Act, LEASE_MS, NODES, PEOPLE } from "./acts.ts";
import { type Shared, WorldNode, type WorldOptions } from "./world-node.ts";
import { type PageWorld, WorldPage } from "./world-page.ts";

/** What is known of a thread. */
export class KnownThread {
  readonly owner: string;
  /** Messages that were acknowledged, by id. */
  readonly sent = new Map<StepId, string>();
  /** Questions whose answer was acknowledged. */
  readonly answered = new Set<AskId>();
  /** How often `onChatStart` began. */
  starts = 0;
  /** In which epoch each message was given to a handler last, and how far the app's count was stored by then. */
  readonly handled = new Map<string, { readonly epoch: number; readonly counted: number }>();
  /** How far the app's count is stored. */
  counted = 0;
  /** The longest text of each answer that somebody saw at another node than the one that ran it. */
  readonly seen = new Map<StepId, string>();
  /** Those of which the engine has forgotten what was not stored. */
  readonly forgotten = new Set<StepId>();
  /** Which process ran an epoch. */
  readonly runners = new Map<number, WorldNode>();
  /** In which end a turn was stored. */
  readonly ends = new Map<TurnId, string>();
  epoch = 0;

  constructor(owner: string) {
    this.owner = owner;
  }
}

/** How long everything may take to be well again, once it is mended, in ms. */
const WELL_MS = 120_000;

/** All that there is. */
export class NodeWorld implements PageWorld {
  readonly clock = createManualClock();
  readonly shared: Shared;
  readonly nodes: (WorldNode | undefined)[] = [];
  readonly pages: readonly WorldPage[];
  readonly threads = new Map<ThreadId, KnownThread>();
  /** Which chat a person comes back to. */
  readonly chats = new Map<string, ThreadId>();
  readonly faults: string[] = [];
  readonly seen = new Map<string, number>();
  readonly #options: WorldOptions;
  readonly #ended = new Map<string, number>();
  #isAway = false;
  #next = 0;
  #lives = 0;

  private constructor(options: WorldOptions) {
    this.#options = options;
    this.shared = {
      clock: this.clock,
      hub: new MemoryHub({ clock: this.clock, leaseMs: LEASE_MS }),
      dataLayer: createMemoryDataLayer(),
      store: createMemorySessionStore(),
    };
    this.pages = PEOPLE.map((owner, n) => new WorldPage(`page${n}`, owner, this));
  }

  static async create(options: WorldOptions): Promise<NodeWorld> {
    const world = new NodeWorld(options);
    await world.shared.store.open();
    await world.shared.dataLayer.open();
    for (let n = 0; n < NODES; n++) world.#start(n);
    await world.clock.advance(50);
    return world;
  }

  /** What is being looked at that an act has changed. */
  #looking: Promise<void> = Promise.resolve();

  async do(act: Act): Promise<void> {
    this.note(`act ${act.does}`);
    await this.clock.advance(1);
    if (act.does === "pause") await this.clock.advance(act.ms);
    else if ("page" in act) this.#doAtPage(act, this.pages[act.page]);
    else if ("node" in act) this.#doToNode(act, act.node);
    else this.#doToRelay(act.does);
    await this.#looking;
    await this.clock.advance(0);
    await this.observe();
  }

  /** Everything is mended and everybody is there: waits until nothing is under way any more. False when that does not come about. */
  async mend(): Promise<boolean> {
    this.#doToRelay("relayBack");
    for (let n = 0; n < NODES; n++) {
      const node = this.nodes[n];
      node?.process.thaw();
      node?.process.mendStore();
      if (node?.alive) node.mendRelay();
    }
    for (const page of this.pages) if (page.threadId ?? this.chats.get(page.owner)) page.come(this.chats.get(page.owner));
    for (let waited = 0; waited < WELL_MS; waited += 500) {
      for (let n = 0; n < NODES; n++) if (!this.nodes[n]) this.#start(n);
      for (const page of this.pages) {
        if (!page.live) continue;
        if (page.state?.surface.queueHeld) page.goOn();
        page.answer();
      }
      await this.clock.advance(500);
      await this.observe();
      if (waited >= LEASE_MS * 2 && this.#isWell) return true;
    }
    return false;
  }

  get #isWell(): boolean {
    if (this.nodes.some((node) => !node?.ready)) return false;
    for (const page of this.pages) {
      if (page.waiting.length > 0 || (page.here && !page.live)) return false;
      if (!page.live) continue;
      for (const { turn } of page.state?.turns.values() ?? []) if (turn.endedAt === undefined) return false;
      if ((page.state?.asks.size ?? 0) > 0) return false;
    }
    return true;
  }

  /** What is not as it should be, in few words. */
  describe(): string {
    const nodes = this.nodes.map((node) => node && `${node.name} ${node.ready ? "ready" : "not ready"}, ${node.host.registry.size} chats`);
    const pages = this.pages
      .filter(({ here }) => here)
      .map(({ name, live, follows, node, waiting, state }) => {
        const open = [...(state?.turns.values() ?? [])].filter(({ turn }) => turn.endedAt === undefined);
        return {
          page: name,
          thread: state?.thread.id,
          at: live ? `${node?.name}${follows ? ", following" : ""}` : "nowhere",
          waits: waiting.map(({ request }) => request.type),
          turns: open.map(({ turn }) => `${turn.kind} ${turn.state}`),
          asks: state?.asks.size,
        };
      });
    return JSON.stringify({ nodes, pages, seen: Object.fromEntries(this.seen) }, null, 1);
  }

  /** Nothing of it goes on. */
  end(): void {
    for (const node of this.nodes) node?.kill();
  }

  get sessions(): Session[] {
    return this.nodes.flatMap((node) => (node?.alive ? node.host.registry.sessions : []));
  }

  note(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  fault(what: string): void {
    this.faults.push(what);
  }

  isKept(threadId: ThreadId): boolean {
    return (this.threads.get(threadId)?.sent.size ?? 0) > 0;
  }

  thread(threadId: ThreadId, owner: string): KnownThread {
    const known = this.threads.get(threadId) ?? new KnownThread(owner);
    this.threads.set(threadId, known);
    return known;
  }

  acknowledged(threadId: ThreadId, page: WorldPage, request: ClientRequest): void {
    this.note(`acknowledged ${request.type}`);
    const thread = this.thread(threadId, page.owner);
    if (request.type === "sendMessage") thread.sent.set(request.message.id, request.message.text);
    if (request.type === "answerAsk") thread.answered.add(request.askId);
    if (request.type === "answerAsk" && request.answer.kind === "text") thread.sent.set(request.answer.stepId, request.answer.text);
    if (request.type === "sendMessage" && !this.chats.has(page.owner)) this.chats.set(page.owner, threadId);
  }

  /** In turn, whoever it is for. A node that is frozen takes connections, and lets them wait. */
  nextNode(): WorldNode | undefined {
    for (let tries = 0; tries < NODES; tries++) {
      const node = this.nodes[this.#next];
      this.#next = (this.#next + 1) % NODES;
      if (node?.ready) return node;
    }
    return undefined;
  }

  /** What is stored of the app's values, and what those who follow see now, must be there later. */
  async observe(): Promise<void> {
    for (const [threadId, thread] of this.threads) {
      const record = await this.shared.store.findByThread(threadId);
      const { count } = record ? await this.shared.store.loadValues(record.id) : {};
      if (count !== undefined) thread.counted = Math.max(thread.counted, Number(count));
    }
    for (const page of this.pages) {
      const { state } = page;
      if (!state || !page.follows || !page.node?.alive) continue;
      const thread = this.thread(state.thread.id, page.owner);
      for (const { step, texts } of state.steps.values()) {
        if (thread.forgotten.has(step.id)) continue;
        const text = texts.output?.read() ?? "";
        const before = thread.seen.get(step.id);
        if (before === undefined || text.length > before.length) thread.seen.set(step.id, text);
      }
    }
  }

  #doAtPage(act: Extract<Act, { page: number }>, page: WorldPage | undefined): void {
    if (!page) return;
    switch (act.does) {
      case "come":
        page.come(this.chats.get(page.owner));
        break;
      case "say":
        if (page.here && page.waiting.length < 3) page.say(act.word);
        break;
      default:
        if (page.here) page[act.does]();
    }
  }

  #doToNode({ does }: Extract<Act, { node: number }>, n: number): void {
    const node = this.nodes[n];
    if (does === "start") {
      if (!node) this.#start(n);
      return;
    }
    if (!node) return;
    if (does === "kill") this.#kill(n, node);
    else if (does === "freeze") this.#freeze(node);
    else if (does === "thaw") node.process.thaw();
    else if (does === "drain") this.#drain(n, node);
    else if (does === "cutStore") node.process.cutStore();
    else if (does === "mendStore") node.process.mendStore();
    else if (does === "loseAnswer") node.process.faults.loseAnswers = 1;
    else if (does === "loseNotice") node.process.faults.dropNotices = 1;
    else if (does !== "mendRelay") node[does]();
    else if (!this.#isAway) node.mendRelay();
  }

  #doToRelay(does: "forget" | "relayAway" | "relayBack"): void {
    if (does === "forget") {
      this.shared.hub.forget();
      this.#looking = this.#forgetSeen();
      return;
    }
    this.#isAway = does === "relayAway";
    for (const node of this.nodes) {
      if (!node?.alive) continue;
      if (this.#isAway) node.cutRelay();
      else node.mendRelay();
    }
  }

  /** What was seen and is stored nowhere but in the log is nobody's to give back. */
  async #forgetSeen(): Promise<void> {
    const { dataLayer } = this.shared;
    for (const [threadId, { seen, forgotten }] of this.threads) {
      const shown = new Map(seen);
      for (const { state } of this.pages)
        if (state?.thread.id === threadId)
          for (const { step, texts } of state.steps.values()) shown.set(step.id, texts.output?.read() ?? "");
      for (const { state } of this.sessions)
        if (state.thread.id === threadId)
          for (const { step, texts } of state.steps.values()) shown.set(step.id, texts.output?.read() ?? "");
      const stored = await dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [...shown.keys()] });
      for (const [id, text] of shown) {
        if (stored.find((step) => step.id === id)?.output?.text === text) continue;
        forgotten.add(id);
        seen.delete(id);
      }
    }
  }

  #start(n: number): void {
    const node = new WorldNode(`n${n}.${++this.#lives}`, this.shared, this.#options, {
      began: (handler, session, message) => this.#began(node, handler, session, message),
      fault: (what) => this.fault(what),
    });
    this.nodes[n] = node;
    if (this.#isAway) node.hushRelay();
    node.start().catch((error: unknown) => {
      this.note(`a start failed: ${error instanceof Error ? error.message : String(error)}`);
      this.#kill(n, node);
    });
  }

  #kill(n: number, node: WorldNode): void {
    node.kill();
    if (this.nodes[n] === node) this.nodes[n] = undefined;
    for (const page of this.pages) page.nodeGone(node);
  }

  #freeze(node: WorldNode): void {
    node.process.freeze();
    // Who waits for a sign of life and hears nothing goes to another.
    this.clock.setTimeout(() => {
      if (node.process.frozen) for (const page of this.pages) page.nodeGone(node);
    }, 5_000);
  }

  #drain(n: number, node: WorldNode): void {
    if (!node.ready) return;
    node.stop().then(
      () => this.#kill(n, node),
      (error: unknown) => {
        if (!node.alive) return;
        this.note(`a stop failed: ${error instanceof Error ? error.message : String(error)}`);
        this.#kill(n, node);
      },
    );
  }

  #began(node: WorldNode, handler: string, session: Session, message?: { readonly id: string }): void {
    if (!node.alive) return;
    this.note(handler);
    const { threadId, owner, state } = session;
    const thread = this.thread(threadId, owner);
    const runner = thread.runners.get(state.epoch);
    if (runner && runner !== node) this.fault(`${handler} of epoch ${state.epoch} ran at ${node.name}, and others at ${runner.name}`);
    thread.runners.set(state.epoch, node);
    if (handler === "onChatStart" && ++thread.starts > 1) this.fault(`onChatStart began again in ${threadId} at ${node.name}`);
    if (handler === "onChatEnd") {
      const times = (this.#ended.get(session.id) ?? 0) + 1;
      this.#ended.set(session.id, times);
      if (times > 1) this.fault(`onChatEnd began again at ${node.name}`);
    }
    // An owner that slept may begin once more what another has done since: nothing of it is kept.
    if (message && state.epoch >= (thread.handled.get(message.id)?.epoch ?? 0))
      thread.handled.set(message.id, { epoch: state.epoch, counted: thread.counted });
  }
}
