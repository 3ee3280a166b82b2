// Databases as each version of the tables left them: opened by this release they hold what they held, and it can be moved on.
import path from "node:path";
import connect from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { DATA_SCHEMA as POSTGRES_SCHEMA } from "../data/drivers/postgres-schema.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { DATA_SCHEMA as SQLITE_SCHEMA } from "../data/drivers/sqlite-schema.ts";
import { toDatabase } from "../postgres/database.ts";
import { migrate as migratePostgres } from "../postgres/migrate.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { migrate as migrateSqlite } from "../sqlite/migrate.ts";
import { openDatabase } from "../sqlite/sqlite-database.ts";
import { copyData } from "./copy.ts";
import { dumpOf } from "./dump.ts";
import { MoveReport } from "./report.ts";
import { memoryStores, tempFolder } from "./testing/open-stores.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const AT = "2025-03-01T10:00:00.000Z";
const THREAD = { id: id(1), createdAt: AT, updatedAt: AT, name: "Größe 👍" };
const TURN = { id: id(2), kind: "message", foreground: true, state: "done", createdAt: AT, messageId: id(3) };
const STEPS = [
  { id: id(3), turnId: id(2), type: "user_message", name: "Ada", createdAt: AT, end: AT, metadata: { z: 1, a: "\0" } },
  { id: id(4), turnId: id(2), type: "tool", name: "t", createdAt: AT },
];
const json = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;

/** Rows as every version has them; `place` stands before the names of tables. */
function rows(
  place: string,
  stepColumns: string,
  ofStep: (step: (typeof STEPS)[number]) => string,
  text: (step: number, begins: number, piece: string) => string,
): string[] {
  return [
    `INSERT INTO ${place}threads (id, owner, epoch, updated_at, folded_name, record, saved) VALUES ('${id(1)}', 'visitor:one', 3, '${AT}', 'größe', ${json(THREAD)}, ${json({ savedValues: { counter: "3" } })})`,
    `INSERT INTO ${place}turns (thread, id, record) VALUES (1, '${id(2)}', ${json(TURN)})`,
    ...STEPS.map(
      (step) =>
        `INSERT INTO ${place}steps (thread, turn, id${stepColumns}, record) VALUES (1, 1, '${step.id}'${ofStep(step)}, ${json(step)})`,
    ),
    text(1, 0, "How wide "),
    text(1, 9, "is the Straße?"),
    text(2, 0, "Wide."),
  ];
}

/** What all of them must hold, told by the newest tables of all. */
async function expected(): Promise<string> {
  const { layer } = await memoryStores();
  const steps = STEPS.map((step, at) => ({ ...step, output: { rev: 0, text: at === 0 ? "How wide is the Straße?" : "Wide." } }));
  const thread = { ...THREAD, owner: "visitor:one", epoch: 3, savedValues: { counter: "3" } };
  await layer.write({ threadId: thread.id, epoch: 3, thread, turns: [TURN], steps } as unknown as Parameters<typeof layer.write>[0]);
  return dumpOf(layer);
}

/** Also what this release adds goes into it, and it moves on into another store. */
async function holds(layer: Parameters<typeof dumpOf>[0]): Promise<void> {
  await layer.open();
  onTestFinished(() => layer.close());
  const dump = await expected();
  expect(await dumpOf(layer)).toBe(dump);
  const to = await memoryStores();
  await copyData({ layer }, to, { report: new MoveReport() });
  expect(await dumpOf(to.layer)).toBe(dump);
  const found = await layer.searchMessages("visitor:one", { words: ["strasse"], limit: 5 });
  expect(found.map(({ text }) => text)).toEqual(["How wide is the Straße?"]);
}

describe("A database of an earlier release", () => {
  const versions = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

  it.each(versions(SQLITE_SCHEMA.steps.length))("in SQLite, version %i, holds what it held, and it moves on", async (version) => {
    const file = path.join(tempFolder(), "chats.sqlite");
    const db = await openDatabase(file);
    const { opened: _opened, ...schema } = SQLITE_SCHEMA;
    migrateSqlite(db, { ...schema, steps: schema.steps.slice(0, version) });
    const text = (step: number, begins: number, piece: string) =>
      `INSERT INTO texts (step, field, begins, ends, rev, piece) VALUES (${step}, 'output', ${begins}, ${begins + piece.length}, 0, '${piece}')`;
    // From the third version on what was said has rows of its own; the fourth makes them of what is there.
    const said = version >= 3 ? [`INSERT INTO said (step, thread, folded) VALUES (1, 1, 'how wide is the strasse?')`] : [];
    for (const statement of [...rows("", "", () => "", text), ...said]) db.exec(statement);
    db.close();
    await holds(createSqliteDataLayer({ file }));
  });

  it.each(versions(POSTGRES_SCHEMA.steps.length))("in PostgreSQL, version %i, holds what it held, and it moves on", async (version) => {
    const schema = `version_${version}`;
    const sql = connect(server.url, { max: 1, onnotice: () => undefined });
    await sql.begin((tx) =>
      migratePostgres(toDatabase(tx, schema), { name: POSTGRES_SCHEMA.name, steps: POSTGRES_SCHEMA.steps.slice(0, version) }),
    );
    const text = (step: number, begins: number, piece: string) =>
      `INSERT INTO ${schema}.texts (step, field, begins, ends, rev, skip, piece) VALUES (${step}, 'output', ${begins}, ${begins + piece.length}, 0, 0, '${piece}')`;
    const statements = rows(`${schema}.`, ", type, created_at", ({ type }) => `, '${type}', '${AT}'`, text);
    for (const statement of [...statements, `INSERT INTO ${schema}.said (step, thread, folded) VALUES (1, 1, NULL)`])
      await sql.unsafe(statement);
    await sql.end();
    await holds(createPostgresDataLayer({ url: server.url, schema }));
  });
});
