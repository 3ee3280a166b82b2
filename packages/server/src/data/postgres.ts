// colloquy/data/postgres: keeps chats in PostgreSQL.
export { createPostgresDataLayer } from "../lib/data/drivers/postgres.ts";
export { createPostgresStore, type PostgresOptions, type PostgresStore } from "../lib/postgres/postgres-store.ts";
