// What nodes ask of each other, by kind. Each kind has one home, which answers it; the bodies are its own.
import { ChatError } from "@colloquy/protocol";
import { type Clock, systemClock } from "../clock.ts";
import type { AskOptions, NodeId, NodeParts, Relay, RelayAnswer } from "./relay.ts";

/** A node that is silent for so long is looked at: one that is dead need not be waited for. */
const SUSPECT_MS = 1_000;

/** Does what a node asks for; what it throws goes back to who asked, as a ChatError. */
export type AnswerCall = (body: unknown, from: NodeId) => unknown;

/** How all are asked. */
export interface AskAllOptions extends AskOptions {
  /** These are not asked. */
  readonly except?: ReadonlySet<NodeId>;
}

/** What came of a question to all other nodes. */
export interface AskedAll {
  /** What those said that answered, in no order. */
  readonly answers: readonly unknown[];
  /** Those that answered. */
  readonly answered: ReadonlySet<NodeId>;
  /** False when one has not answered, or nobody knows which there are. */
  readonly isWhole: boolean;
}

/** The calls of one node. With a relay of one process nobody is ever called. */
export class NodeCalls {
  readonly relay: Relay;
  readonly #answers = new Map<string, AnswerCall>();
  readonly #clock: Clock;

  constructor(relay: Relay, clock: Clock = systemClock) {
    this.relay = relay;
    this.#clock = clock;
  }

  /** True where other processes may be there. */
  get acrossProcesses(): boolean {
    return this.relay.capabilities.acrossProcesses;
  }

  /** From now on calls of this kind are answered here. */
  answer(kind: string, answer: AnswerCall): void {
    this.#answers.set(kind, answer);
  }

  /** Takes part in the relay; what is asked before its home is there is refused. */
  join(parts: Omit<NodeParts, "onRequest">): Promise<void> {
    return this.relay.join({
      ...parts,
      onRequest: async ({ kind, body }, from) => {
        const answer = this.#answers.get(kind);
        // Of another release, while a deploy goes on.
        if (!answer) throw new ChatError("NOT_SUPPORTED", `This server does not know “${kind}”.`);
        return (await answer(body, from)) ?? null;
      },
    });
  }

  /** Asks a node and says what came of it. Throws what it threw. */
  ask(node: NodeId, kind: string, body: unknown, options?: AskOptions): Promise<RelayAnswer> {
    return this.relay.ask(node, { kind, body }, options);
  }

  /** Tells a node something; nobody waits, and one that is gone has missed it. */
  tell(node: NodeId, kind: string, body: unknown): void {
    this.ask(node, kind, body).catch(() => undefined);
  }

  /** Tells all other nodes. Nobody waits, and one that cannot be reached has missed it. */
  tellAll(kind: string, body: unknown): void {
    this.askAll(kind, body).catch(() => undefined);
  }

  /** Asks all other nodes and waits for what they say, or until they are known to be dead. Never throws: whoever fails has not answered. */
  async askAll(kind: string, body: unknown, { except, ...options }: AskAllOptions = {}): Promise<AskedAll> {
    if (!this.acrossProcesses) return { answers: [], answered: new Set(), isWhole: true };
    const others = (await this.#others().catch(() => undefined))?.filter((node) => !except?.has(node));
    const told = await Promise.all((others ?? []).map(async (node) => [node, await this.#askOne(node, kind, body, options)] as const));
    const answered = told.flatMap(([node, answer]) => (answer?.is === "answered" ? [{ node, body: answer.body }] : []));
    return {
      answers: answered.map((one) => one.body),
      answered: new Set(answered.map(({ node }) => node)),
      isWhole: answered.length === others?.length,
    };
  }

  /** True while this node takes part: before, nothing can be asked, and afterwards nothing need be. */
  get isJoined(): boolean {
    try {
      return this.relay.nodeId !== "";
    } catch {
      return false;
    }
  }

  async #others(): Promise<NodeId[]> {
    return (await this.relay.nodes()).map(({ id }) => id).filter((id) => id !== this.relay.nodeId);
  }

  async #askOne(node: NodeId, kind: string, body: unknown, options?: AskOptions): Promise<RelayAnswer | undefined> {
    const suspect = this.#clock.setTimeout(() => this.isJoined && this.relay.watch(node), SUSPECT_MS, { background: true });
    try {
      return await this.ask(node, kind, body, options);
    } catch {
      return undefined;
    } finally {
      suspect.cancel();
    }
  }
}
