// colloquy/session-store/postgres: keeps live sessions in PostgreSQL.

export { createPostgresStore, type PostgresOptions, type PostgresStore } from "../lib/postgres/postgres-store.ts";
export { createPostgresSessionStore } from "../lib/session-store/drivers/postgres.ts";
