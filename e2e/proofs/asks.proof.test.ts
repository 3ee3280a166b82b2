// Questions of every kind, and at random moments between question and answer all that can happen to a page and a server: the line is cut, the page is
// reloaded, another tab answers too, the server is restarted or killed. Each question that was shown is answered exactly once, and none hangs.
import { readFileSync } from "node:fs";
import path from "node:path";
import { memoryStorage, type Overview } from "@colloquy/client";
import { type Ask, type AskAnswer, type ClosedAsk, isChatError, newId, type StepId } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { TestClient } from "../../packages/client/test/open-client.ts";
import { type RunningApp, runFiles } from "../support/running-app.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const RUNS = Number(process.env.RUNS ?? count(24, 500));
const KINDS = ["text", "choice", "confirm", "action", "file", "approval"] as const;
const EVENTS = ["nothing", "cut", "reload", "another tab", "restart", "kill"] as const;
const MOMENTS = ["before it is shown", "while it waits", "with its answer", "after its answer"] as const;

const FILES = {
  "app.ts": `import { appendFileSync } from "node:fs";
import * as cl from "colloquy";
// Where each answer came out, once for each time it did.
const note = (number, how) => appendFileSync("given.log", number + " " + how + "\\n");
const ask = {
  text: (question) => cl.askUser(question),
  choice: (question) => cl.askChoice(question, ["a", "b", "c"], { multiple: true, other: true }),
  confirm: (question) => cl.askConfirm(question),
  action: (question) => cl.askAction(question, [{ name: "yes" }, { name: "no" }]),
  file: (question) => cl.askFile(question, { accept: ["text/*"] }),
  approval: (question) => cl.askApproval({ tool: "t", input: { question }, question, scopes: [] }),
};
cl.onMessage(async ({ content }) => {
  const [number, kind] = content.split(" ");
  if ((await ask[kind](number)) === undefined) throw new Error("No answer came.");
  note(number, "turn");
  await new cl.Message("done " + number).send();
});
cl.onAskAnswer(async ({ question, answer }) => {
  if (answer === undefined) throw new Error("No answer came.");
  note(question, "late");
  await new cl.Message("late " + question).send();
});
`,
  "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({ limits: { messagesPerMinute: 1e6, newVisitorsPerMinute: 1e6, addressRequestsPerSecond: 1e6, addressConnections: 1e6, addressConnectionsPerMinute: 1e6 } });
`,
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isLive = ({ connection, ready, pending }: Overview) => connection.phase === "live" && ready && pending.length === 0;

/** A person at one tab, which may be closed and opened again. */
class Person {
  readonly #url: string;
  readonly #storage = memoryStorage();
  client: TestClient;

  constructor(url: string) {
    this.#url = url;
    this.client = new TestClient({ url, storage: this.#storage });
  }

  /** Another tab on the same chat. */
  open(): TestClient {
    return new TestClient({ url: this.#url, storage: this.#storage, threadId: this.client.store.getOverview().thread.id });
  }

  reload(): void {
    const next = this.open();
    this.client.close();
    this.client = next;
  }

  /** The question of a message, or undefined when its turn ended before it was put. */
  async askOf(messageId: StepId): Promise<Ask | undefined> {
    const find = ({ asks, turnIds }: Overview) => {
      const turn = turnIds.map((id) => this.client.store.getTurn(id)?.turn).find((each) => each?.messageId === messageId);
      return { turn, ask: asks.find(({ turnId }) => turnId === turn?.id) };
    };
    const found = await this.client.until((overview) => {
      const { ask, turn } = find(overview);
      return isLive(overview) && (ask !== undefined || turn?.endedAt !== undefined);
    });
    return find(found).ask;
  }

  /** What became of a question, as its message tells it. */
  closed({ stepId }: Ask): ClosedAsk | undefined {
    return this.client.store.getStep(stepId)?.closedAsk;
  }
}

async function answerTo(ask: Ask, client: TestClient): Promise<AskAnswer> {
  switch (ask.kind) {
    case "text":
      return { kind: "text", stepId: newId<StepId>(), text: "An answer." };
    case "choice":
      return { kind: "choice", values: ["a", "c"], other: "mine" };
    case "confirm":
      return { kind: "confirm", confirmed: false };
    case "action":
      return { kind: "action", actionId: ask.actions[1]?.id ?? ("" as never) };
    case "approval":
      return { kind: "approval", decision: "deny", reason: "No." };
    case "file": {
      const uploads = await client.loadAskUploads(ask.id);
      uploads.add(new Blob(["some words"], { type: "text/plain" }), { name: "words.txt" });
      for (;;) {
        const [upload] = uploads.getUploads();
        if (upload?.file) return { kind: "file", files: [upload.file.key] };
        if (upload?.state === "failed") throw new Error(`The upload failed: ${upload.error?.message}`);
        await pause(10);
      }
    }
    default:
      throw new Error(`The app asks for no ${ask.kind}.`);
  }
}

/** Sends one answer until it is acknowledged; false when another one was faster. */
async function give(client: () => TestClient, ask: Ask, answer: AskAnswer): Promise<boolean> {
  for (;;) {
    const tab = client();
    let isDone = false;
    try {
      // A tab that is closed tells nothing any more.
      await Promise.race([tab.answerAsk(ask.id, answer), closing(() => isDone || client() !== tab)]);
      return true;
    } catch (error) {
      if (isChatError(error) && error.code === "ASK_CLOSED") return false;
      // The tab was closed, or the server went away: it is sent again, as it was.
      await pause(20);
    } finally {
      isDone = true;
    }
  }
}

async function closing(isClosed: () => boolean): Promise<never> {
  while (!isClosed()) await pause(20);
  throw new Error("The tab was closed.");
}

async function happen(event: (typeof EVENTS)[number], person: Person, app: RunningApp): Promise<void> {
  if (event === "cut") {
    person.client.page.goOffline();
    await pause(15);
    person.client.page.wake();
  } else if (event === "reload") person.reload();
  else if (event === "restart" || event === "kill") {
    await (event === "kill" ? app.kill() : app.stop());
    await app.start();
  }
}

it(`asks ${RUNS} questions of all kinds, and each is answered exactly once whatever happens`, async () => {
  const random = seeded(seedOfRun());
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  await using app = await runFiles(FILES);
  const person = new Person(app.url);
  await person.client.until(isLive);
  const tallies: Record<string, number> = {};
  const tally = (what: string) => void (tallies[what] = (tallies[what] ?? 0) + 1);
  for (let run = 0; run < RUNS; run++) {
    const [kind, event, moment] = [KINDS[run % KINDS.length] ?? "text", pick(EVENTS), pick(MOMENTS)];
    const what = `${run}: ${kind}, ${event} ${moment}`;
    tally(event);
    const messageId = person.client.sendMessage(`${run} ${kind}`);
    if (moment === "before it is shown") {
      await pause(random() * 40);
      await happen(event, person, app);
    }
    const ask = await person.askOf(messageId);
    if (!ask) {
      expect(event, what).toMatch(/restart|kill/);
      tally("never shown");
      continue;
    }
    expect(ask.kind).toBe(kind);
    if (moment === "while it waits") {
      await happen(event, person, app);
      await person.client.until((overview) => isLive(overview) && overview.asks.some(({ id }) => id === ask.id));
    }
    const answer = await answerTo(ask, person.client);
    const given = [give(() => person.client, ask, answer)];
    if (event === "another tab") {
      const other = person.open();
      await other.live();
      given.push(give(() => other, ask, answer.kind === "file" ? answer : await answerTo(ask, other)));
      await Promise.all(given);
      other.close();
    }
    if (moment === "with its answer") {
      await pause(random() * 15);
      await happen(event, person, app);
    }
    const acknowledged = await Promise.all(given);
    expect(acknowledged, what).toContain(true);
    if (moment === "after its answer") await happen(event, person, app);
    await person.client.until((overview) => isLive(overview) && !overview.busy && overview.asks.length === 0);
    const closed = person.closed(ask);
    expect(closed, what).toMatchObject({ id: ask.id, outcome: "answered" });
    if (answer.kind !== "text") expect(closed?.answer, what).toEqual(answer);
    const turn = person.client.store.getTurn(ask.turnId);
    const typed = turn?.stepIds.filter((id) => person.client.store.getStep(id)?.type === "user_message" && id !== messageId);
    expect(typed?.length, what).toBe(answer.kind === "text" ? 1 : 0);
    const lines = readFileSync(path.join(app.folder, "given.log"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith(`${run} `));
    // A process that died with the answer in its hand could not say so any more.
    const mayBeLost = (event === "kill" || event === "restart") && moment.endsWith("answer");
    expect(lines.length, what).toBeLessThanOrEqual(1);
    if (!mayBeLost) expect(lines, what).toHaveLength(1);
    tally(lines[0]?.split(" ")[1] ?? "lost with its process");
  }
  console.log(JSON.stringify(tallies));
  person.client.close();
});
