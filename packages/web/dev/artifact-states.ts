// Documents beside the chat: one that was written on three times, and others of each kind.
import { type ArtifactProps, type ElementId, newId, type Turn } from "@colloquy/protocol";
import type { FakeChat } from "./fake-chat.ts";

const LETTER = `# Letter to the harbour board

Of **1,204 sailings** in October, 87 left more than ten minutes late. All but nine touch the Kinloch berth.

## What we ask for

1. One spare vessel, standing by at Kinloch from 12:30 on Saturdays.
2. A second ramp crew until the end of the season.

| Berth | Sailings | Late | Share |
|---|---:|---:|---:|
| Kinloch | 212 | 78 | 36.8 % |
| Sanday | 408 | 6 | 1.5 % |

> 備考：土曜日の午後便は、積み込みに予定より六分以上かかっています。
`;
const EARLIER = LETTER.replace("One spare vessel, standing by at Kinloch from 12:30 on Saturdays.", "One spare vessel.").replace(
  "2. A second ramp crew until the end of the season.\n",
  "2. A larger ramp.\n3. A new timetable for the afternoon.\n",
);
const QUERY = `-- sailings that left more than ten minutes late
select berth, count(*) as late, round(avg(loading_min), 1) as loading
from sailings
where month = '2026-10' and delay_min > 10 and berth in ('Kinloch', 'Sanday', 'Port Ellary') and vessel <> 'MV Fulmar'
group by berth
order by late desc;
`;

export function documents(chat: FakeChat): void {
  chat.name("Late Saturday sailings");
  const first = chat.say("Write to the harbour board about the late Saturdays.");
  chat.answer(first, "Here is a draft. You can edit it beside the chat.");
  write(chat, first, { key: "letter", title: "Letter to the harbour board", version: 1, content: EARLIER });
  chat.end(first);
  const second = chat.say("Say what the spare is for, and put the query into a file.");
  write(chat, second, { key: "query", title: "late-sailings.sql", version: 1, content: QUERY, type: "code", language: "sql" });
  write(chat, second, { key: "letter", title: "Letter to the harbour board", version: 2, content: LETTER, by: "person" });
  chat.end(second);
}

interface Written extends Pick<ArtifactProps, "key" | "version">, Partial<Pick<ArtifactProps, "type" | "by">> {
  readonly title: string;
  readonly content: string;
  readonly language?: string;
}

/** A version is a message with an element. */
function write(chat: FakeChat, turn: Turn, { key, title, version, content, type = "markdown", by = "app", language }: Written): void {
  const stepId = chat.answer(turn, content);
  const props: ArtifactProps = { key, type, version, by, turnId: turn.id, createdAt: chat.now() };
  const element = { id: newId<ElementId>(), forId: stepId, type: "artifact", name: title, display: "side", props } as const;
  chat.emit({ type: "element-set", element: { ...element, ...(language && { language }) } });
}
