import { newId } from "@colloquy/protocol";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createPostgresStore } from "../../postgres/postgres-store.ts";
import { startPgBouncer } from "../../postgres/testing/start-pgbouncer.ts";
import { startPostgres, type TestPostgres } from "../../postgres/testing/start-postgres.ts";
import type { SharedLocks } from "../shared-locks.ts";
import { createPostgresLocks } from "./postgres-locks.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

function processes(count: number, schema = `s_${newId().replaceAll("-", "_")}`): SharedLocks[] {
  return Array.from({ length: count }, () => {
    const locks = createPostgresLocks(createPostgresStore({ url: server.url, schema }));
    onTestFinished(() => locks.close());
    return locks;
  });
}

/** Work that goes on until it is told to end, and says when it has begun. */
function work() {
  let end = () => {};
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    run: async () => {
      begun();
      await ended;
    },
    hasBegun,
    end: () => end(),
  };
}

/** As when the machine of a process, or the network before it, is gone. */
async function cutAll(): Promise<void> {
  const hand = postgres(server.url, { max: 1 });
  await hand`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'colloquy locks'`;
  await hand.end();
}

describe("A proxy in front of the database", () => {
  async function through(mode: "session" | "transaction"): Promise<SharedLocks> {
    const proxy = await startPgBouncer(server.url, mode);
    onTestFinished(() => proxy.remove());
    const locks = createPostgresLocks(createPostgresStore({ url: proxy.url, schema: `s_${newId().replaceAll("-", "_")}` }));
    onTestFinished(() => locks.close());
    return locks;
  }

  it("that gives each transaction another connection is refused: a lock would stay with one that nobody has", async () => {
    const refused = (await through("transaction")).enter("app", async () => {});
    await expect(refused).rejects.toMatchObject({ code: "BAD_CONFIG", fix: expect.stringContaining("pool_mode=session") });
  });

  it("that keeps connections apart is not in the way", async () => {
    expect(await (await through("session")).enter("app", async () => {})).toBe(true);
  });
});

describe("Locks between processes", () => {
  it("let one at a time do a piece of work; the others do nothing, and any of them may do the next", async () => {
    const [one, two] = processes(2) as [SharedLocks, SharedLocks];
    const first = work();
    const doing = one.tryAlone("sweep", first.run);
    await first.hasBegun;
    const never = () => Promise.reject(new Error("It was done twice."));
    expect([await two.tryAlone("sweep", never), await one.tryAlone("sweep", never)]).toEqual([false, false]);
    expect(await two.tryAlone("other", async () => {})).toBe(true);
    first.end();
    expect(await doing).toBe(true);
    expect(await two.tryAlone("sweep", async () => {})).toBe(true);
    await expect(two.tryAlone("sweep", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await one.tryAlone("sweep", async () => {})).toBe(true);
  });

  it("let the first into a place alone, and the others in when it has done its work", async () => {
    const [one, two, three] = processes(3) as [SharedLocks, SharedLocks, SharedLocks];
    const said: string[] = [];
    const first = work();
    const entering = one.enter("app", async () => {
      await first.run();
      said.push("first");
    });
    await first.hasBegun;
    const others = Promise.all([two, three].map((locks) => locks.enter("app", async () => void said.push("again"))));
    void others.then(() => said.push("others"));
    first.end();
    expect([await entering, ...(await others)]).toEqual([true, false, false]);
    expect(said).toEqual(["first", "others"]);
  });

  it("are free once the last has left, and not before", async () => {
    const schema = `s_${newId().replaceAll("-", "_")}`;
    const [one, two, three, four] = processes(4, schema) as [SharedLocks, SharedLocks, SharedLocks, SharedLocks];
    expect(await one.enter("app", async () => {})).toBe(true);
    expect(await two.enter("app", async () => {})).toBe(false);
    await one.close();
    expect(await three.enter("app", async () => {})).toBe(false);
    await Promise.all([two.close(), three.close()]);
    expect(await four.enter("app", async () => {})).toBe(true);
  });

  it("let the next one be the first when the first has failed", async () => {
    const [one, two] = processes(2) as [SharedLocks, SharedLocks];
    const first = work();
    const failing = one.enter("app", async () => {
      await first.run();
      throw new Error("The first failed.");
    });
    failing.catch(() => undefined);
    await first.hasBegun;
    const waiting = two.enter("app", async () => {});
    first.end();
    await expect(failing).rejects.toThrow("The first failed.");
    expect(await waiting).toBe(true);
  });

  it("are taken again by who was in a place when the connection was lost", async () => {
    const schema = `s_${newId().replaceAll("-", "_")}`;
    const [one, two] = processes(2, schema) as [SharedLocks, SharedLocks];
    await one.enter("app", async () => {});
    await cutAll();
    const hand = postgres(server.url, { max: 1, onnotice: () => undefined });
    onTestFinished(() => hand.end());
    const isHeld = async () =>
      (await hand`SELECT pg_try_advisory_xact_lock(hashtextextended(${`colloquy ${schema} alive app`}, 0)) AS free`)[0]?.["free"] === false;
    await expect.poll(isHeld, { timeout: 10_000 }).toBe(true);
    expect(await two.enter("app", async () => {})).toBe(false);
  });
});
