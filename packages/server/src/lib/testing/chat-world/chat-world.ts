// A small world: people with tabs, one server that may die, stores that do not. Acts are done to the real parts; the model
// remembers what was promised, and what nobody may see is noted as a fault.
import { type AskId, type ClientRequest, isChatError, newId, type StepId } from "@colloquy/protocol";
import { dispatch } from "../../app/dispatch.ts";
import { QUEUED_MESSAGES } from "../../app/dispatch-target.ts";
import type { HandlerName } from "../../app/handlers.ts";
import { createManualClock } from "../../manual-clock.ts";
import { isQueueHeld } from "../../session/held-queue.ts";
import type { OpenRequest } from "../../session/open-request.ts";
import type { Session } from "../../session/session.ts";
import { attach } from "../test-elements.ts";
import { type Act, choose, OWNERS, TALK, type TabAct } from "./acts.ts";
import { expectAltered, toAlteration } from "./altered-elements.ts";
import { ChatModel } from "./chat-model.ts";
import { toScript } from "./scripted-app.ts";
import { createWorldServer, type Server, type WorldOptions, type WorldStores } from "./server.ts";
import { newTab, type Tab, TabConnection } from "./tab.ts";
import { toRequest, UPLOAD } from "./to-request.ts";

/** All that there is. */
export class ChatWorld {
  readonly clock = createManualClock();
  readonly model = new ChatModel();
  readonly tabs: readonly Tab[] = OWNERS.map(newTab);
  readonly connections: TabConnection[] = [];
  readonly stores: WorldStores;
  readonly options: WorldOptions;
  /** What was seen that may not be; what happened, for those who ask whether anything did. */
  readonly faults: string[] = [];
  readonly seen = new Map<string, number>();
  /** Sessions in which `onChatEnd` has begun. */
  readonly ending = new Map<Session, number>();
  /** Sessions in which somebody pressed Stop. */
  readonly stopped = new Set<Session>();
  server: Server;
  readonly #asked: AskId[] = [];
  #messages = 0;
  #saves = 0;

  private constructor(stores: WorldStores, options: WorldOptions) {
    this.stores = stores;
    this.options = options;
    this.server = this.#newServer();
  }

  static async create(stores: WorldStores, options: WorldOptions): Promise<ChatWorld> {
    const world = new ChatWorld(stores, options);
    await world.#boot();
    return world;
  }

  /** Does one act, and lets everything settle that does not wait for the clock. */
  async do(act: Act): Promise<void> {
    this.note(`act ${act.does}`);
    // No two things happen in the same millisecond: that is how one tells which branch is newer.
    await this.clock.advance(1);
    if (act.does === "talk") await this.#talk(act.tab);
    else if ("tab" in act) this.#doInTab(act, choose(this.tabs, act.tab) ?? newTab(""));
    else if (act.does === "pause") await this.clock.advance(act.ms);
    else if (act.does === "sweep") void this.#track("sweep", this.server.host.registry.sweep());
    else if (act.does === "crash") await this.#crash();
    else await this.#restart();
    await this.settle();
  }

