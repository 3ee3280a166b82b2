// The states, by the name in the address. Each is a script of facts; it may give the path to begin at.
import { newId, type StepId, type Turn, type TurnId } from "@colloquy/protocol";
import { documents } from "./artifact-states.ts";
import * as asks from "./ask-states.ts";
import { FOLLOW_UPS, filesInTheBox, TOOLS } from "./composer-states.ts";
import { CUSTOM } from "./custom-states.ts";
import { arabicElements, canvas, elements, tasks } from "./element-states.ts";
import type { FakeChat } from "./fake-chat.ts";
import * as forms from "./form-states.ts";
import { missingKeys, SETTINGS } from "./settings-states.ts";
import { VIEWS } from "./view-states.ts";
import { ARABIC, GROUPS, PROFILES } from "./welcome-states.ts";

// biome-ignore lint/suspicious/noConfusingVoidType: most scripts give nothing back
type State = (chat: FakeChat) => string | undefined | Promise<string | undefined> | void;

const QUESTION = "Which Saturday sailings ran late in October, and what would one spare vessel change? I’ve attached the log.";
const ANSWER = `Of 1,204 sailings, **87 left more than ten minutes late**. Two thirds of those were on a Saturday afternoon, and all but nine touch the Kinloch berth, where loading takes 6.4 minutes longer than planned.

| Berth | Sailings | Late | Share | Loading, min |
|---|---:|---:|---:|---:|
| Kinloch | 212 | **78** | 36.8 % | 21.4 |
| Sanday | 408 | 6 | 1.5 % | 14.9 |
| Port Ellary | 584 | 3 | 0.5 % | 15.2 |

## What one spare vessel changes

Standing by at Kinloch from 12:30, it takes over the second turnaround. Over 500 simulated Saturdays:

- late afternoon sailings fall from **9.2 to 2.1** a day;
- the 16:10 leaves on time on 94 of 100 Saturdays, against 61 now;
- crew hours rise by 5.5, all of them on the spare.
`;
const LIVE = `${ANSWER}
The three berths lose time differently. I used this query, so you can check it against your own copy:

\`\`\`sql
-- sailings that left more than ten minutes late
select berth, count(*) as late, round(avg(loading_min), 1) as loading
from sailings
where month = '2026-10' and delay_min > 10
group by berth order by late desc;
\`\`\`

> [!WARNING]
> The weather service did not answer, so gales on the 17th and 24th count as ordinary days.

A spare vessel standing by at Kinloch from 12:30 would take over the second turnaround, and in the Saturdays simulated so far the afternoon recovers by the 16:10`;

const OVERFLOW = `${"Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(4)} and [a link](https://example.org/${"deep/".repeat(40)}) and \`${"inline_code_without_a_space_".repeat(6)}\`.

| Vessel | Berth | Departure | Arrival | Loading, min | Crew hours | Remark |
|---|---|---:|---:|---:|---:|---|
| MV Tern | Kinloch | 12:30 | 13:05 | 21.4 | 5.5 | Takes over the second turnaround when the ramp is free |
| MV Fulmar | Port Ellary | 16:10 | 17:45 | 15.2 | 4.0 | ${"long".repeat(20)} |

\`\`\`ts
export const query = "select berth, count(*) as late, round(avg(loading_min), 1) as loading from sailings where month = '2026-10' and delay_min > 10 group by berth order by late desc";
\`\`\`

> A quotation that holds a list:
>
> 1. first, with a nested one
>    - ${"nestedword".repeat(12)}
>      - deeper still
> 2. second

1. one
   1. two
      1. three, with enough words to reach the end of a narrow line and to go on to the next one

- [x] done
- [ ] not done

> [!IMPORTANT]
> ${"unbreakable".repeat(14)}

# A heading of the first order with ${"Wortungeheuer".repeat(5)}

---

The end.
`;

function work(chat: FakeChat, turn: Turn): void {
  chat.step(turn, {
    type: "llm",
    name: "Thought for 6 seconds",
    output:
      "The log has departures and berth times but no weather. Saturday has two turnarounds at Kinloch that share one ramp, so I should separate loading time from sea time before blaming the crossing.",
    seconds: 6,
    extra: { defaultOpen: true, autoCollapse: true },
  });
  chat.step(turn, { name: "Read the log", input: '{"file":"october-sailings.csv"}', output: "1204 rows", seconds: 0.4 });
  chat.step(turn, {
    name: "Counted late sailings",
    input: "by berth and weekday",
    output: '{"Kinloch":78,"Sanday":6,"Port Ellary":3}',
    seconds: 0.8,
  });
  chat.step(turn, {
    name: "Weather at Kinloch",
    input: "no reply in 10 s",
    output: "WeatherError: the weather service did not answer within 10 s\n  at fetchWeather (weather.ts:31)",
    seconds: 10,
    extra: { isError: true },
  });
}

