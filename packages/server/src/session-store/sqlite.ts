// colloquy/session-store/sqlite: keeps live sessions in an SQLite file.
export { createSqliteSessionStore } from "../lib/session-store/drivers/sqlite.ts";
export { createSqliteFile, type SqliteFile, type SqliteFileOptions } from "../lib/sqlite/sqlite-file.ts";
