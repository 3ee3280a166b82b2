// A chat without a server: a real store fed with facts from a script, and a client whose verbs make facts.
import { type ChatClient, ChatStore, Folders, type MessageOptions, ThreadList, type Upload } from "@colloquy/client";
import {
  type Action,
  type ActionId,
  type Ask,
  type AskAnswer,
  type AskId,
  type AskOutcome,
  type AskSpec,
  ChatError,
  emptyChatState,
  type Fact,
  newId,
  type Step,
  type StepId,
  type StepType,
  specOf,
  type ThreadId,
  type Turn,
  type TurnId,
  toSnapshot,
} from "@colloquy/protocol";
import { FakeUploads } from "./ask-states.ts";
import { PEOPLE } from "./composer-states.ts";
import { FakeHistory } from "./fake-history.ts";

const TOKEN_MS = 40;

/** What a script says of a step. */
interface StepOptions {
  readonly type?: StepType;
  readonly name?: string;
  readonly parentId?: StepId;
  readonly input?: string;
  readonly output?: string;
  readonly seconds?: number;
  readonly open?: boolean;
  readonly extra?: Partial<Step>;
}

export class FakeChat {
  readonly threadId = newId<ThreadId>();
  readonly store = new ChatStore();
  readonly client: ChatClient;
  author = "Harbourmaster";
  /** What becomes of an answer to a question. */
  answers: "arrive" | "never" | "fail" = "arrive";
  /** The list of chats, as a server would have it. */
  readonly history = new FakeHistory(this.threadId);
  /** The files in the message box. */
  uploads: readonly Upload[] = [];
  #seq = 0;
  #clock = Date.now() - 120_000;
  #lastTurn: Turn | undefined;
  #stop = new AbortController();

