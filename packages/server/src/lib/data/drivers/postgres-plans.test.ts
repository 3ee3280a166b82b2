// How PostgreSQL goes about a search of somebody who has said much among many. The plans are those for any values, which a prepared statement ends with.
import { newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import connect, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyChats } from "../../../../test/copy-chats.ts";
import { type Database, type PostgresValue, toDatabase } from "../../postgres/database.ts";
import { startPostgres, type TestPostgres } from "../../postgres/testing/start-postgres.ts";
import { RANKS } from "../thread-list.ts";
import { createPostgresDataLayer } from "./postgres.ts";
import { createPostgresList } from "./postgres-list.ts";
import { findSaid } from "./postgres-said.ts";

const MUCH = "user:much";
const AT = "2025-03-01T10:00:00.000Z";
/** Every fifth copy is of the one who has said much. */
const [CHATS, MESSAGES, COPIES] = [40, 20, 40];

let server: TestPostgres;
let sql: Sql;
beforeAll(async () => {
  server = await startPostgres();
  const layer = createPostgresDataLayer({ url: server.url });
  await layer.open();
  for (let chat = 0; chat < CHATS; chat++) await layer.write(chatOf(chat));
  await layer.close();
  await copyChats(server.url, { from: 1, count: COPIES, ownerOf: `CASE WHEN n % 5 = 0 THEN '${MUCH}' ELSE 'user:' || n END` });
  sql = connect(server.url, { max: 1, onnotice: () => undefined });
  await sql.unsafe("SET search_path = colloquy; SET plan_cache_mode = force_generic_plan").simple();
}, 120_000);
afterAll(async () => {
  await sql?.end();
  await server?.remove();
});

describe("A search of somebody with very many messages", () => {
  it("looks at no message of others, where a word is said often", async () => {
    const { db, seen } = watched();
    expect(await findSaid(db, { owner: MUCH, words: ["harbour"], limit: 20, before: Number.MAX_SAFE_INTEGER })).toHaveLength(20);
    expect(seen).toMatchObject([{ ofOthers: 0, partsMade: false }]);
  });

  it("looks at their newest messages, and then at those that have a rare word, and at no others", async () => {
    const { db, seen } = watched();
    const found = await findSaid(db, { owner: MUCH, words: ["number3x7"], limit: 20, before: Number.MAX_SAFE_INTEGER });
    expect(found).toHaveLength(COPIES / 5);
    expect(seen).toMatchObject([
      { ofOthers: 0, partsMade: false },
      { ofOthers: 0, partsMade: false },
    ]);
    expect(seen[1]?.looked).toBeLessThan(10 * found.length);
  });

  it.each([
    ["begins with", RANKS.nameBegins],
    ["has", RANKS.name],
    ["says", RANKS.said],
  ])("makes no index entry anew to know which chat %s a word", async (_what, rank) => {
    const { db, seen } = watched();
    const scope = { owner: MUCH, words: ["harbour"], folderId: undefined, tag: undefined, rated: undefined };
    await createPostgresList(db).read(scope, { group: rank, shelves: [0, 1, 2], rank }, { after: undefined, skip: 0, limit: 21 });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(({ partsMade }) => partsMade)).toEqual([]);
  });
});

function chatOf(chat: number) {
  const [threadId, turnId] = [newId<ThreadId>(), newId<TurnId>()];
  const messages = Array.from({ length: MESSAGES }, (_, n) => ({
    ...({ id: newId<StepId>(), turnId, type: "user_message", name: "A", createdAt: AT, end: AT } as const),
    output: { rev: 0, text: `${n % 2 === 0 ? "The harbour" : "A pier"} and the weather, number${chat}x${n}` },
  }));
  const name = chat % 4 === 0 ? "About the harbour" : `About ${chat}`;
  return {
    threadId,
    epoch: 1,
    thread: { id: threadId, owner: `user:${chat}`, createdAt: AT, updatedAt: AT, epoch: 1, name },
    turns: [{ id: turnId, kind: "message", foreground: true, state: "done", createdAt: AT } as const],
    steps: messages,
  };
}

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Filter?: string;
  readonly Plans?: readonly Plan[];
}

/** What a statement looked at: rows of tables and entries of indexes. */
interface Look {
  looked: number;
  /** Messages that were left out by whose they are. */
  ofOthers: number;
  /** Whether what the index says was worked out for rows, one by one. */
  partsMade: boolean;
}

function lookAt(plan: Plan, look: Look): void {
  const removed = plan["Rows Removed by Filter"] ?? 0;
  if (/Scan/.test(plan["Node Type"]) && !/CTE|Subquery/.test(plan["Node Type"]))
    look.looked += (plan["Actual Rows"] + removed) * plan["Actual Loops"];
  if (plan["Relation Name"] === "said" && plan.Filter?.includes("owner")) look.ofOthers += removed;
  if (plan.Filter?.includes("grams(")) look.partsMade = true;
  for (const part of plan.Plans ?? []) lookAt(part, look);
}

/** The database, and what its statements looked at, one after the other. */
function watched() {
  const plain = toDatabase(sql, "colloquy");
  const seen: Look[] = [];
  const db: Database = {
    ...plain,
    async rows<Row>(statement: string, ...values: readonly PostgresValue[]): Promise<Row[]> {
      await sql.unsafe(`PREPARE watched AS ${statement.replaceAll("@.", "")}`);
      const [row] = await sql.unsafe<{ "QUERY PLAN": readonly { readonly Plan: Plan }[] }[]>(
        `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE watched (${values.map(toLiteral).join(", ")})`,
      );
      await sql.unsafe("DEALLOCATE watched");
      const look: Look = { looked: 0, ofOthers: 0, partsMade: false };
      for (const { Plan: plan } of row?.["QUERY PLAN"] ?? []) lookAt(plan, look);
      seen.push(look);
      return plain.rows<Row>(statement, ...values);
    },
  };
  return { db, seen };
}

function toLiteral(value: PostgresValue): string {
  const text = Array.isArray(value) ? `{${value.map((item) => JSON.stringify(item)).join(",")}}` : String(value);
  return `'${text.replaceAll("'", "''")}'`;
}
