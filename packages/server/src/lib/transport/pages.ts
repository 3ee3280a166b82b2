// The open connections of our own client, by page: a newer one of the same page takes the place of the older.
import type { ServerNotice } from "@colloquy/protocol";
import type { ColloquyConnection } from "./colloquy-connection.ts";

/** Every connection of our client. */
export class Pages {
  readonly #byPage = new Map<string, ColloquyConnection>();

  /** Takes a new connection in and closes the older one of the same page. */
  add(connection: ColloquyConnection): void {
    const older = this.#byPage.get(connection.pageId);
    this.#byPage.set(connection.pageId, connection);
    older?.replace();
  }

  delete(connection: ColloquyConnection): void {
    if (this.#byPage.get(connection.pageId) === connection) this.#byPage.delete(connection.pageId);
  }

  notify(notice: ServerNotice): void {
    for (const connection of this.#byPage.values()) connection.notify(notice);
  }
}
