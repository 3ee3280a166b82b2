// The server is killed as by a power cut, again and again, in the middle of what it does, and so is its database. What it acknowledged is there
// afterwards, no row is without what it belongs to, and no blob without its row.
import path from "node:path";
import { memoryStorage } from "@colloquy/client";
import type { StepId, TurnId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "../../packages/server/test/start-postgres.ts";
import { lookForTrouble, readWritten } from "../../packages/server/test/stored-rows.ts";
import { isSettled, pause, ReadingClient } from "../support/reading-client.ts";
import { type RunningApp, runFiles } from "../support/running-app.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const KILLS = Number(process.env.KILLS ?? count(6, 200));
/** How often the database itself is killed. */
const DATABASE_KILLS = Number(process.env.KILLS ?? count(2, 20));
const WHOLE = Array.from({ length: 1500 }, (_, n) => `${n} `).join("");
/** Running text is written each second; the rest is room for a busy machine. */
const SAVED_AFTER_MS = 2_500;

const FILES = {
  "app.ts": `import * as cl from "colloquy";
cl.onChatStart(() => {
  cl.userSession.set("started", cl.userSession.get("started", 0) + 1);
});
cl.onMessage(async ({ content }) => {
  if (content === "long") {
    const answer = new cl.Message("");
    for (let n = 0; n < 1500; n++) {
      await answer.streamToken(\`\${n} \`);
      if (n % 2 === 0) await cl.sleep(3);
    }
    await answer.send();
    return;
  }
  const counter = cl.userSession.get("counter", 0) + 1;
  cl.userSession.set("counter", counter);
  const note = new cl.File({ name: "note.txt", bytes: new TextEncoder().encode("count " + counter + " ".repeat(1000)) });
  await new cl.Message({ content: \`\${counter} of \${cl.userSession.get("started")}\`, elements: [note] }).send();
});
`,
  "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({ limits: { messagesPerMinute: 1e6, newVisitorsPerMinute: 1e6, addressRequestsPerSecond: 1e6, addressConnections: 1e6, addressConnectionsPerMinute: 1e6 } });
`,
};

/** A person who notes what was acknowledged, and looks for it after each kill. */
class Person {
  readonly storage = memoryStorage();
  readonly client: ReadingClient;
  /** Messages by the id they were sent under. */
  readonly sent = new Map<StepId, string>();
  counter = 0;
  /** How much of the running answer was shown, and when. */
  seen: { at: number; length: number }[] = [];

  constructor(url: string) {
    this.client = new ReadingClient({ url, storage: this.storage });
  }

  say(text: string): StepId {
    const id = this.client.sendMessage(text);
    this.sent.set(id, text);
    return id;
  }

  /** Lets the app count, and expects that no count was lost or made twice. */
  async countOnce(): Promise<void> {
    const id = this.say("count");
    await this.client.until((overview) => isSettled(overview) && this.client.turnOf(id)?.turn.state === "done");
    this.counter++;
    expect(this.client.answer(id)).toBe(`${this.counter} of 1`);
  }
}

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

/** Where the app keeps its chats, and by which variables it is told so. */
const PLACES: Readonly<Record<string, () => { readonly env: Readonly<Record<string, string>>; readonly database?: string }>> = {
  SQLite: () => ({ env: {} }),
  PostgreSQL: () => ({ env: { COLLOQUY_DATA_LAYER: server.url, COLLOQUY_SESSION_STORE: server.url }, database: server.url }),
};

function sqliteOf(app: RunningApp): string {
  return path.join(app.folder, "data", "chats.sqlite");
}

/** What is wrong in the stores of an app that does not run. */
function troubleOf(app: RunningApp, database = sqliteOf(app)): ReturnType<typeof lookForTrouble> {
  return lookForTrouble({ database, files: path.join(app.folder, ".colloquy", "files") });
}

/** What a handler did is shown at once and written right after: only a message is acknowledged when it is stored. */
async function untilWritten(app: RunningApp, counter: number, database = sqliteOf(app)): Promise<void> {
  await expect.poll(() => readWritten(database, "counter")).toEqual({ open: 0, value: String(counter) });
}

describe.each(Object.keys(PLACES))("With %s, the server", (name) => {
  it(`loses nothing acknowledged in ${KILLS} kills at random moments, and leaves nothing without its parent`, async () => {
    const random = seeded(seedOfRun());
    const { env = {}, database } = PLACES[name]?.() ?? {};
    await using app = await runFiles(FILES, { env });
    const person = new Person(app.url);
    using client = person.client;
    await client.until((overview) => overview.ready && isSettled(overview));
    const tallies = { interrupted: 0, done: 0, unacknowledged: 0, downMs: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      await person.countOnce();
      await untilWritten(app, person.counter, database);
      const long = person.say("long");
      const shown: { at: number; length: number }[] = [];
      // Some kills hit before the acknowledgement, most the first moments of an answer, every fifth one that has been written down in part.
      const patience = kill % 5 === 4 ? 2_000 + random() * 1_500 : kill % 5 === 0 ? random() * 6 : random() * 400;
      const moment = Date.now() + patience;
      while (Date.now() < moment) {
        shown.push({ at: Date.now(), length: client.answer(long).length });
        await pause(Math.min(20, Math.max(0, moment - Date.now())));
      }
      const isPending = (id: StepId) => client.store.getOverview().pending.some((pending) => pending.id === id);
      const wasPending = isPending(long);
      const killedAt = Date.now();
      await app.kill();
      const { id: threadId } = client.store.getOverview().thread;
      await app.start();
      tallies.downMs += Date.now() - killedAt;
      const isOver = () => ["interrupted", "done"].includes(client.turnOf(long)?.turn.state ?? "");
      if (wasPending) {
        // It was never acknowledged: the outbox sends it again, and it may be answered whole.
        tallies.unacknowledged++;
        await client.until(
          (overview) => overview.connection.phase === "live" && overview.pending.length === 0 && client.turnOf(long) !== undefined,
        );
        if (!isOver()) await client.stop(client.turnOf(long)?.turn.id);
        await client.until(isSettled);
      } else {
        await client.until((overview) => isSettled(overview) && isOver());
        const state = client.turnOf(long)?.turn.state;
        if (state === "interrupted") tallies.interrupted++;
        else tallies.done++;
        const partial = client.answer(long);
        expect(WHOLE.startsWith(partial)).toBe(true);
        const saved = shown.filter(({ at }) => at < killedAt - SAVED_AFTER_MS).at(-1)?.length ?? 0;
        expect(partial.length).toBeGreaterThanOrEqual(saved);
        expect(client.store.text(long).read()).toBe("long");
      }
      using other = new ReadingClient({ url: app.url, storage: person.storage, threadId });
      await other.until((overview) => overview.ready && isSettled(overview));
      const [mine, theirs] = [await client.everything(), await other.everything()];
      expect([...theirs]).toEqual([...mine]);
      for (const [id, text] of person.sent) expect(theirs.get(id)).toBe(text);
      expect([...theirs.values()].filter((text) => text === "long" || text === "count")).toHaveLength(person.sent.size);
    }
    console.log(`${KILLS} kills: ${JSON.stringify(tallies)}`);
    expect(tallies.interrupted).toBeGreaterThan(0);
    const cut = client.store
      .getOverview()
      .turnIds.map((turnId: TurnId) => client.store.getTurn(turnId)?.turn)
      .findLast((turn) => turn?.state === "interrupted");
    if (cut === undefined) throw new Error("No interrupted turn is shown.");
    await client.regenerate(cut.id);
    await client.until((overview) => isSettled(overview) && overview.turnIds.includes(cut.id) === false);
    expect([...(await client.everything()).values()]).toContain(WHOLE);
    await app.stop();
    expect(await troubleOf(app, database)).toEqual({ trouble: [], files: person.counter });
  });
});

it(`A PostgreSQL that is killed ${DATABASE_KILLS} times under load loses nothing acknowledged, and the server goes on`, async () => {
  const random = seeded(seedOfRun());
  const own = await startPostgres();
  const env = { COLLOQUY_DATA_LAYER: own.url, COLLOQUY_SESSION_STORE: own.url };
  await using app = await runFiles(FILES, { env });
  const people = Array.from({ length: 4 }, () => new Person(app.url));
  try {
    for (const { client } of people) await client.until((overview) => overview.ready && isSettled(overview));
    for (let kill = 0; kill < DATABASE_KILLS; kill++) {
      const talks = people.map(async (person) => {
        await person.countOnce();
        const long = person.say("long");
        await person.client.until((overview) => isSettled(overview) && person.client.turnOf(long)?.turn.state === "done");
        expect(person.client.answer(long)).toBe(WHOLE);
      });
      await pause(random() * 1_500);
      await own.kill();
      await pause(random() * 1_500);
      await own.start();
      await Promise.all(talks);
    }
    for (const person of people) {
      const threadId = person.client.store.getOverview().thread.id;
      const mine = await person.client.everything();
      using other = new ReadingClient({ url: app.url, storage: person.storage, threadId });
      await other.until((overview) => overview.ready && isSettled(overview));
      const theirs = await other.everything();
      expect([...theirs]).toEqual([...mine]);
      for (const [id, text] of person.sent) expect(theirs.get(id)).toBe(text);
    }
    await app.stop();
    // What is stored, and not only what the server still knew.
    await app.start();
    for (const person of people) {
      const threadId = person.client.store.getOverview().thread.id;
      using other = new ReadingClient({ url: app.url, storage: person.storage, threadId });
      await other.until((overview) => overview.ready && isSettled(overview));
      const stored = await other.everything();
      for (const [id, text] of person.sent) expect(stored.get(id)).toBe(text);
      expect([...stored.values()].filter((text) => text === WHOLE)).toHaveLength(DATABASE_KILLS);
    }
    await app.stop();
    const counted = people.reduce((sum, { counter }) => sum + counter, 0);
    expect(await troubleOf(app, own.url)).toEqual({ trouble: [], files: counted });
  } finally {
    for (const { client } of people) client.close();
    await own.remove();
  }
});
