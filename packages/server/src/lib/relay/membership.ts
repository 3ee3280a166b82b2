// This process among the nodes: its lease is prolonged again and again, and when it ran out a new life begins. A timer that is late because the
// process slept does the same before anything else.
import { newId } from "@colloquy/protocol";
import type { Clock, Timer } from "../clock.ts";
import type { NodeId, NodeInfo } from "./relay.ts";
import type { RelayDriver } from "./relay-driver.ts";

export interface MembershipParts {
  readonly driver: RelayDriver;
  readonly clock: Clock;
  readonly name: string;
  readonly version?: string | undefined;
  readonly place?: string | undefined;
  readonly observes?: boolean | undefined;
  /** The others took this process for dead: it has a new life. */
  readonly onNewLife: (old: NodeId) => void;
  readonly onDoubt: (inDoubt: boolean) => void;
  /** Called with each beat that was heard. */
  readonly onBeat: () => void;
}

const BEATS_PER_LEASE = 3;
/** A beat of which nobody knows whether it was heard is made again this much sooner. */
const SOONER = 4;
/** When so much of a lease has passed, the others may act soon. */
const DOUBT = 5 / 6;

/** One process. */
export class Membership {
  readonly #parts: MembershipParts;
  #id: NodeId = newId();
  /** All lives of this process. */
  readonly #lives = new Set<NodeId>([this.#id]);
  #draining = false;
  #beat: Timer | undefined;
  #doubt: Timer | undefined;
  #inDoubt = false;
  #beating: Promise<void> | undefined;
  /** The last beat was answered. */
  #wasHeard = false;
  #isHere = false;

  constructor(parts: MembershipParts) {
    this.#parts = parts;
  }

  get id(): NodeId {
    return this.#id;
  }

  /** True for this life and for those before it. */
  isSelf(node: NodeId): boolean {
    return this.#lives.has(node);
  }

  get draining(): boolean {
    return this.#draining;
  }

  get info(): NodeInfo {
    const { name, version, place, observes } = this.#parts;
    return {
      id: this.#id,
      name,
      ...(version !== undefined && { version }),
      ...(place !== undefined && { place }),
      draining: this.#draining,
      ...(observes && { observes }),
    };
  }

  async enter(): Promise<void> {
    await this.#parts.driver.enter(this.info);
    this.#isHere = true;
    this.#heard();
    this.#schedule();
  }

  async drain(): Promise<void> {
    this.#draining = true;
    await this.#parts.driver.describe(this.info);
  }

  async leave(): Promise<void> {
    this.#isHere = false;
    this.#beat?.cancel();
    this.#doubt?.cancel();
    await this.#beating;
    await this.#parts.driver.bury(this.#id);
  }

  /** Prolongs the lease now. */
  beat(): Promise<void> {
    this.#beating ??= this.#renew().finally(() => {
      this.#beating = undefined;
    });
    return this.#beating;
  }

  /** From beat to beat: on a busy machine its answer may be late, and the next one must not be. */
  #schedule(waitMs = this.#parts.driver.leaseMs / BEATS_PER_LEASE): void {
    this.#beat?.cancel();
    if (!this.#isHere) return;
    const { clock, driver } = this.#parts;
    const next = async () => {
      const begunAt = clock.now();
      await this.beat();
      const pauseMs = driver.leaseMs / BEATS_PER_LEASE / (this.#wasHeard ? 1 : SOONER);
      // A clock may be set meanwhile.
      this.#schedule(Math.min(pauseMs, Math.max(0, begunAt + pauseMs - clock.now())));
    };
    this.#beat = clock.setTimeout(() => void next(), waitMs, { background: true });
  }

  async #renew(): Promise<void> {
    this.#wasHeard = false;
    try {
      if (await this.#parts.driver.renew(this.#id)) this.#heard();
      else if (this.#isHere) await this.#beginAgain();
    } catch {
      // Not heard: the next beat tries again, and the doubt grows.
    }
  }

  async #beginAgain(): Promise<void> {
    const old = this.#id;
    const id: NodeId = newId();
    this.#lives.add(id);
    await this.#parts.driver.enter({ ...this.info, id });
    this.#id = id;
    this.#heard();
    this.#parts.onNewLife(old);
  }

  #heard(): void {
    this.#wasHeard = true;
    const { clock, driver, onDoubt, onBeat } = this.#parts;
    this.#doubt?.cancel();
    if (this.#inDoubt) onDoubt(false);
    this.#inDoubt = false;
    const begin = () => {
      this.#inDoubt = true;
      onDoubt(true);
    };
    this.#doubt = clock.setTimeout(begin, driver.leaseMs * DOUBT, { background: true });
    onBeat();
  }
}
