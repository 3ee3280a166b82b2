// An answer streams while the network breaks again and again: what is shown is the server's to the letter, and reloading changes nothing.
import { memoryStorage, type Overview } from "@colloquy/client";
import type { StepId, TurnId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BadNetwork } from "../../packages/client/test/bad-network.ts";
import { eventually, TestClient } from "../../packages/client/test/open-client.ts";
import { type RunningApp, runFiles } from "../support/running-app.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const CUTS = count(50, 1000);
const CUTS_PER_ANSWER = 5;
const AT_ONCE = 4;
const TOKENS = 250;
const WHOLE = Array.from({ length: TOKENS }, (_, n) => `${n} `).join("");
const GREETING = Array.from({ length: 60 }, (_, n) => `hello${n} `).join("");

const FILES = {
  "app.ts": `import * as cl from "colloquy";
cl.onChatStart(async () => {
  const starts = cl.userSession.get("starts", 0) + 1;
  cl.userSession.set("starts", starts);
  const greeting = new cl.Message("");
  for (let n = 0; n < 60; n++) {
    await greeting.streamToken(\`hello\${n} \`);
    await cl.sleep(4);
  }
  await greeting.send();
});
cl.onMessage(async ({ content }) => {
  if (content === "starts?") return void (await new cl.Message(\`\${cl.userSession.get("starts")} start(s)\`).send());
  const answer = new cl.Message("");
  for (let n = 0; n < ${TOKENS}; n++) {
    await answer.streamToken(\`\${n} \`);
    await cl.sleep(Math.random() * 8);
  }
  await answer.send();
});
`,
  "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({ limits: { messagesPerMinute: 1e6, newVisitorsPerMinute: 1e6, addressRequestsPerSecond: 1e6, addressConnections: 1e6, addressConnectionsPerMinute: 1e6 } });
`,
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isLive = ({ connection }: Overview) => connection.phase === "live";

/** The texts of a chat, turn by turn, as a page shows them. */
function shownBy(client: TestClient): Record<TurnId, string[]> {
  const { turnIds } = client.store.getOverview();
  const textsOf = (turnId: TurnId) => (client.store.getTurn(turnId)?.stepIds ?? []).map((stepId) => client.store.text(stepId).read());
  return Object.fromEntries(turnIds.map((turnId) => [turnId, textsOf(turnId)]));
}

function answersOf(client: TestClient, messageId: StepId): string[] {
  const { turnIds } = client.store.getOverview();
  const views = turnIds.map((turnId) => client.store.getTurn(turnId)).filter((view) => view?.turn.messageId === messageId);
  return views.flatMap((view) => (view?.stepIds ?? []).filter((id) => id !== messageId).map((id) => client.store.text(id).read()));
}

/** What a page shows that reads each text once, and afterwards follows only its changes. */
class Follower {
  readonly texts = new Map<StepId, string>();

  constructor(client: TestClient) {
    client.store.subscribe(() => {
      const { turnIds } = client.store.getOverview();
      for (const stepId of turnIds.flatMap((turnId) => client.store.getTurn(turnId)?.stepIds ?? [])) this.#follow(client, stepId);
    });
  }

  #follow(client: TestClient, stepId: StepId): void {
    if (this.texts.has(stepId)) return;
    const source = client.store.text(stepId);
    this.texts.set(stepId, source.read());
    source.subscribe((change) => {
      this.texts.set(stepId, change.kind === "append" ? (this.texts.get(stepId) ?? "") + change.text : source.read());
    });
  }
}

let app: RunningApp;
beforeAll(async () => {
  app = await runFiles(FILES);
});
afterAll(async () => app[Symbol.asyncDispose]());

async function starts(client: TestClient): Promise<string[]> {
  const id = client.sendMessage("starts?");
  await client.until(({ busy, pending }) => !busy && pending.length === 0 && answersOf(client, id).length > 0);
  await client.until(() => answersOf(client, id).join("").endsWith("start(s)"));
  return answersOf(client, id);
}

describe(`${CUTS} cuts of a connection`, () => {
  const random = seeded(seedOfRun());

  /** One chat, one answer, five cuts of it. Returns the kinds of cut. */
  async function oneAnswer(): Promise<string[]> {
    await using network = await BadNetwork.open(Number(new URL(app.url).port));
    const url = new URL("/", network.url).href;
    const storage = memoryStorage();
    using client = new TestClient({ url, storage });
    await client.until((overview) => isLive(overview) && overview.ready && !overview.busy && overview.turnIds.length === 1);
    const follower = new Follower(client);
    const messageId = client.sendMessage("tell me");
    await client.until(({ busy }) => busy);
    const kinds: string[] = [];
    for (let cut = 0; cut < CUTS_PER_ANSWER; cut++) {
      await pause(random() * 220);
      const kind = (["close", "silence", "reset"] as const)[Math.floor(random() * 3)] ?? "close";
      kinds.push(kind);
      if (kind === "close") network.end();
      else if (kind === "silence") network.freeze();
      else network.reset();
      // While the answer is not complete, the stop button stays, whatever the network does.
      if (!answersOf(client, messageId).includes(WHOLE)) expect(client.store.getOverview().busy).toBe(true);
    }
    await client.until((overview) => isLive(overview) && !overview.busy && overview.pending.length === 0);
    expect(answersOf(client, messageId)).toEqual([WHOLE]);
    expect([...follower.texts.values()].filter((text) => text === WHOLE)).toHaveLength(1);
    const turn = client.store.getTurn(client.store.getOverview().turnIds.at(-1) as TurnId)?.turn;
    expect(turn?.state).toBe("done");
    expect(await starts(client)).toEqual(["1 start(s)"]);
    const { id: threadId } = client.store.getOverview().thread;
    using second = new TestClient({ url: app.url, storage, threadId });
    await second.until((overview) => isLive(overview) && overview.ready);
    expect(shownBy(second)).toEqual(shownBy(client));
    expect(Object.values(shownBy(second)).flat()).toEqual([GREETING, "tell me", WHOLE, "starts?", "1 start(s)"]);
    return kinds;
  }

  it("lose nothing, double nothing, and leave no spinner behind", async () => {
    const kinds: string[] = [];
    let left = CUTS / CUTS_PER_ANSWER;
    const person = async () => {
      while (left-- > 0) kinds.push(...(await oneAnswer()));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, person));
    const counts = Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((one) => one === kind).length]));
    console.log(`cuts: ${JSON.stringify(counts)}`);
    expect(kinds).toHaveLength(CUTS);
    expect(Object.keys(counts).sort()).toEqual(["close", "reset", "silence"]);
  });
});

describe("a reload", () => {
  it("in the middle of an answer finds the answer going on, and ends with all of it", async () => {
    const storage = memoryStorage();
    using first = new TestClient({ url: app.url, storage });
    await first.until((overview) => overview.ready && !overview.busy && overview.turnIds.length === 1);
    const messageId = first.sendMessage("tell me");
    await eventually(() => (answersOf(first, messageId)[0]?.length ?? 0) > 100);
    const { id: threadId } = first.store.getOverview().thread;
    first.close();
    using second = new TestClient({ url: app.url, storage, threadId });
    const reloaded = await second.until((overview) => isLive(overview) && overview.ready);
    expect(reloaded).toMatchObject({ busy: true, thread: { id: threadId } });
    await second.until(({ busy }) => !busy);
    expect(answersOf(second, messageId)).toEqual([WHOLE]);
    expect(await starts(second)).toEqual(["1 start(s)"]);
  });

  it("in the middle of onChatStart comes back to the same chat, which greets once", async () => {
    const storage = memoryStorage();
    using first = new TestClient({ url: app.url, storage });
    await first.until(({ busy, turnIds }) => busy && turnIds.length === 1);
    const { thread, turnIds } = first.store.getOverview();
    first.close();
    using second = new TestClient({ url: app.url, storage });
    expect(await second.until((overview) => isLive(overview) && overview.ready)).toMatchObject({
      busy: true,
      turnIds,
      thread: { id: thread.id },
    });
    await second.until(({ busy }) => !busy);
    expect(Object.values(shownBy(second))).toEqual([[GREETING]]);
    expect(await starts(second)).toEqual(["1 start(s)"]);
  });
});
