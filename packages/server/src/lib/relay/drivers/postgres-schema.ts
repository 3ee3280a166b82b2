// The tables of the relay in PostgreSQL. None of them is logged: they are empty after a crash and on a replica that takes over, as everything in
// a relay may be at any moment, and to write to them waits for no disk.
import type { PostgresSchema } from "../../postgres/migrate.ts";

export const RELAY_SCHEMA: PostgresSchema = {
  name: "relay",
  steps: [
    `
    CREATE UNLOGGED TABLE @.relay_nodes (
      id text COLLATE "C" PRIMARY KEY,
      info text NOT NULL,
      -- By the clock of the database. Over once is over for good.
      alive_until timestamptz NOT NULL
    );

    CREATE UNLOGGED TABLE @.relay_owners (
      thread_id text COLLATE "C" PRIMARY KEY,
      -- Empty when nobody has it: then its epoch alone is known.
      node text COLLATE "C" NOT NULL,
      epoch bigint NOT NULL,
      claimed_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE UNLOGGED TABLE @.relay_log (
      thread_id text COLLATE "C" NOT NULL,
      epoch bigint NOT NULL,
      at bigint NOT NULL,
      -- Up to where the owner had written to the data layer when it said this.
      written bigint NOT NULL,
      said_at timestamptz NOT NULL DEFAULT now(),
      body text NOT NULL,
      PRIMARY KEY (thread_id, epoch, at)
    );

    -- What is too large for a notification, or waits for one reader.
    CREATE UNLOGGED TABLE @.relay_parcels (
      id text COLLATE "C" PRIMARY KEY,
      kept_until timestamptz NOT NULL,
      body text NOT NULL
    );

    -- Large texts live for seconds: to press them is lost time.
    ALTER TABLE @.relay_log ALTER COLUMN body SET STORAGE EXTERNAL;
    ALTER TABLE @.relay_parcels ALTER COLUMN body SET STORAGE EXTERNAL;
    `,
  ],
};
