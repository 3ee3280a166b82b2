// Facts on their way to one socket. They go at once while the line is idle; while a frame is unflushed, later ones gather
// and texts of the same step merge. A reader that falls far behind is marked lapped and catches up with a snapshot.
import type { ServerEvent, StepText } from "@colloquy/protocol";

/** An outlet with this much unsent stops queueing. */
const MAX_UNITS = 1024 * 1024;
/** The rough weight of a structural fact, in units of text. */
const FACT_UNITS = 300;

/** What gathers while a line is busy. */
export class FrameBuffer {
  #events: ServerEvent[] = [];
  /** The last of the events, while it is a text: our own copy, which grows in place. */
  #growing: (StepText & { text: string }) | undefined;
  #units = 0;
  #lapped = false;
  #since: number | undefined;

  /** True once the reader was too slow: what it missed must come as a snapshot. */
  get lapped(): boolean {
    return this.#lapped;
  }

  get empty(): boolean {
    return this.#events.length === 0 && !this.#lapped;
  }

  /** Adds events; `now` in milliseconds decides whether the reader has been stuck for too long. */
  push(events: readonly ServerEvent[], now: number): void {
    if (this.#lapped) return;
    this.#since ??= now;
    for (const event of events) this.#add(event);
    if (this.#units > MAX_UNITS || now - this.#since > 5000) this.lap();
  }

  /** Everything gathered, in order; the buffer is empty and the reader no longer lapped. */
  take(): ServerEvent[] {
    const events = this.#events;
    this.#events = [];
    this.#growing = undefined;
    this.#units = 0;
    this.#lapped = false;
    this.#since = undefined;
    return events;
  }

  /** What follows must come as a snapshot. */
  lap(): void {
    this.#events = [];
    this.#growing = undefined;
    this.#units = 0;
    this.#lapped = true;
  }

  #add(event: ServerEvent): void {
    if (event.type !== "step-text") {
      this.#units += FACT_UNITS;
      this.#growing = undefined;
      this.#events.push(event);
      return;
    }
    this.#units += event.text.length;
    if (this.#growing && continues(this.#growing, event)) {
      this.#growing.text += event.text;
      return;
    }
    // The event belongs to all who hear of it; a copy for each token would cost more than the token.
    this.#growing = Object.assign({}, event);
    this.#events.push(this.#growing);
  }
}

function continues(last: StepText, next: StepText): boolean {
  return last.stepId === next.stepId && last.field === next.field && last.rev === next.rev && last.at + last.text.length === next.at;
}
