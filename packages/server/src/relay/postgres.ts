// colloquy/relay/postgres: brings the nodes of an app together through PostgreSQL, where there are few of them and no Redis.
export { createPostgresRelayDriver, type PostgresRelayOptions } from "../lib/relay/drivers/postgres.ts";
