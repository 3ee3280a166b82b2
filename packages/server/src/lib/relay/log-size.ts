// How much of a log its owner lets stand: so many entries, so many bytes, and nothing that is in the data layer for a minute. Counted in steps,
// so that it costs little for a session that has said much.
import type { Clock } from "../clock.ts";
import { KEPT_WRITTEN_MS, MOST_LOG_BYTES, MOST_LOG_ENTRIES } from "./limits.ts";
import type { LogEntry } from "./relay-driver.ts";

/** Entries next to each other, counted as one. */
interface Stretch {
  readonly begun: number;
  at: number;
  entries: number;
  bytes: number;
}

const STRETCH_ENTRIES = 50;
const STRETCH_BYTES = 64 * 1024;

/** Of one session. */
export class LogSize {
  readonly #clock: Clock;
  readonly #stretches: Stretch[] = [];
  #entries = 0;
  #bytes = 0;
  #written = 0;
  #forget = 0;
  #mayForget = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  written(at: number): void {
    this.#written = Math.max(this.#written, at);
  }

  /** What older epochs left is needed no more; before that only what is too much goes, and what they left with it. */
  mayForget(): void {
    this.#mayForget = true;
  }

  /** Up to where the log may forget when these come to it, and up to where the data layer has it. */
  marks(coming: readonly LogEntry[]): { readonly forget: number; readonly written: number } {
    const entries = this.#entries + coming.length;
    const bytes = this.#bytes + coming.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    this.#forgetBeyond(entries, bytes);
    return { forget: this.#forget, written: this.#written };
  }

  #forgetBeyond(entries: number, bytes: number): void {
    const old = this.#clock.now() - KEPT_WRITTEN_MS;
    let [tooMany, tooMuch] = [entries - MOST_LOG_ENTRIES, bytes - MOST_LOG_BYTES];
    for (let first = this.#stretches[0]; first; first = this.#stretches[0]) {
      const isNeedless = this.#mayForget && first.at <= this.#written && first.begun < old;
      if (tooMany <= 0 && tooMuch <= 0 && !isNeedless) break;
      this.#stretches.shift();
      this.#forget = first.at;
      this.#entries -= first.entries;
      this.#bytes -= first.bytes;
      tooMany -= first.entries;
      tooMuch -= first.bytes;
    }
  }

  added(entries: readonly LogEntry[]): void {
    for (const { at, body } of entries) this.#add(at, Buffer.byteLength(body));
  }

  #add(at: number, bytes: number): void {
    this.#entries += 1;
    this.#bytes += bytes;
    const last = this.#stretches.at(-1);
    if (last && last.entries < STRETCH_ENTRIES && last.bytes + bytes <= STRETCH_BYTES) {
      last.at = at;
      last.entries += 1;
      last.bytes += bytes;
    } else this.#stretches.push({ begun: this.#clock.now(), at, entries: 1, bytes });
  }
}
