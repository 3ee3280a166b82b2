// Questions of every kind, and at random moments between question and answer all that can happen to a page and a server: the line is cut, the page is
// reloaded, another tab answers too, the server is restarted or killed. Each question that was shown is answered exactly once, and none hangs.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { memoryStorage, type Overview } from "@colloquy/client";
import { type Ask, type AskAnswer, type ClosedAsk, isChatError, newId, type StepId } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { TestClient } from "../../packages/client/test/open-client.ts";
import { type RunningApp, runFiles } from "../support/running-app.ts";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const RUNS = Number(process.env.RUNS ?? count(24, 500));
const KILLS = Number(process.env.KILLS ?? count(1, 25));
/** What takes longer hangs: it is said instead of waited for. */
const PATIENCE_MS = 100_000;
const KINDS = ["text", "choice", "confirm", "action", "file", "approval", "form", "element"] as const;
const EVENTS = ["nothing", "cut", "reload", "another tab", "restart", "kill"] as const;
const MOMENTS = ["before it is shown", "while it waits", "with its answer", "after its answer"] as const;

const FILES = {
  "app.ts": `import { appendFileSync } from "node:fs";
import * as cl from "colloquy";
// Where each answer came out, once for each time it did.
const note = (number, how) => appendFileSync("given.log", number + " " + how + "\\n");
const schema = { "~standard": {
  version: 1,
  vendor: "proof",
  validate: (value) => (value.word ? { value } : { issues: [{ message: "A word is missing.", path: ["word"] }] }),
  jsonSchema: { input: () => ({ type: "object", properties: { word: { type: "string" } }, required: ["word"] }) },
} };
class Ticket extends cl.Element {
  constructor() {
    super({ type: "custom", where: "Ticket", options: { name: "Ticket" }, source: { content: "" }, props: {} });
  }
}
const ask = {
  form: (question) => cl.askForm(schema, { question }),
  element: (question) => cl.askElement(question, new Ticket()),
  text: (question) => cl.askUser(question),
  choice: (question) => cl.askChoice(question, ["a", "b", "c"], { multiple: true, other: true }),
  confirm: (question) => cl.askConfirm(question),
  action: (question) => cl.askAction(question, [{ name: "yes" }, { name: "no" }]),
  file: (question) => cl.askFile(question, { accept: ["text/*"] }),
  approval: (question) => cl.askApproval({ tool: "t", input: { question }, question, scopes: [] }),
};
cl.actionCallback("press", async ({ payload: { number } }) => {
  note(number, "pressed");
  await cl.sleep(40);
  await new cl.Message("pressed " + number).send();
  return number;
});
cl.onMessage(async ({ content }) => {
  const [number, kind] = content.split(" ");
  if (kind === "buttons") return new cl.Message({ content: number, actions: [new cl.Action({ name: "press", payload: { number } })] }).send();
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
    case "form":
      return { kind: "form", values: { word: "heron" } };
    case "element":
      return { kind: "element", submitted: true, props: { seat: "1A" } };
    case "file": {
      const uploads = await client.loadAskUploads(ask.id);
      uploads.add(new Blob(["some words"], { type: "text/plain" }), { name: "words.txt" });
      const begin = performance.now();
      for (;;) {
        const [upload] = uploads.getUploads();
        if (upload?.file) return { kind: "file", files: [upload.file.key] };
        if (upload?.state === "failed") throw new Error(`The upload failed: ${upload.error?.message}`);
        if (performance.now() - begin > PATIENCE_MS) throw new Error(`The upload does not end: ${JSON.stringify(upload)}`);
        await pause(10);
      }
    }
    default:
      return ask satisfies never;
  }
}

/** Where the answer to a question, or a press, came out: one line for each time it did. */
function linesOf(app: RunningApp, number: number | string): string[] {
  const log = path.join(app.folder, "given.log");
  const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n") : [];
  return lines.filter((line) => line.startsWith(`${number} `));
}

/** Sends one answer until it is acknowledged; false when another one was faster. */
async function give(client: () => TestClient, ask: Ask, answer: AskAnswer): Promise<boolean> {
  const begin = performance.now();
  for (;;) {
    const tab = client();
    let isDone = false;
    try {
      // A tab that is closed tells nothing any more.
      await Promise.race([tab.answerAsk(ask.id, answer), closing(() => isDone || client() !== tab)]);
      return true;
    } catch (error) {
      if (isChatError(error) && error.code === "ASK_CLOSED") return false;
      if (performance.now() - begin > PATIENCE_MS) throw error;
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
    const lines = linesOf(app, run);
    // A process that died with the answer in its hand could not say so any more.
    const mayBeLost = (event === "kill" || event === "restart") && moment.endsWith("answer");
    expect(lines.length, what).toBeLessThanOrEqual(1);
    if (!mayBeLost) expect(lines, what).toHaveLength(1);
    tally(lines[0]?.split(" ")[1] ?? "lost with its process");
  }
  console.log(JSON.stringify(tallies));
  person.client.close();
});

it(`is killed ${KILLS} times between the question and the answer of each kind, and its answers come once`, async () => {
  const random = seeded(seedOfRun());
  await using app = await runFiles(FILES);
  const person = new Person(app.url);
  await person.client.until(isLive);
  const tallies = { late: 0, lost: 0 };
  for (let kill = 0; kill < KILLS; kill++) {
    for (const kind of KINDS) {
      const number = `${kind}${kill}`;
      const ask = await person.askOf(person.client.sendMessage(`${number} ${kind}`));
      if (!ask) throw new Error("It was not asked.");
      // What is uploaded is uploaded before: the kill is for the answer.
      const answer = await answerTo(ask, person.client);
      // Every other time the answer is on its way.
      const isUnderway = kill % 2 === 1;
      const early = isUnderway ? give(() => person.client, ask, answer) : undefined;
      if (isUnderway) await pause(random() * 20);
      await app.kill();
      await app.start();
      expect(await (early ?? give(() => person.client, ask, answer)), number).toBe(true);
      await person.client.until((overview) => isLive(overview) && !overview.busy && overview.asks.length === 0);
      const closed = person.closed(ask);
      expect(closed, number).toMatchObject({ id: ask.id, outcome: "answered" });
      if (answer.kind === "text") expect(closed?.answerId, number).toBe(answer.stepId);
      else expect(closed?.answer, number).toEqual(answer);
      const lines = linesOf(app, number);
      if (isUnderway) expect(lines.length, number).toBeLessThanOrEqual(1);
      else expect(lines, number).toEqual([`${number} late`]);
      if (lines.length === 0) tallies.lost++;
      else tallies.late++;
    }
  }
  console.log(JSON.stringify(tallies));
  person.client.close();
});

it(`is killed ${KILLS * 3} times between the press of a button and its answer, and no press runs twice`, async () => {
  const random = seeded(seedOfRun());
  await using app = await runFiles(FILES);
  const person = new Person(app.url);
  const { client } = person;
  await client.until(isLive);
  const tallies = { ran: 0, cut: 0, gone: 0 };
  for (let kill = 0; kill < KILLS * 3; kill++) {
    const number = `press${kill}`;
    const messageId = client.sendMessage(`${number} buttons`);
    const button = () => {
      const turn = client.store.getOverview().turnIds.map((id) => client.store.getTurn(id));
      const stepIds = turn.find((each) => each?.turn.messageId === messageId)?.stepIds ?? [];
      return stepIds.flatMap((stepId) => client.store.getActions(stepId).map(({ action }) => ({ stepId, actionId: action.id })))[0];
    };
    await client.until((overview) => isLive(overview) && !overview.busy && button() !== undefined);
    const { stepId, actionId } = button() ?? {};
    if (!stepId || !actionId) throw new Error("There is no button.");
    const pressed = client.runAction(stepId, actionId).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    await pause(random() * 80);
    await app.kill();
    await app.start();
    const outcome = await pressed;
    const lines = linesOf(app, number);
    if ("value" in outcome) {
      expect(lines, number).toEqual([`${number} pressed`]);
      tallies.ran++;
    } else {
      // Killed in the moment in which it was shown, the server had not written the message down: then it is gone, and nothing has run.
      if (isChatError(outcome.error) && outcome.error.code === "NOT_FOUND") {
        expect([lines, button()], number).toEqual([[], undefined]);
        tallies.gone++;
        continue;
      }
      expect(outcome.error, number).toMatchObject({ code: "INTERNAL", message: "The server went away while this ran." });
      expect(lines.length, number).toBeLessThanOrEqual(1);
      tallies.cut++;
    }
    // The button is there again, for who has looked at what it did.
    expect(await client.runAction(stepId, actionId), number).toBe(number);
    expect(linesOf(app, number), number).toHaveLength(lines.length + 1);
  }
  console.log(JSON.stringify(tallies));
  client.close();
});
