// Two thousand people at once on one server, interleaved at every await: nobody ever gets anything of somebody else.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runFiles } from "../support/running-app.ts";
import { count } from "../support/soak.ts";
import { WirePerson } from "../support/wire-person.ts";

const PEOPLE = Number(process.env.PEOPLE ?? 2000);
const MESSAGES = Number(process.env.MESSAGES ?? count(5, 50));
/** How many messages of each person are a piece. */
const PIECE = 5;
const SECRET = /s-[0-9a-f]{16}/g;

const FILES = {
  "app.ts": readFileSync(new URL("./isolation-app.ts", import.meta.url), "utf8"),
  "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({ limits: { messagesPerMinute: 1e6, newVisitorsPerMinute: 1e6, addressRequestsPerSecond: 1e6, addressConnections: 1e6, addressConnectionsPerMinute: 1e6 } });
`,
};

/** One person's chat, a piece at a time. Whatever comes over their wire is searched for secrets that are not theirs. */
class Chat {
  readonly foreign: string[] = [];
  readonly wrong: string[] = [];
  answered = 0;
  readonly #person: WirePerson;
  readonly #secret = `s-${randomBytes(8).toString("hex")}`;

  constructor(person: WirePerson) {
    this.#person = person;
    person.onRaw = (raw) => {
      for (const [found] of raw.matchAll(SECRET)) if (found !== this.#secret) this.foreign.push(found);
    };
  }

  async say(messages: number): Promise<void> {
    const secret = this.#secret;
    for (let left = messages; left > 0; left--) {
      const n = this.answered + 1;
      const answer = await this.#person.ask(`${secret} ${n}`);
      this.answered = n;
      if (answer !== `${secret} ${secret} ${secret} ${n} ${n}/${n}`) this.wrong.push(`${secret} ${n}: ${answer}`);
    }
  }
}

function summary(chats: readonly Chat[]) {
  return {
    answered: chats.reduce((sum, { answered }) => sum + answered, 0),
    foreign: chats.flatMap(({ foreign }) => foreign),
    wrong: chats.flatMap(({ wrong }) => wrong),
  };
}

/** Connects everybody, a few at a time: a queue of the operating system for new connections is no part of the proof. */
async function gather(url: string, size: number): Promise<WirePerson[]> {
  const people: WirePerson[] = [];
  while (people.length < size) {
    const next = Math.min(50, size - people.length);
    people.push(...(await Promise.all(Array.from({ length: next }, () => WirePerson.open(url)))));
  }
  return people;
}

it(`no value, message or token of ${PEOPLE} people reaches another one in ${MESSAGES} messages each`, async () => {
  await using app = await runFiles(FILES);
  const people = await gather(app.url, PEOPLE);
  const begun = performance.now();
  const chats = people.map((person) => new Chat(person));
  // In pieces, and each is told: a proof of an hour that says nothing until its end has proved nothing when it is stopped before.
  for (let done = 0; done < MESSAGES; done += PIECE) {
    await Promise.all(chats.map((chat) => chat.say(Math.min(PIECE, MESSAGES - done))));
    const { foreign, wrong } = summary(chats);
    console.log(
      `${summary(chats).answered} answered after ${((performance.now() - begun) / 1000).toFixed(0)} s, ${foreign.length} foreign, ${wrong.length} wrong`,
    );
    expect(foreign).toEqual([]);
    expect(wrong.slice(0, 10)).toEqual([]);
  }
  const seconds = (performance.now() - begun) / 1000;
  const { answered } = summary(chats);
  for (const person of people) person[Symbol.dispose]();
  console.log(
    `${answered} messages in ${seconds.toFixed(1)} s: ${(answered / seconds).toFixed(0)} a second; ${people.reduce((sum, { repeats }) => sum + repeats, 0)} sent again`,
  );
  expect(answered).toBe(PEOPLE * MESSAGES);
});

it("would see the context of somebody else, if a job went to the shared worker without its own", async () => {
  const careful = 'cl.bind(() => String(cl.userSession.get("secret")))';
  expect(FILES["app.ts"]).toContain(careful);
  const careless = FILES["app.ts"].replace(careful, '() => String(cl.userSession.get("secret"))');
  await using app = await runFiles({ ...FILES, "app.ts": careless });
  const people = await gather(app.url, 10);
  const chats = people.map((person) => new Chat(person));
  await Promise.all(chats.map((chat) => chat.say(3)));
  for (const person of people) person[Symbol.dispose]();
  expect(chats.filter(({ foreign, wrong }) => foreign.length > 0 && wrong.length > 0).length).toBeGreaterThanOrEqual(9);
});
