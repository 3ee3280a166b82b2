// Many chats out of a few, by the database itself: for benches that need a million rows in a minute. The indexes of words are left out
// meanwhile: those of SQLite are made anew by the layer when it is opened.
import { openDatabase } from "../src/lib/sqlite/sqlite-database.ts";

/** Room for the keys of one copy. */
const SPAN = 1_000_000;
const TABLES = ["threads", "turns", "steps", "texts", "said"] as const;
/** Columns that hold keys, by which rows are tied to each other. */
const KEYS = new Set(["pos", "thread", "turn", "step"]);

/** Copies everything so often, the copies numbered from `from` on. `ownerOf` is SQL with `n`, the number of the copy, and `pos` of the thread. */
export async function copyChats(
  database: string,
  { from, count, ownerOf }: { readonly from: number; readonly count: number; readonly ownerOf: string },
): Promise<void> {
  const db = database.startsWith("postgres") ? await openPostgres(database) : await openSqlite(database);
  await db.begin();
  for (const table of TABLES) {
    const columns = await db.columns(table);
    const values = columns.map((column) => {
      if (KEYS.has(column)) return `${column} + n * ${SPAN}`;
      if (table !== "threads") return column === "folded" ? "folded || ' copy' || n" : column;
      if (column === "id") return "id || '-' || n";
      if (column === "owner") return ownerOf;
      return column === "record" ? db.replaced("record", "id", "id || '-' || n") : column;
    });
    const first = table === "threads" || table === "turns" || table === "steps" ? "pos" : "step";
    await db.run(
      `INSERT INTO ${table} (${columns.join(", ")}) ${db.overriding} SELECT ${values.join(", ")}
       FROM ${table} CROSS JOIN ${db.numbers(from, count)} WHERE ${first} < ${SPAN}`,
    );
  }
  await db.end();
}

interface Hand {
  readonly overriding: string;
  numbers(from: number, count: number): string;
  replaced(column: string, what: string, by: string): string;
  columns(table: string): Promise<string[]>;
  begin(): Promise<void>;
  run(statement: string): Promise<void>;
  end(): Promise<void>;
}

async function openSqlite(file: string): Promise<Hand> {
  const db = await openDatabase(file);
  return {
    overriding: "",
    numbers: (from, count) =>
      `(WITH RECURSIVE numbers (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${from + count - 1}) SELECT n FROM numbers)`,
    replaced: (column, what, by) => `replace(${column}, ${what}, ${by})`,
    columns: async (table) =>
      db
        .prepare<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
        .all()
        .map(({ name }) => name),
    begin: async () => db.exec("PRAGMA journal_mode = WAL; BEGIN; DROP TRIGGER IF EXISTS said_gone; DROP TRIGGER IF EXISTS name_gone"),
    run: async (statement) => db.exec(statement),
    end: async () => {
      db.exec("COMMIT; ANALYZE");
      db.close();
    },
  };
}

async function openPostgres(url: string): Promise<Hand> {
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { search_path: "colloquy" } });
  const run = async (statement: string) => void (await sql.unsafe(statement));
  return {
    overriding: "OVERRIDING SYSTEM VALUE",
    numbers: (from, count) => `generate_series(${from}, ${from + count - 1}) AS numbers (n)`,
    replaced: (column, what, by) => `replace(${column}::text, ${what}, ${by})::json`,
    columns: async (table) =>
      (
        await sql<{ name: string }[]>`SELECT column_name AS name FROM information_schema.columns
          WHERE table_schema = 'colloquy' AND table_name = ${table} AND is_generated = 'NEVER' ORDER BY ordinal_position`
      ).map(({ name }) => name),
    async begin() {
      await run("BEGIN");
      await run("DROP INDEX IF EXISTS said_by_grams; DROP INDEX IF EXISTS names_by_grams");
    },
    run,
    async end() {
      for (const table of ["threads", "turns", "steps"])
        await run(`SELECT setval(pg_get_serial_sequence('colloquy.${table}', 'pos'), (SELECT max(pos) FROM ${table}))`);
      await run("CREATE INDEX said_by_grams ON said USING gin (grams(owner, folded))");
      await run("CREATE INDEX names_by_grams ON thread_names USING gin (grams(owner, folded))");
      await run("COMMIT");
      await run("VACUUM ANALYZE");
      await sql.end();
    },
  };
}
