// Where the tables are, as an author says it: an address, and a schema in that database.
import { ChatError } from "@colloquy/protocol";

/** Throws BAD_INPUT for what would have to be quoted, or is too long for PostgreSQL. */
export function assertSchemaName(schema: string): void {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) return;
  throw new ChatError("BAD_INPUT", `"${schema}" cannot be the schema of the tables.`, {
    fix: "Use small letters, digits and _, 63 at most, such as colloquy or team_chat.",
  });
}

/** An address that cannot be read is not repeated: what is thrown of it has all of it, and with it the password. */
export function withoutAddress<T>(connect: () => T): T {
  try {
    return connect();
  } catch {
    throw new ChatError("BAD_INPUT", "The address of the database cannot be read.", {
      fix: "Write postgres://user:password@host:5432/database, and signs such as # / ? @ % within a password as %23 %2F %3F %40 %25.",
    });
  }
}
