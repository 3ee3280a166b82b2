// A driver between a relay and its engine that does what networks do: loses, delays and doubles what is told, goes away, answers too late to be
// heard, and stands still as a process that is frozen.
import { ChatError } from "@colloquy/protocol";
import type { DriverEvents, LogNotice, RelayDriver } from "../relay-driver.ts";

/** What is wrong with one node's line. */
export class Faults {
  /** So many of the next notices of logs get lost. */
  dropNotices = 0;
  /** Each notice and each message comes twice. */
  doubles = false;
  /** Notices and messages come so many milliseconds late, one as the other. */
  delayMs = 0;
  /** So many of the next reads of a log fail, each at once. */
  failReads = 0;
  /** So many of the next beats fail, each at once. */
  failBeats = 0;
  /** So many of the next appends are done, and their answers lost. */
  loseAnswers = 0;
  /** The same for steps that take a session, or take it back. */
  loseClaims = 0;
  #isCut = false;
  #frozen: Promise<void> | undefined;
  #thaw: () => void = () => undefined;
  #events: DriverEvents | undefined;

  /** The node reaches nothing and hears nothing. */
  cut(): void {
    this.#isCut = true;
  }

  /** The line is back. */
  mend(): void {
    this.#isCut = false;
    this.#events?.onReconnected();
  }

  /** Nothing goes out and nothing comes in, until `thaw`: then all of it, in its order. */
  freeze(): void {
    this.#frozen = new Promise((resolve) => {
      this.#thaw = resolve;
    });
  }

  thaw(): void {
    this.#frozen = undefined;
    this.#thaw();
  }

  /** The driver, with these faults on its way. */
  around(driver: RelayDriver): RelayDriver {
    const faults = this;
    return new Proxy(driver, {
      get(target, name: keyof RelayDriver) {
        const member = target[name];
        if (typeof member !== "function") return member;
        if (name === "open") return (events: DriverEvents) => target.open(faults.#listening(events));
        if (name === "close") return () => target.close();
        if (name === "listen") return faults.#listen(target);
        return (...args: readonly unknown[]) => faults.#call(name, () => Reflect.apply(member, target, args) as Promise<unknown>);
      },
    });
  }

  #listening(events: DriverEvents): DriverEvents {
    this.#events = events;
    return { onMessage: (message) => this.#tell(() => events.onMessage(message)), onReconnected: () => events.onReconnected() };
  }

  #listen(driver: RelayDriver): RelayDriver["listen"] {
    return async (threadId, hear) => {
      const isLost = () => {
        if (this.dropNotices === 0) return false;
        this.dropNotices -= 1;
        return true;
      };
      const hearWithFaults = (notice: LogNotice) => {
        if (!isLost()) this.#tell(() => hear(notice));
      };
      const unlisten = await this.#call("listen", () => driver.listen(threadId, hearWithFaults));
      return unlisten as () => void;
    };
  }

  #tell(tell: () => void): void {
    if (this.#isCut) return;
    const times = this.doubles ? [tell, tell] : [tell];
    for (const each of times) {
      if (this.#frozen) void this.#frozen.then(each);
      else if (this.delayMs > 0) setTimeout(each, this.delayMs);
      else each();
    }
  }

  async #call(name: string, call: () => Promise<unknown>): Promise<unknown> {
    await this.#thawed();
    if (this.#isCut) throw new ChatError("UNAVAILABLE", "The line is cut.");
    if (name === "read" && this.failReads > 0) {
      this.failReads -= 1;
      throw new ChatError("UNAVAILABLE", "The engine is away.");
    }
    if (name === "renew" && this.failBeats > 0) {
      this.failBeats -= 1;
      throw new ChatError("UNAVAILABLE", "The engine is away.");
    }
    const result = await call();
    await this.#thawed();
    if (name === "append" && this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      throw new ChatError("UNAVAILABLE", "The answer was lost.");
    }
    if ((name === "claim" || name === "reclaim") && this.loseClaims > 0) {
      this.loseClaims -= 1;
      throw new ChatError("UNAVAILABLE", "The answer was lost.");
    }
    return result;
  }

  async #thawed(): Promise<void> {
    while (this.#frozen) await this.#frozen;
  }
}
