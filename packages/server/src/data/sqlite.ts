// colloquy/data/sqlite: keeps chats in an SQLite file.
export { createSqliteDataLayer } from "../lib/data/drivers/sqlite.ts";
export { createSqliteFile, type SqliteFile, type SqliteFileOptions } from "../lib/sqlite/sqlite-file.ts";