function rest(chat: FakeChat): void {
  chat.name("Late Saturday sailings");
  const first = chat.say("Good morning. Is the log for October complete?");
  chat.answer(first, "It is: 1,204 sailings, from the 1st to the 31st.");
  chat.end(first);
  const turn = chat.say(QUESTION);
  work(chat, turn);
  chat.answer(turn, ANSWER);
  const siblingIds = [newId<TurnId>(), turn.id];
  chat.end(turn);
  chat.emit({ type: "turn-start", turn: { ...turn, state: "done", endedAt: chat.now(), siblingIds, answerIds: siblingIds } });
}

export const STATES: Readonly<Record<string, State>> = {
  welcome: () => "/",
  starters: (chat) => {
    chat.emit({ type: "surface-set", surface: GROUPS });
    return "/";
  },
  profiles: (chat) => {
    chat.emit({ type: "surface-set", surface: PROFILES });
    return "/";
  },
  profilechat: (chat) => {
    rest(chat);
    chat.emit({ type: "surface-set", surface: PROFILES });
  },
  arabicwelcome: (chat) => {
    chat.emit({ type: "surface-set", surface: ARABIC });
    return "/";
  },
  settings: (chat) => {
    rest(chat);
    chat.emit({ type: "surface-set", surface: SETTINGS });
  },
  keys: (chat) => {
    chat.emit({ type: "surface-set", surface: missingKeys() });
    return "/";
  },
  keysrefused: (chat) => {
    rest(chat);
    chat.emit({ type: "surface-set", surface: missingKeys("The weather service does not know this key.") });
  },
  greeting: (chat) => {
    const turn = chat.turn("chatStart");
    chat.start(turn);
    chat.answer(turn, "Good morning. I read the sailing log, the tide tables and the crew rota. What would you like to know?");
    chat.end(turn);
    return "/";
  },
  rest,
  /** The list of chats of somebody who keeps order, and one of fifty thousand. */
  history: (chat) => {
    rest(chat);
    chat.history.sort();
  },
  longhistory: (chat) => {
    rest(chat);
    chat.history.grow(50_000);
  },
  tools: (chat) => {
    rest(chat);
    chat.emit({ type: "surface-set", surface: { ...TOOLS, ...FOLLOW_UPS } });
  },
  welcometools: (chat) => {
    chat.emit({ type: "surface-set", surface: TOOLS });
    return "/";
  },
  edited: (chat) => {
    chat.name("Late Saturday sailings");
    const turn = chat.say(QUESTION, { kind: "edit" });
    chat.answer(turn, ANSWER);
    chat.end(turn);
    const siblingIds = [newId<TurnId>(), turn.id];
    chat.emit({ type: "turn-start", turn: { ...turn, state: "done", endedAt: chat.now(), siblingIds, editIds: siblingIds } });
  },
  streaming: (chat) => {
    chat.name("Late Saturday sailings");
    const turn = chat.say(QUESTION);
    work(chat, turn);
    chat.live();
    chat.step(turn, { name: "Simulating a spare vessel", input: "240 of 500 Saturdays", seconds: -3, open: true });
    chat.answer(turn, LIVE, true);
  },
  stream: (chat) => {
    chat.name("Late Saturday sailings");
    const turn = chat.say(QUESTION);
    void chat.stream(turn, LIVE.repeat(3));
  },
  waiting: (chat) => {
    chat.name("Late Saturday sailings");
    chat.live();
    chat.pass(-12);
    chat.say(QUESTION);
  },
  steps: (chat) => {
    chat.name("Late Saturday sailings");
    const turn = chat.say(QUESTION);
    work(chat, turn);
    const outer = chat.step(turn, {
      name: "Simulated a spare vessel",
      input: '{"runs":500}',
      output: '{"late":2.1,"before":9.2}',
      seconds: 4,
      open: true,
      extra: { defaultOpen: true },
    });
    chat.step(turn, { name: "Drew the Saturdays", parentId: outer, output: "500 of 500", seconds: 1 });
    chat.step(turn, { name: "Compared with the plan", parentId: outer, input: "november.csv", output: "3 changes", seconds: 1 });
    chat.live();
    chat.step(turn, { name: "Writing it up", seconds: -4, open: true });
  },
  ask: (chat) => {
    chat.name("Late Saturday sailings");
    const turn = chat.say("Put the spare on standby this Saturday and tell the crew.");
    chat.step(turn, { name: "Checked the rota", input: "14 November", output: "free", seconds: 0.3 });
    chat.step(turn, { name: "Book the standby", open: true });
    chat.ask(turn, "Which vessel shall I book as standby: **MV Tern** or **MV Fulmar**?", 252);
  },
  askchoice: asks.choice,
  askchoices: asks.choices,
  askconfirm: asks.confirm,
  askapproval: asks.approval,
  askfiles: asks.files,
  askseveral: asks.several,
  asktexts: asks.texts,
  asksending: asks.sending,
  askfailed: asks.failed,
  asksclosed: asks.closed,
  actions: asks.actions,
  arabicasks: asks.arabic,
  form: forms.whole,
  formsteps: forms.steps,
  formedit: forms.edit,
  arabicform: forms.arabic,
  formclosed: forms.closed,
  cjkasks: asks.cjk,
  error: (chat) => {
    chat.name("Late Saturday sailings");
    const turn = chat.say("Draw up the Saturday plan with the spare in it.");
    chat.step(turn, { name: "Read the rota", input: "14 November", output: "ok", seconds: 0.3 });
    chat.step(turn, {
      name: "Draft the plan",
      input: "Saturday, with MV Tern",
      output: "PlanError: berth 2 has two arrivals at 13:05\n  at checkBerths (plan.ts:48)",
      seconds: 41,
      extra: { isError: true },
    });
    chat.answer(turn, "The plan holds until 13:00: the spare leaves berth 2 at 12:55 and the regular sailing");
    chat.end(turn, "failed", "Two vessels were given berth 2 at 13:05.");
  },
  stopped: (chat) => {
    rest(chat);
    const turn = chat.say("And in September?");
    chat.step(turn, { name: "Reading September", open: true, seconds: 1 });
    chat.answer(turn, "September was calmer: of 1,180 sailings", true);
    chat.end(turn, "stopped");
  },
  interrupted: (chat) => {
    rest(chat);
    const turn = chat.say("And in September?");
    chat.answer(turn, "September was calmer: of 1,180 sailings", true);
    chat.end(turn, "interrupted");
  },
  offline: (chat) => {
    void STATES["error"]?.(chat);
    chat.store.surround({
      connection: { phase: "offline", retryAt: Date.now() + 4_000 },
      pending: [{ id: newId<StepId>(), text: "Then use berth 3 for the spare.", state: "waiting" }],
    });
  },
  reconnecting: (chat) => {
    rest(chat);
    chat.store.surround({ connection: { phase: "reconnecting", retryAt: Date.now() + 8_000 } });
  },
  storeaway: (chat) => {
    rest(chat);
    const error = { code: "STORE_FAILED" as const, message: "Chats cannot be read right now.", fix: "Wait a moment." };
    chat.store.surround({ connection: { phase: "reconnecting", retryAt: Date.now() + 8_000, error } });
  },
  pending: (chat) => {
    rest(chat);
    chat.store.surround({
      pending: [
        {
          id: newId<StepId>(),
          text: "And in September?",
          state: "refused",
          error: { code: "OVERLOADED", message: "Too many messages.", fix: "Wait a moment." },
        },
        { id: newId<StepId>(), text: "One more thing.", state: "sending" },
      ],
    });
  },
  queue: (chat) => {
    void STATES["streaming"]?.(chat);
    chat.queue("Also compare with September");
    chat.queue("And write it to the board in two paragraphs, with the table and without the query");
  },
  held: (chat) => {
    void STATES["stopped"]?.(chat);
    chat.queue("Also compare with September");
    chat.queue("And write it to the board in two paragraphs, with the table and without the query");
    chat.emit({ type: "surface-set", surface: { queueHeld: true } });
  },
  long: (chat) => {
    chat.name("A very long chat");
    for (let index = 1; index <= 60; index++) {
      const turn = chat.say(`Question ${index}: how late was the ${6 + (index % 12)}:10?`);
      chat.answer(
        turn,
        index % 5 === 0 ? ANSWER : `Answer ${index}. ${"It left a little late, and made it up on the way. ".repeat((index % 6) + 1)}`,
      );
      chat.end(turn);
    }
    chat.store.prepend([], true);
  },
  overflow: (chat) => {
    chat.name("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung and other long names that do not fit");
    chat.history.threads = chat.history.threads.map((thread, index) => (index === 1 ? { ...thread, name: "x".repeat(120) } : thread));
    const turn = chat.say(
      `${"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3)} https://example.org/${"a-very-long-path/".repeat(12)}`,
    );
    chat.step(turn, {
      name: "A step whose name is far longer than any line of a telephone would ever hold without an ellipsis",
      input: JSON.stringify({ path: "/var/lib/".repeat(8), key: "k".repeat(160) }),
      output: `${"one_very_long_identifier_".repeat(14)}\n${"| a | b ".repeat(30)}`,
      seconds: 3723,
      extra: { isError: true },
    });
    chat.answer(turn, OVERFLOW);
    chat.end(turn, "failed", `ENAMETOOLONG: ${"/an/endless/path".repeat(14)}`);
  },
  empty: (chat) => {
    chat.history.threads = [];
    return "/";
  },
  connecting: (chat) => {
    chat.store.surround({ connection: { phase: "connecting" } });
    return `/thread/${chat.threadId}`;
  },
  failed: (chat) => {
    rest(chat);
    chat.store.surround({
      connection: {
        phase: "failed",
        error: { code: "VERSION_MISMATCH", message: "This page is older than the server.", fix: "Reload the page." } as never,
      },
    });
  },
  replaced: (chat) => {
    rest(chat);
    chat.store.surround({ connection: { phase: "closed" } });
  },
  loaderror: (chat) => {
    rest(chat);
    chat.store.setLoadError(
      "app.ts:14:7\n\n  12 │ cl.onMessage(async (message) => {\n  13 │   const counter = cl.userSession.get(\"counter\", 0) + 1;\n> 14 │   cl.userSesion.set(\"counter\", counter);\n     │      ^^^^^^^^^^\n\nProperty 'userSesion' does not exist on colloquy. Did you mean 'userSession'?",
    );
  },
  notfound: (chat) => {
    chat.store.setRefused({ code: "NOT_FOUND", message: "There is nothing here.", fix: "" });
    return `/thread/${newId()}`;
  },
  signedout: (chat) => {
    rest(chat);
    chat.store.surround({
      connection: { phase: "failed", error: { code: "UNAUTHENTICATED", message: "Nobody is signed in.", fix: "Sign in." } as never },
    });
  },
  elements,
  tasks,
  canvas,
  arabicelements: arabicElements,
  documents,
  ...VIEWS,
  ...CUSTOM,
  attached: (chat) => {
    rest(chat);
    chat.uploads = filesInTheBox();
  },
  signin: () => "/",
  boot: () => "/",
  arabictools: (chat) => {
    chat.author = "قبطان الميناء";
    const turn = chat.say("متى تغادر القوارب إلى @كينلوخ؟", {}, { command: "جدول", mentions: [{ id: "k", label: "كينلوخ" }] });
    chat.answer(turn, "القارب التالي يغادر الساعة 12:30.");
    chat.end(turn);
    chat.emit({
      type: "surface-set",
      surface: {
        commands: [
          { id: "جدول", icon: "clock", description: "مواعيد القوارب", button: true },
          { id: "تذكرة", icon: "ticket", description: "حجز مقعد" },
        ],
        modes: [{ id: "model", name: "النموذج", options: [{ id: "large", name: "كبير", icon: "brain" }] }],
        followUps: [{ label: "متى يعود؟", message: "متى يعود؟" }],
      },
    });
  },
  arabic: (chat) => {
    chat.author = "قبطان الميناء";
    chat.history.threads = ["تأخّر رحلات السبت", "أوقات التحميل في كينلوخ", "جدول الطاقم لعطلة الخريف", "رسالة إلى مجلس الميناء"].map(
      (name, index) => ({ ...(chat.history.threads[index * 2] ?? chat.history.threads[0]), name }) as never,
    );
    chat.name("تأخّر رحلات السبت");
    const turn = chat.say("أيّ رحلات السبت تأخّرت في أكتوبر، وماذا تغيّر سفينة احتياطية واحدة؟");
    chat.step(turn, { name: "قرأ السجلّ", input: "october-sailings.csv", output: "1204", seconds: 0.4 });
    chat.step(turn, { name: "عدّ الرحلات المتأخّرة", input: "حسب الرصيف واليوم", seconds: 0.8 });
    chat.live();
    chat.step(turn, { name: "يحاكي سفينة احتياطية", input: "240 من 500", seconds: -3, open: true });
    chat.answer(
      turn,
      "من أصل 1,204 رحلة، **تأخّرت 87 رحلة أكثر من عشر دقائق**. ثلثاها بعد ظهر السبت، وكلّها تقريبًا تمرّ برصيف كينلوخ حيث يطول التحميل 6.4 دقائق عن المخطّط.\n\n| الرصيف | الرحلات | المتأخّرة |\n|---|---:|---:|\n| كينلوخ | 212 | **78** |\n| سانداي | 408 | 6 |\n\n```sql\n-- sailings more than ten minutes late\nselect berth, count(*) as late from sailings;\n```\n\nإذا وقفت سفينة احتياطية في كينلوخ من الساعة 12:30 فإنها تتولّى الدورة الثانية",
      true,
    );
  },
};