  constructor() {
    const state = emptyChatState({ id: this.threadId, createdAt: new Date(this.#clock).toISOString() }, 1);
    this.store.replace(toSnapshot(state));
    this.store.surround({ connection: { phase: "live" } });
    const api = { call: (name: string, input: object) => this.#call(name, input) };
    const threads = new ThreadList(api as never, { onWake: () => () => undefined });
    const folders = new Folders(api as never, { onWake: () => () => undefined });
    const doing = { take: () => [], setAside: () => ({ files: [], settle: () => {} }), put: () => {}, remove: () => {}, retry: () => {} };
    const uploads = { getUploads: () => this.uploads, subscribe: () => () => undefined, ...doing };
    const files = { keptUploads: 1, loadUploads: async () => uploads };
    this.client = { store: this.store, api, threads, folders, ...files, ...this.#verbs() } as unknown as ChatClient;
  }

  emit(...facts: Fact[]): void {
    const events = facts.map((fact) => (fact.type === "step-text" ? fact : { ...fact, seq: ++this.#seq }));
    this.store.apply({ epoch: 1, seq: this.#seq, facts: events as never });
  }

  name(name: string): void {
    this.emit({ type: "thread-set", thread: { name } });
  }

  /** The person says something, and a turn begins. */
  say(text: string, more: Partial<Turn> = {}, step: Partial<Step> = {}): Turn {
    const turn = this.turn("message", { messageId: newId<StepId>(), ...more });
    this.#begin(turn, text, step);
    return turn;
  }

  queue(text: string): void {
    const turn: Turn = { ...this.turn("message", { messageId: newId<StepId>() }), state: "queued" };
    this.#words(turn, text, "turn-queued");
  }

  turn(kind: Turn["kind"], more: Partial<Turn> = {}): Turn {
    const createdAt = this.now();
    return {
      id: newId<TurnId>(),
      kind,
      foreground: true,
      state: "running",
      createdAt,
      startedAt: createdAt,
      ...(this.#lastTurn && { parentTurnId: this.#lastTurn.id }),
      ...more,
    };
  }

  start(turn: Turn): void {
    this.#lastTurn = turn;
    this.emit({ type: "turn-start", turn });
  }

  step(turn: Turn, { type = "tool", name = "Work", parentId, input, output, seconds = 1, open = false, extra = {} }: StepOptions): StepId {
    const id = newId<StepId>();
    const start = this.now();
    const message = type.endsWith("_message");
    const step: Step = {
      id,
      turnId: turn.id,
      type,
      name,
      createdAt: start,
      ...(!message && { start }),
      ...(parentId && { parentId }),
      ...extra,
    };
    this.emit({ type: "step-set", step });
    if (input !== undefined) this.emit({ type: "step-text", stepId: id, field: "input", rev: 0, at: 0, text: input });
    if (output !== undefined) this.emit({ type: "step-text", stepId: id, field: "output", rev: 0, at: 0, text: output });
    this.pass(seconds);
    if (!open) this.emit({ type: "step-set", step: { ...step, end: this.now() } });
    return id;
  }

  answer(turn: Turn, output: string, open = false): StepId {
    return this.step(turn, { type: "assistant_message", name: this.author, output, open, seconds: 2 });
  }

  end(turn: Turn, state: Turn["state"] = "done", message?: string): void {
    this.emit({
      type: "turn-end",
      turnId: turn.id,
      state,
      endedAt: this.now(),
      ...(message && { error: { message, reference: "7f3a-19c2" } }),
    });
  }

  /** Puts a question; without seconds it waits for ever. */
  ask(turn: Turn, question: string, seconds?: number, spec: AskSpec = { kind: "text" }, more: Partial<Ask> = {}): Ask {
    const stepId = this.step(turn, { type: "assistant_message", name: this.author, output: question });
    const ask = {
      id: newId<AskId>(),
      turnId: turn.id,
      stepId,
      createdAt: this.now(),
      deadlineAt: seconds === undefined ? null : new Date(Date.now() + seconds * 1000).toISOString(),
      ...(seconds !== undefined && { extendBy: 300 }),
      ...spec,
      ...more,
    } as Ask;
    this.emit({ type: "ask-start", ask }, { type: "turn-set", turnId: turn.id, state: "waiting" });
    return ask;
  }

  /** Closes a question as the server does. */
  close(ask: Ask, outcome: AskOutcome, answer?: AskAnswer): void {
    const step = this.store.getStep(ask.stepId);
    const closedAsk = { id: ask.id, spec: specOf(ask), outcome, at: this.now(), ...(answer && { answer }) };
    if (step) this.emit({ type: "step-set", step: { ...step, closedAsk } });
    this.emit({ type: "ask-end", askId: ask.id, outcome });
    const { asks } = this.store.getOverview();
    if (!asks.some(({ turnId }) => turnId === ask.turnId)) this.emit({ type: "turn-set", turnId: ask.turnId, state: "running" });
  }

  /** Writes an answer word by word; resolves at its end. */
  async stream(turn: Turn, text: string, everyMs = TOKEN_MS): Promise<void> {
    const id = this.answer(turn, "", true);
    const { signal } = this.#stop;
    let at = 0;
    for (const token of text.match(/\s*\S+/g) ?? []) {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      if (signal.aborted) break;
      this.emit({ type: "step-text", stepId: id, field: "output", rev: 0, at, text: token });
      at += token.length;
    }
    const step = this.store.getStep(id);
    if (step) this.emit({ type: "step-set", step: { ...step, end: new Date().toISOString() } });
    this.emit({ type: "turn-end", turnId: turn.id, state: signal.aborted ? "stopped" : "done", endedAt: new Date().toISOString() });
  }

  now(): string {
    return new Date(this.#clock).toISOString();
  }

  pass(seconds: number): void {
    this.#clock += seconds * 1000;
  }

  /** Script time catches up with the clock on the wall. */
  live(): void {
    this.#clock = Date.now();
  }

  #begin(turn: Turn, text: string, more: Partial<Step> = {}): void {
    this.#words({ ...turn, state: "queued" }, text, "turn-queued", more);
    this.start(turn);
  }

  #words(turn: Turn, text: string, type: "turn-queued", more: Partial<Step> = {}): void {
    const step: Step = {
      id: turn.messageId as StepId,
      turnId: turn.id,
      type: "user_message",
      name: "You",
      createdAt: this.now(),
      end: this.now(),
      ...more,
    };
    this.emit({ type, turn }, { type: "step-set", step }, { type: "step-text", stepId: step.id, field: "output", rev: 0, at: 0, text });
  }

  #verbs(): object {
    return {
      connect: () => {},
      sendMessage: (text: string, { command, mentions }: MessageOptions = {}) => {
        this.live();
        this.emit({ type: "surface-set", surface: { followUps: [] } });
        if (this.store.getOverview().busy) return this.queue(text);
        this.#stop = new AbortController();
        const turn = this.say(text, {}, { ...(command !== undefined && { command }), ...(mentions && { mentions }) });
        setTimeout(() => void this.stream(turn, REPLY), 900);
      },
      stop: async () => this.#stop.abort(),
      unqueue: async (turnId: TurnId) => this.emit({ type: "turn-removed", turnId }),
      resumeQueue: async () => this.emit({ type: "surface-set", surface: { queueHeld: false } }),
      editMessage: async (_id: StepId, text: string) => this.#branch("edit", text),
      regenerate: async () => this.#branch("regenerate"),
      selectLeaf: async () => {},
      answerAsk: (askId: AskId, answer: AskAnswer | string) => this.#answer(askId, answer),
      extendAsk: async (askId: AskId) => {
        const ask = this.store.getOverview().asks.find(({ id }) => id === askId);
        if (!ask?.deadlineAt || ask.extendBy === undefined) throw new ChatError("NOT_SUPPORTED");
        const deadlineAt = new Date(Date.parse(ask.deadlineAt) + ask.extendBy * 1000).toISOString();
        this.emit({ type: "ask-set", ask: { ...ask, deadlineAt } });
      },
      runAction: async (stepId: StepId, actionId: ActionId, values?: Record<string, unknown>) => {
        const ofView = this.store.getElements(stepId).flatMap(({ props }) => actionsIn(props?.["view"]));
        const action = [...(this.store.getStep(stepId)?.actions ?? []), ...ofView].find(({ id }) => id === actionId);
        this.store.pressed(stepId, actionId);
        await new Promise((resolve) => action?.name !== "slow" && setTimeout(resolve, 100));
        const error = failureOf(action?.name, values);
        this.store.released(stepId, actionId, error?.toJSON());
        if (error) throw error;
      },
      runMessageAction: async (name: string) => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        if (name === "save") throw new ChatError("INTERNAL", "The log is full.");
      },
      loadAskUploads: async () => new FakeUploads(),
      keptAskUploads: () => 1,
      dropAskUploads: () => {},
      remembersSettings: false,
      editSettings: async () => {},
      changeSettings: async (settings: Readonly<Record<string, unknown>>) => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        if (settings["signature"] === "wrong")
          throw new ChatError("INVALID_VALUES", undefined, { fields: { signature: "Nobody signs like this.", berths: "Not today." } });
        this.emit({ type: "surface-set", surface: { settings } });
      },
      provideEnv: async (env: Readonly<Record<string, string>>) => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        if (Object.values(env).includes("wrong"))
          throw new ChatError("INVALID_VALUES", undefined, { fields: { WEATHER_KEY: "The weather service does not know this key." } });
        this.emit({ type: "surface-set", surface: { missingEnv: [] } });
      },
      selectModes: async (modes: Readonly<Record<string, string>>) => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        if (modes["effort"] === "quick") throw new ChatError("UNAVAILABLE");
        this.emit({ type: "surface-set", surface: { modeChoice: { ...this.store.getOverview().surface.modeChoice, ...modes } } });
      },
      findMentions: async (query: string) => {
        if (query === "slow") await new Promise((resolve) => setTimeout(resolve, 60_000));
        if (query === "fail") throw new ChatError("INTERNAL");
        return PEOPLE.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
      },
      newChat: () => location.assign("?state=welcome"),
      openThread: () => {},
      loadEarlier: async () => {
        const { turnIds } = this.store.getOverview();
        this.store.surround({ loadingEarlier: true });
        await new Promise((resolve) => setTimeout(resolve, 150));
        this.store.prepend(earlierPage(turnIds.length), turnIds.length < 1_960);
      },
      retryNow: () => {},
      retryMessage: () => {},
      discardMessage: () => {},
    };
  }

  async #answer(askId: AskId, answer: AskAnswer | string): Promise<void> {
    const ask = this.store.getOverview().asks.find(({ id }) => id === askId);
    const turn = ask && this.store.getTurn(ask.turnId)?.turn;
    if (!ask || !turn) throw new ChatError("ASK_CLOSED");
    if (this.answers === "never") await new Promise(() => undefined);
    if (this.answers === "fail") throw new ChatError("UNAVAILABLE");
    const text = typeof answer === "string" ? answer : undefined;
    this.close(ask, "answered", typeof answer === "string" ? undefined : answer);
    if (text !== undefined) this.step(turn, { type: "user_message", name: "You", output: text });
    if (!this.store.getOverview().asks.some(({ turnId }) => turnId === turn.id)) void this.stream(turn, "Thank you. I’ll see to it.");
  }

  #branch(kind: "edit" | "regenerate", text?: string): void {
    const last = this.#lastTurn;
    if (!last) return;
    this.live();
    this.#stop = new AbortController();
    const siblingIds = [...(last.siblingIds ?? [last.id])];
    const turn = this.turn(kind, {
      messageId: kind === "edit" ? newId<StepId>() : (last.messageId as StepId),
      ...(last.parentTurnId && { parentTurnId: last.parentTurnId }),
    });
    const beside = [...siblingIds, turn.id];
    const branched = { ...turn, siblingIds: beside, ...(kind === "edit" ? { editIds: beside } : { answerIds: beside }) };
    if (text !== undefined) this.#begin(branched, text);
    else {
      const words = this.store.text(branched.messageId as StepId).read();
      this.#begin(branched, words);
    }
    setTimeout(() => void this.stream(branched, REPLY), 600);
  }

  async #call(name: string, input: object): Promise<unknown> {
    if (name === "listThreadShares" || name === "listShares") return { shares: sampleShares(this.threadId) };
    return this.history.call(name, input);
  }
}

const REPLY =
  "Standing by at Kinloch from **12:30**, a spare vessel takes over the second turnaround. Over 500 simulated Saturdays late afternoon sailings fall from 9.2 to 2.1 a day.\n\n- the 16:10 leaves on time on 94 of 100 Saturdays;\n- crew hours rise by 5.5.\n\n```sql\nselect berth, count(*) as late\nfrom sailings\nwhere delay_min > 10\ngroup by berth;\n```\n\nThe rest of the day is unchanged.";

function earlierPage(known: number) {
  return Array.from({ length: 20 }, (_none, index) => {
    const at = new Date(Date.now() - (known + 20 - index) * 60_000).toISOString();
    const id = newId<TurnId>();
    const messageId = newId<StepId>();
    const turn: Turn = { id, kind: "message", foreground: true, state: "done", createdAt: at, startedAt: at, endedAt: at, messageId };
    const step = { turnId: id, createdAt: at, end: at };
    return {
      turn,
      steps: [
        {
          ...step,
          id: messageId,
          type: "user_message" as const,
          name: "You",
          output: { rev: 0, text: `Earlier question ${known + 20 - index}` },
        },
        {
          ...step,
          id: newId<StepId>(),
          type: "assistant_message" as const,
          name: "Harbourmaster",
          output: { rev: 0, text: "An earlier answer, of some length.\n\n".repeat((index % 4) + 1) },
        },
      ],
    };
  });
}

/** The buttons and forms of a view. */
function actionsIn(view: unknown): Action[] {
  const { action, children } = (view ?? {}) as { readonly action?: Action; readonly children?: readonly unknown[] };
  return [...(action ? [action] : []), ...(children ?? []).flatMap(actionsIn)];
}

function failureOf(name: string | undefined, values: Record<string, unknown> | undefined): ChatError | undefined {
  if (name === "fails") return new ChatError("INTERNAL", "The weather service does not answer.");
  if (name === "order" && values?.["name"] === "nobody")
    return new ChatError("INVALID_VALUES", "Nobody is called that.", { fields: { name: "Write the name in your passport." } });
  return undefined;
}

function sampleShares(threadId: ThreadId) {
  const share = {
    threadId,
    steps: true,
    files: false,
    title: false,
    createdAt: "2026-11-28T09:12:00.000Z",
    updatedAt: "2026-11-28T09:12:00.000Z",
  };
  return [
    { ...share, id: newId(), live: false, endsAt: "2026-12-24T22:59:59.999Z" },
    { ...share, id: newId(), live: true, files: true },
  ];
}
