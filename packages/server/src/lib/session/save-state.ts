// Whether all that was said in a chat is saved, as far as its person should know: the store is slow or away, and the chat goes on.
import type { Outlet } from "./outlet.ts";

/** What of a session is written apart from the rest. */
export type SavedPart = "thread" | "record";

/** What of one session is late, told to its outlets when it changes. It is no part of the chat's state: nobody stores that nothing is stored. */
export class SaveState {
  readonly #outlets: ReadonlySet<Outlet>;
  readonly #late = new Set<SavedPart>();

  constructor(outlets: ReadonlySet<Outlet>) {
    this.#outlets = outlets;
  }

  set(part: SavedPart, isLate: boolean): void {
    const before = this.#late.size > 0;
    if (isLate) this.#late.add(part);
    else this.#late.delete(part);
    const after = this.#late.size > 0;
    if (before !== after) for (const outlet of this.#outlets) outlet.notify?.({ type: "save-state", saved: !after });
  }

  /** A new outlet takes it that all is saved. */
  tell(outlet: Outlet): void {
    if (this.#late.size > 0) outlet.notify?.({ type: "save-state", saved: false });
  }
}
