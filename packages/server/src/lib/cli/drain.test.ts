import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { memoryStorage } from "@colloquy/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Person } from "../../../test/person.ts";
import { SERVED, startCli } from "./testing/run-cli.ts";

const WORDS = Array.from({ length: 40 }, (_, n) => `word${n} `);
const APP = `
import * as cl from "colloquy";
cl.onMessage(async () => {
  const message = new cl.Message("");
  for (const word of ${JSON.stringify(WORDS)}) {
    await message.streamToken(word);
    await cl.sleep(25);
  }
  await message.send();
});
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-drain-"));
  writeFileSync(path.join(folder, "app.ts"), APP);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function serve(env: Record<string, string> = {}) {
  const run = startCli(["run", "app.ts", "--port", "0", "--headless"], { cwd: folder, env });
  const [, url = ""] = await run.said(SERVED);
  return { run, url };
}

/** Somebody in the middle of an answer, who can come back as the same. */
async function inTheMiddle(url: string) {
  const storage = memoryStorage();
  const person = new Person(url, { storage });
  person.client.sendMessage("go on");
  await expect.poll(() => person.texts.at(-1), { interval: 5 }).toContain("word3 ");
  expect(person.texts.at(-1)).not.toContain("word30");
  const threadId = person.client.store.getOverview().thread.id;
  return { person, back: (to: string) => new Person(to, { storage, threadId }) };
}

function turnStates({ client }: Person) {
  return client.store.getOverview().turnIds.map((id) => client.store.getTurn(id)?.turn.state);
}

describe("a server that is told to stop in the middle of an answer", () => {
  it("finishes the answer, shows it, stores it, and ends with 0", async () => {
    const { run, url } = await serve();
    const { person, back } = await inTheMiddle(url);
    run.signal("SIGTERM");
    expect(await run.exited).toBe(0);
    await expect.poll(() => [person.texts, turnStates(person)]).toEqual([["go on", WORDS.join("")], ["done"]]);
    person.client.close();
    const again = await serve();
    await using _stopped = again.run;
    using returned = back(again.url);
    await returned.until(({ ready }) => ready);
    expect([returned.texts, turnStates(returned)]).toEqual([["go on", WORDS.join("")], ["done"]]);
  });

  it("keeps what was there when the answer takes longer than it may", async () => {
    const { run, url } = await serve({ COLLOQUY_DRAIN_TIMEOUT: "0.1" });
    const { person, back } = await inTheMiddle(url);
    run.signal("SIGTERM");
    expect(await run.exited).toBe(0);
    await person.until(({ connection }) => connection.phase === "reconnecting");
    const seen = person.texts.at(-1) ?? "";
    person.client.close();
    const again = await serve();
    await using _stopped = again.run;
    using returned = back(again.url);
    await returned.until(({ ready }) => ready);
    const kept = returned.texts.at(-1) ?? "";
    expect(turnStates(returned)).toEqual(["interrupted"]);
    expect(kept.length).toBeLessThan(WORDS.join("").length);
    expect(WORDS.join("").startsWith(kept)).toBe(true);
    expect(kept.startsWith(seen)).toBe(true);
  });

  it("does not wait when it is told twice", async () => {
    const { run, url } = await serve({ COLLOQUY_DRAIN_TIMEOUT: "600" });
    const { person } = await inTheMiddle(url);
    run.signal("SIGTERM");
    await person.until(({ connection }) => connection.restarting === true);
    run.signal("SIGTERM");
    expect(await run.exited).toBe(143);
    person.client.close();
  });
});

describe("a message whose handler ends the process", () => {
  it("is met once: the page does not send it again to each server that is started anew", async () => {
    writeFileSync(path.join(folder, "app.ts"), `import * as cl from "colloquy";\ncl.onMessage(() => { process.exit(3); });\n`);
    const first = await serve();
    const storage = memoryStorage();
    const person = new Person(first.url, { storage });
    person.client.sendMessage("go on");
    expect(await first.run.exited).toBe(3);
    const threadId = person.client.store.getOverview().thread.id;
    person.client.close();
    const again = await serve();
    await using _stopped = again.run;
    using returned = new Person(again.url, { storage, threadId });
    await returned.until(({ ready }) => ready);
    await expect.poll(() => [returned.texts, turnStates(returned)]).toEqual([["go on"], ["interrupted"]]);
    await expect.poll(() => returned.client.store.getOverview().pending.length).toBe(0);
  });
});
