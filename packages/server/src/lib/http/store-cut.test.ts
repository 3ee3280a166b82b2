// A database that lets nobody in, and one that is gone: what people are told of it in production, at every address and over both wires.
import { newId, type StepId, type ThreadId } from "@colloquy/protocol";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askFor, type Ids, newChatOf, TABLE } from "../../../test/addresses.ts";
import { Browser } from "../../../test/browser.ts";
import { TheirClient } from "../../../test/their-client.ts";
import { createApp, Message, withStep } from "../../index.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { createLogger } from "../logger.ts";
import { createPostgresStore } from "../postgres/postgres-store.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const ROLE = "chatty_role";
const chat = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  onMessage: async ({ content }) => {
    if (content === "who is bob") await withStep("looking", () => chat.users.find("bob"));
    await new Message(`You said ${content}`).send();
  },
});

let database: TestPostgres;
let served: ServedApp;
let ada: Browser;
let anybody: Browser;
let ids: Ids;
const log: string[] = [];

beforeAll(async () => {
  database = await startPostgres();
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`CREATE ROLE ${ROLE} LOGIN SUPERUSER`);
  await sql.end();
  const store = createPostgresStore({ url: database.url.replace("postgres@", `${ROLE}@`) });
  served = await serveApp(chat, {
    dev: false,
    dataLayer: createPostgresDataLayer(store),
    sessionStore: createPostgresSessionStore(store),
    logger: createLogger({ destination: { write: (line) => log.push(line) } }),
    config: {
      features: { favorites: true, allowThreadSharing: true, shareWithAnyone: true },
      auth: { allowVisitors: true },
      limits: {
        signInsPerMinute: 1000,
        openChatsPerVisitor: 1000,
        messagesPerMinute: 10_000,
        requestsPerSecond: 10_000,
        addressRequestsPerSecond: 10_000,
      },
    },
  });
  ada = new Browser(served.url);
  anybody = new Browser(served.url);
  await ada.signIn("ada", "engine");
});
afterAll(async () => {
  ada?.[Symbol.dispose]();
  anybody?.[Symbol.dispose]();
  await served?.[Symbol.asyncDispose]();
  await database?.remove();
});

/** Neither where the database is, nor as whom it is spoken to, nor what to do about it. */
function expectNothingTold(where: string, text: string): void {
  const { port } = new URL(database.url);
  for (const word of [ROLE, port, "127.0.0.1", "ECONN", "PostgreSQL", "permitted", "the database", "28000", "57P"])
    expect(text.toLowerCase(), where).not.toContain(word.toLowerCase());
}

async function everyAddress(only = /^/): Promise<string[]> {
  const failed: string[] = [];
  const ask = async (who: Browser, route: string) => {
    const answer = await askFor(who, route, TABLE[route] ?? { for: "people", ok: 200 }, ids);
    expect(answer.headers.get("content-type") ?? "", `${route} began a stream without a database`).not.toContain("text/event-stream");
    // What is streamed ends where the database did.
    const text = await answer.text().catch(() => "");
    expectNothingTold(route, text);
    if (answer.status === 503 && text.includes("right now (reference ")) failed.push(route);
  };
  // Signing out would end what the others need.
  const routes = Object.keys(TABLE).filter((route) => only.test(route) && !/sign-out|logout|delete-all|\/readyz/.test(route));
  await Promise.all(routes.flatMap((route) => [ask(ada, route), ask(anybody, route)]));
  return failed;
}

it("people are told that something cannot be saved or read, and the log why: also without a cookie, over sockets and on Chainlit's wire", {
  timeout: 180_000,
}, async () => {
  ids = await newChatOf(ada, served);
  const { socket } = await ada.connect();
  const heard: unknown[] = [];
  socket.onAny((...all) => heard.push(all));
  const theirs = new TheirClient(served.url, { cookie: ada.cookie });
  await expect.poll(() => theirs.names.length).toBeGreaterThan(0);

  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`ALTER ROLE ${ROLE} NOLOGIN`);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ${ROLE}`;
  // They are told to end, and end when they get to it. What is asked before is answered, and a stream that has begun so goes on for ever.
  await expect.poll(() => sql`SELECT pid FROM pg_stat_activity WHERE usename = ${ROLE}`).toHaveLength(0);
  await sql.end();

  const failed = await everyAddress();
  for (const route of ["GET /api/shared/:shareId", "GET /api/threads", "PUT /api/favourites/:threadId/:stepId", "POST /project/threads"])
    expect(failed).toContain(route);
  expect(failed.length).toBeGreaterThan(20);
  expect(log.join("")).toContain(`role \\"${ROLE}\\" is not permitted to log in`);

  socket.emit("request", { type: "sendMessage", message: { id: newId<StepId>(), text: "who is bob" } }, (reply: unknown) =>
    heard.push(reply),
  );
  await expect.poll(() => JSON.stringify(heard)).toContain("right now");
  expectNothingTold("our socket", JSON.stringify(heard));
  theirs.socket.emit("client_message", {
    message: { id: newId(), output: "who is bob", name: "ada", type: "user_message" },
    fileReferences: [],
  });
  await expect.poll(() => JSON.stringify(theirs.payloads)).toContain("right now");
  expectNothingTold("Chainlit's socket", JSON.stringify(theirs.payloads));
  theirs.socket.disconnect();

  const refused: unknown = await ada.connect({ threadId: newId<ThreadId>() }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ message: expect.stringContaining("right now (reference "), data: { code: "STORE_FAILED" } });
  expectNothingTold("a handshake", `${String(refused)} ${JSON.stringify(refused)}`);
});

it("nothing else is told where nobody answers at the address of the database", { timeout: 180_000 }, async () => {
  await database.stop();
  // What is uploaded waits for it.
  expect((await everyAddress(/^GET/)).length).toBeGreaterThan(10);
  expect(log.join("")).toContain("The database cannot be used");
  await database.start();
});
