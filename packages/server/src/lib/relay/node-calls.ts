// What nodes ask of each other, by kind. Each kind has one home, which answers it; the bodies are its own.
import { ChatError } from "@colloquy/protocol";
import type { AskOptions, NodeId, NodeParts, Relay, RelayAnswer } from "./relay.ts";

/** Does what a node asks for; what it throws goes back to who asked, as a ChatError. */
export type AnswerCall = (body: unknown, from: NodeId) => unknown;

/** The calls of one node. With a relay of one process nobody is ever called. */
export class NodeCalls {
  readonly relay: Relay;
  readonly #answers = new Map<string, AnswerCall>();

  constructor(relay: Relay) {
    this.relay = relay;
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

  /** Asks all other nodes and waits for what they say. Those that do not answer are left out. */
  async askAll(kind: string, body: unknown, options?: AskOptions): Promise<unknown[]> {
    if (!this.acrossProcesses) return [];
    const others = (await this.relay.nodes()).filter(({ id }) => id !== this.relay.nodeId);
    const answers = await Promise.all(
      others.map(({ id }) => this.ask(id, kind, body, options).catch((): RelayAnswer => ({ is: "nobody" }))),
    );
    return answers.flatMap((answer) => (answer.is === "answered" ? [answer.body] : []));
  }
}