  /** Lets every promise go on that can without the clock. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet = this.server.process.storing ? 0 : quiet + 1)
      await new Promise((resolve) => setImmediate(resolve));
  }

  note(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  get sessions(): Session[] {
    return this.server.host.registry.sessions;
  }

  #doInTab(act: TabAct, tab: Tab): void {
    const { connection } = tab;
    switch (act.does) {
      case "return":
        this.#open(tab, { sessionId: tab.handle, threadId: tab.threadId });
        break;
      case "new":
        this.#leave(tab);
        this.#open(tab, {});
        break;
      case "visit":
        this.#leave(tab);
        this.#open(tab, { threadId: choose([...this.model.threads.keys()], act.pick) });
        break;
      case "drop":
        if (connection) this.#drop(tab, connection, false);
        break;
      case "leave":
        this.#leave(tab);
        break;
      default:
        if (connection?.open) this.#request(tab, connection, act);
    }
  }

  /** A long chat: the app shows something in every turn. */
  async #talk(tab: number): Promise<void> {
    for (let said = 0; said < TALK; said++) {
      this.#doInTab({ does: "send", tab, script: "e" }, choose(this.tabs, tab) ?? newTab(""));
      await this.settle();
      await this.clock.advance(1);
    }
  }

  #leave(tab: Tab): void {
    if (tab.connection) this.#drop(tab, tab.connection, true);
    Object.assign(tab, { handle: undefined, threadId: undefined, page: undefined, outbox: undefined, press: undefined });
  }

  #drop(tab: Tab, connection: TabConnection, left: boolean): void {
    const wasOpen = connection.open;
    connection.open = false;
    if (tab.connection === connection) Object.assign(tab, { connection: undefined, page: connection.state });
    if (wasOpen) this.server.host.registry.detach(connection.session, connection, left);
  }

  #open(tab: Tab, to: Pick<OpenRequest, "sessionId" | "threadId">): void {
    if (tab.opening) return;
    const { server } = this;
    const wish = this.model.wish(tab.owner, to.threadId);
    tab.opening = true;
    const opened = server.host.registry.openSession({ owner: tab.owner, clientType: "test", ...to });
    void this.#track(
      "open",
      opened.then((result) => {
        if (!server.process.alive) return;
        tab.opening = false;
        this.note(`opened ${result.refused ? "refused" : result.how}`);
        const wrong = this.model.judge(wish, result);
        if (wrong) this.faults.push(wrong);
        const { session } = result;
        this.model.thread(session.threadId, tab.owner);
        const page = tab.page?.thread.id === session.threadId && tab.page.epoch === session.state.epoch ? tab.page : undefined;
        const older = tab.connection;
        const connection = new TabConnection(session, older ? undefined : page);
        this.connections.push(connection);
        Object.assign(tab, {
          connection,
          handle: session.id,
          page: undefined,
          threadId: session.interacted ? session.threadId : undefined,
        });
        server.host.registry.attach(session, connection);
        if (older) this.#drop(tab, older, older.session !== session);
      }),
      () => void (tab.opening = false),
    );
  }

  #request(tab: Tab, connection: TabConnection, act: TabAct): void {
    const say = (script: string) => ({ id: newId<StepId>(), text: toScript(tab.owner, ++this.#messages, script) });
    const { session } = connection;
    const thread = this.model.thread(session.threadId, tab.owner);
    const request =
      act.does === "alter"
        ? toAlteration(thread, `${tab.owner} alters ${++this.#saves}`, act.pick)
        : toRequest(tab, connection, act, say, this.#asked, () => ++this.#saves);
    if (!request) return;
    // A message that is taken out of the queue is taken back.
    const waits = session.turns.waiting.find(({ turn }) => request.type === "stopTurn" && turn.id === request.turnId);
    if (waits?.turn.messageId) thread.takeBack(waits.turn.messageId);
    if (request.type === "stopTurn") this.stopped.add(session);
    const limits = { messageLength: 1000, queuedMessages: QUEUED_MESSAGES };
    const wasHeld = isQueueHeld(session);
    const target = { session, driver: this.server.host.driver, limits, leave: () => undefined };
    const stepId = request.type === "answerAsk" ? connection.state.asks.get(request.askId)?.stepId : undefined;
    if (needsUpload(request)) {
      const uploaded = withUpload(session, request).then(async (sent) => {
        await dispatch(target, sent);
        await this.#acknowledged(tab, session, sent, stepId);
      });
      void this.#track(request.type, uploaded);
      return;
    }
    const altered = request.type === "updateElement" ? expectAltered(thread, request) : undefined;
    const answer = dispatch(target, request);
    // At once, before anything else can happen: a stop that holds, and the word that lets go.
    if (!wasHeld && isQueueHeld(session)) this.note("queue held");
    if (wasHeld && request.type === "resumeQueue") this.note("queue let go");
    void this.#track(
      request.type,
      answer.then(
        () => {
          altered?.acknowledged();
          return this.#acknowledged(tab, session, request, stepId);
        },
        (error: unknown) => {
          altered?.refused(error);
          throw error;
        },
      ),
    );
  }

  /** `stepId` is the message of the question that is answered. */
  async #acknowledged(tab: Tab, session: Session, request: ClientRequest, stepId: StepId | undefined): Promise<void> {
    this.note(`acknowledged ${request.type}`);
    const thread = this.model.thread(session.threadId, tab.owner);
    if (request.type === "sendMessage" || request.type === "editMessage") thread.send(request.message.id, request.message.text);
    if (request.type === "changeSettings") thread.saved = Math.max(thread.saved, Number(request.settings["count"]));
    if (request.type === "answerAsk" && !thread.answered.has(request.askId)) {
      thread.answered.set(request.askId, { answer: request.answer, stepId });
      this.note(`answered ${request.answer.kind}`);
      if (request.answer.kind === "text") thread.send(request.answer.stepId, request.answer.text);
    }
    if (request.type === "runAction") thread.acknowledgedPresses.add(request.turnId);
    if (tab.connection?.session === session && session.interacted) tab.threadId = session.threadId;
    if (request.type !== "editArtifact") return;
    thread.send(request.stepId, request.content);
    const { stepId: versionId, content } = request;
    for (const version of await this.stores.dataLayer.loadElements(session.threadId, { stepIds: [versionId] }))
      thread.write(version, content);
  }

  async #track(what: string, promise: Promise<unknown>, failed?: () => void): Promise<void> {
    try {
      await promise;
    } catch (error) {
      failed?.();
      if (isChatError(error)) this.note(`${what} refused with ${error.code}`);
      else this.faults.push(`${what} failed with ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  async #crash(): Promise<void> {
    this.server.process.kill();
    for (const thread of this.model.threads.values()) Object.assign(thread, { isUnsure: true, hasCrashed: true });
    await this.#boot();
  }

  async #restart(): Promise<void> {
    await this.#stop();
    const alive = this.sessions.length;
    if (alive > 0) this.faults.push(`${alive} sessions were left by a stop`);
    this.server.process.kill();
    await this.#boot();
  }

  async #stop(): Promise<void> {
    let stopped = false;
    const stopping = this.server.host.stop({ drainMs: 500 }).then(() => void (stopped = true));
    for (let i = 0; i < 400 && !stopped; i++) {
      await this.clock.advance(50);
      await this.settle();
    }
    if (stopped) await stopping;
    else this.faults.push("the server did not stop within 20 s");
  }

  async #boot(): Promise<void> {
    for (const tab of this.tabs) {
      const page = tab.connection?.state ?? tab.page;
      if (tab.connection) tab.connection.open = false;
      Object.assign(tab, { connection: undefined, opening: false, page });
    }
    this.server = this.#newServer();
    await this.server.host.start();
  }

  #newServer(): Server {
    return createWorldServer(this.clock, this.stores, this.options, {
      began: (name, session) => this.#began(name, session),
      asks: {
        given: ({ threadId, owner }, question) => count(this.model.thread(threadId, owner).given, question),
        late: (kind) => this.note(`late ${kind}`),
        pressed: ({ threadId, owner }, turnId) => count(this.model.thread(threadId, owner).pressed, turnId),
      },
      elements: {
        set: ({ threadId, owner }, element) => this.model.thread(threadId, owner).show(element),
        removed: ({ threadId, owner }, id) => void this.model.thread(threadId, owner).elements.delete(id),
        stepRemoved: ({ threadId, owner }, stepId) => this.model.thread(threadId, owner).hideWith(stepId),
      },
      documents: {
        wrote: ({ threadId, owner }, version, text) => this.model.thread(threadId, owner).write(version, text),
      },
      fault: (what) => this.faults.push(what),
    });
  }

  #began(name: HandlerName, session: Session): void {
    this.note(name);
    const { phase, turns } = session;
    if (phase === "ended" || phase === "suspended") this.faults.push(`${name} began in a session that has ${phase}`);
    if (this.ending.has(session) && name !== "onStop") this.faults.push(`${name} began after onChatEnd`);
    if (name === "onMessage" && isQueueHeld(session)) this.faults.push("a message was answered while the queue was held");
    if (name === "onChatStart") this.model.thread(session.threadId, session.owner).starts++;
    if (name !== "onChatEnd") return;
    this.ending.set(session, (this.ending.get(session) ?? 0) + 1);
    const running = turns.foreground.filter(({ cut }) => !cut);
    if (running.length > 0 || turns.waiting.length > 0) this.faults.push("a chat with a running or a waiting turn was ended");
  }
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

type Answering = Extract<ClientRequest, { readonly type: "answerAsk" }>;

function needsUpload(request: ClientRequest): request is Answering {
  return request.type === "answerAsk" && "files" in request.answer && request.answer.files?.[0] === UPLOAD;
}

/** The same with a file that was uploaded for it. */
async function withUpload(session: Session, request: Answering): Promise<Answering> {
  const files = await attach(session, [{ name: "given.txt", content: "something" }]);
  return { ...request, answer: { ...request.answer, files } as Answering["answer"] };
}
