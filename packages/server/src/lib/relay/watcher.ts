// Which of the other nodes are dead. One question for all that matter, again and again while any do. A killed process leaves its place where nobody
// listens: seen twice, it is buried, which makes it certain. After an outage everybody is given time to come back first.
import type { Clock, Timer } from "../clock.ts";
import { wait } from "../clock.ts";
import { LOOK_AGAIN_MS, LOOK_MS, SETTLE_MS } from "./limits.ts";
import type { NodeId } from "./relay.ts";
import type { RelayDriver } from "./relay-driver.ts";

export interface WatcherParts {
  readonly driver: RelayDriver;
  readonly clock: Clock;
  readonly self: () => NodeId;
  /** The engine does not know this node any more: it has forgotten, so what it says of others is worth nothing for a while. */
  readonly onForgotten: () => void;
  /** The nodes that matter now. */
  readonly nodes: () => ReadonlySet<NodeId>;
  readonly onLost: (node: NodeId) => void;
  /** Called with each look. */
  readonly onLook: () => void;
}

/** One node's eye on the others. */
export class Watcher {
  readonly #parts: WatcherParts;
  #timer: Timer | undefined;
  #settling: Promise<void> | undefined;
  #isClosed = false;

  constructor(parts: WatcherParts) {
    this.#parts = parts;
  }

  /** There is somebody to look at. */
  start(): void {
    if (this.#timer || this.#isClosed) return;
    this.#timer = this.#parts.clock.setTimeout(() => void this.#look(), LOOK_MS, { background: true });
  }

  /** What was known may be forgotten: nobody is taken for dead until all had time to come back. */
  settle(): void {
    const settling = wait(this.#parts.clock, SETTLE_MS).then(() => {
      if (this.#settling === settling) this.#settling = undefined;
    });
    this.#settling = settling;
  }

  /** Resolves when what is seen may be believed. */
  async #believable(): Promise<void> {
    while (this.#settling) await this.#settling;
  }

  /** `again` when so much may have changed meanwhile that everything must be looked at again. */
  async judge(node: NodeId): Promise<"alive" | "dead" | "again"> {
    const first = await this.#presence(node);
    if (first === "alive") return "alive";
    if (await this.mustSettle()) return "again";
    if (first === "gone") return "dead";
    await wait(this.#parts.clock, LOOK_AGAIN_MS);
    if ((await this.#presence(node)) !== "deaf" || this.#settling) return "again";
    await this.#parts.driver.bury(node);
    return "dead";
  }

  /** True when what was just seen could not be believed: then enough time has passed to look again. */
  async mustSettle(): Promise<boolean> {
    if (!this.#settling) {
      const { self, onForgotten } = this.#parts;
      if ((await this.#presence(self())) === "alive") return false;
      this.settle();
      onForgotten();
    }
    await this.#believable();
    return true;
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  async #presence(node: NodeId) {
    const [presence = "gone"] = await this.#parts.driver.presence([node]);
    return presence;
  }

  async #look(): Promise<void> {
    const nodes = [...this.#parts.nodes()];
    this.#parts.onLook();
    try {
      const presence = nodes.length > 0 && !this.#settling ? await this.#parts.driver.presence(nodes) : [];
      const suspects = nodes.filter((_, index) => presence[index] !== undefined && presence[index] !== "alive");
      await Promise.all(suspects.map((node) => this.#suspect(node)));
    } catch {
      // Nothing is seen at the moment.
    }
    this.#timer = undefined;
    if (nodes.length > 0) this.start();
  }

  async #suspect(node: NodeId): Promise<void> {
    if ((await this.judge(node)) === "dead" && !this.#isClosed) this.#parts.onLost(node);
  }
}
