// Stores in a file that outlive their server, and a log that remembers: what tests of restarts look at.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DataLayer } from "../data/data-layer.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { type Logger, silentLogger } from "../logger.ts";
import { createSqliteSessionStore } from "../session-store/drivers/sqlite.ts";
import type { SessionStore } from "../session-store/session-store.ts";
import { createSqliteFile } from "../sqlite/sqlite-file.ts";

/** The two stores of a server. */
export interface Stores {
  readonly dataLayer: DataLayer;
  readonly sessionStore: SessionStore;
}

/** A new file; each call opens it as another process would. */
export async function createDurableStores(): Promise<() => Stores> {
  const folder = await mkdtemp(path.join(tmpdir(), "colloquy-"));
  return () => {
    const file = createSqliteFile({ file: path.join(folder, "chats.sqlite") });
    return { dataLayer: createSqliteDataLayer(file), sessionStore: createSqliteSessionStore(file) };
  };
}

/** A log whose warnings a test reads. */
export function createWarnings(): { readonly logger: Logger; readonly warnings: string[] } {
  const warnings: string[] = [];
  return { warnings, logger: { ...silentLogger, warn: (_fields, message) => void warnings.push(message) } };
}

/** A log whose errors a test reads: their messages, and all that was logged as text. */
export function createErrors(): { readonly logger: Logger; readonly errors: string[]; readonly all: () => string } {
  const errors: string[] = [];
  const lines: string[] = [];
  const note = (fields: object, message: string): void => {
    const { err } = fields as { readonly err?: unknown };
    lines.push(message, JSON.stringify(fields), err instanceof Error ? `${err.message} ${err.stack}` : "");
  };
  return {
    errors,
    all: () => lines.join("\n"),
    logger: {
      debug: note,
      info: note,
      warn: note,
      error: (fields, message) => {
        note(fields, message);
        errors.push(message);
      },
    },
  };
}
