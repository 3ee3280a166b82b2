// The app behind the browser tests of what can be done with what was said: something of everything, and answers that differ.
import * as cl from "colloquy";
import { Card, Details, Facts, Tab, Table, Tabs, Text } from "colloquy/view";

const SAMPLE = `## The *ferry*

It costs $x^2$ pounds, see [the plan](https://ferry.example/plan) and \`boat.ts\`.

| Harbour | Time |
|:--|--:|
| Kinloch | 12:30 |

1. Go aboard
2. Sit down by the window

\`\`\`ts
const a = 1;
if (a < 2) go();
\`\`\`

<img src=x onerror=alert(1)> is only text here.`;

const TIMETABLE = Card(
  { title: "Saturday sailings" },
  Facts({ items: { Pilot: "Maren Holt" } }),
  Tabs(
    {},
    Tab({ label: "Boats" }, Table({ rows: [{ harbour: "Kinloch", boat: "MV Tern" }] })),
    Tab({ label: "Notes" }, Text({ text: "The ramp is narrow after rain." })),
  ),
  Details({ summary: "How it is counted" }, Text({ text: "Every boat that leaves late counts twice." })),
);

let answers = 0;

cl.onMessage(async ({ content }) => {
  if (content === "brake") throw new Error("The lock is stuck.");
  if (content === "timetable") return void (await new cl.Message({ content: "Here it is:", view: TIMETABLE }).send());
  const text = {
    sample: SAMPLE,
    arabic: "## الميناء\n\nالعبّارة تغادر في الظهيرة.\n\nثم تعود في المساء.",
    japanese: "## 港\n\n船は正午に出ます。\n\n夕方に戻ります。",
    long: Array.from({ length: 60 }, (_, line) => `Line ${line + 1} of a long answer.`).join("\n\n"),
  }[content];
  await new cl.Message(text ?? `Answer ${++answers} to ${content}`).send();
});
