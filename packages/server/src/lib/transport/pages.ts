// The open connections of our own client, by page: a newer one of the same page takes the place of the older.
import type { ServerNotice, SessionId } from "@colloquy/protocol";

/** The connection of one page load. */
export interface PageConnection {
  readonly pageId: string;
  readonly session: { readonly id: SessionId };
  notify(notice: ServerNotice): void;
  /** A newer connection of the same page took over. */
  replace(): void;
  /** Its client goes to another chat, and has said so by another way than this connection. */
  leave(): void;
}

/** Every connection of our client. */
export class Pages {
  readonly #byPage = new Map<string, PageConnection>();

  /** Takes a new connection in and closes the older one of the same page. */
  add(connection: PageConnection): void {
    const older = this.#byPage.get(connection.pageId);
    this.#byPage.set(connection.pageId, connection);
    older?.replace();
  }

  delete(connection: PageConnection): void {
    if (this.#byPage.get(connection.pageId) === connection) this.#byPage.delete(connection.pageId);
  }

  /** The page has left a chat; nothing happens when it is not here, or in another chat by now. */
  leave(pageId: string, sessionId: SessionId): void {
    const connection = this.#byPage.get(pageId);
    if (connection?.session.id === sessionId) connection.leave();
  }

  notify(notice: ServerNotice): void {
    for (const connection of this.#byPage.values()) connection.notify(notice);
  }
}
