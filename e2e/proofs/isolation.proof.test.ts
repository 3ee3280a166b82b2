// Two thousand people at once on one server, interleaved at every await: nobody ever gets anything of somebody else.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runFiles } from "../support/running-app.ts";
import { count } from "../support/soak.ts";
import { WirePerson } from "../support/wire-person.ts";

const PEOPLE = Number(process.env.PEOPLE ?? 2000);
const MESSAGES = Number(process.env.MESSAGES ?? count(10, 50));
const SECRET = /s-[0-9a-f]{16}/g;

const FILES = {
  "app.ts": readFileSync(new URL("./isolation-app.ts", import.meta.url), "utf8"),
  "colloquy.config.ts": `import { defineConfig } from "colloquy";
export default defineConfig({ limits: { messagesPerMinute: 1e6, newVisitorsPerMinute: 1e6, addressRequestsPerSecond: 1e6, addressConnections: 1e6, addressConnectionsPerMinute: 1e6 } });
`,
};

interface Outcome {
  readonly answered: number;
  readonly wrong: readonly string[];
  readonly foreign: readonly string[];
}

/** One person's whole chat. Whatever comes over their wire is searched for secrets that are not theirs. */
async function chat(person: WirePerson, messages: number): Promise<Outcome> {
  const secret = `s-${randomBytes(8).toString("hex")}`;
  const foreign: string[] = [];
  const wrong: string[] = [];
  let answered = 0;
  person.onRaw = (raw) => {
    for (const [found] of raw.matchAll(SECRET)) if (found !== secret) foreign.push(found);
  };
  for (let n = 1; n <= messages; n++) {
    const answer = await person.ask(`${secret} ${n}`);
    answered++;
    if (answer !== `${secret} ${secret} ${secret} ${n} ${n}/${n}`) wrong.push(`${secret} ${n}: ${answer}`);
  }
  return { answered, wrong, foreign };
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
  const outcomes = await Promise.all(people.map((person) => chat(person, MESSAGES)));
  const seconds = (performance.now() - begun) / 1000;
  const answered = outcomes.reduce((sum, outcome) => sum + outcome.answered, 0);
  for (const person of people) person[Symbol.dispose]();
  console.log(
    `${answered} messages in ${seconds.toFixed(1)} s: ${(answered / seconds).toFixed(0)} a second; ${people.reduce((sum, { repeats }) => sum + repeats, 0)} sent again`,
  );
  expect(outcomes.flatMap(({ foreign }) => foreign)).toEqual([]);
  expect(outcomes.flatMap(({ wrong }) => wrong).slice(0, 10)).toEqual([]);
  expect(answered).toBe(PEOPLE * MESSAGES);
});

it("would see the context of somebody else, if a job went to the shared worker without its own", async () => {
  const careful = 'cl.bind(() => String(cl.userSession.get("secret")))';
  expect(FILES["app.ts"]).toContain(careful);
  const careless = FILES["app.ts"].replace(careful, '() => String(cl.userSession.get("secret"))');
  await using app = await runFiles({ ...FILES, "app.ts": careless });
  const people = await gather(app.url, 10);
  const outcomes = await Promise.all(people.map((person) => chat(person, 3)));
  for (const person of people) person[Symbol.dispose]();
  expect(outcomes.filter(({ foreign, wrong }) => foreign.length > 0 && wrong.length > 0).length).toBeGreaterThanOrEqual(9);
});
