// Views: a booking, a ticket, a dashboard, every component, what is broken, and one that changes.
import type { Action, ActionId, Element, ElementId, FormField, StepId, ViewNode } from "@colloquy/protocol";
import { newId } from "@colloquy/protocol";
import type { FakeChat } from "./fake-chat.ts";

const KINLOCH = new URL("./pictures/kinloch.svg", import.meta.url).pathname;
const SANDAY = new URL("./pictures/sanday.svg", import.meta.url).pathname;

const action = (name: string, label: string, more: Partial<Action> = {}): Action => ({
  id: newId<ActionId>(),
  name,
  label,
  payload: {},
  ...more,
});
const text = (words: string, more: object = {}): ViewNode => ({ type: "Text", text: words, ...more });

/** Shows a view with a message. */
export function show(chat: FakeChat, stepId: StepId, view: ViewNode, id = newId<ElementId>()): Element {
  const element: Element = { id, forId: stepId, type: "view", name: "View", display: "inline", props: { view } };
  chat.emit({ type: "element-set", element });
  return element;
}

const BOOKING: ViewNode = {
  type: "Card",
  title: "Kinloch, 12:30",
  subtitle: "Saturday 14 November, MV Tern",
  children: [
    { type: "Image", src: KINLOCH, alt: "A sailing boat off Kinloch under a low sun", aspect: 2.6 },
    {
      type: "Row",
      gap: "small",
      children: [
        { type: "Badge", text: "On time", tone: "success", icon: "check" },
        { type: "Badge", text: "4 seats left", tone: "warning" },
        { type: "Badge", text: "Cars" },
      ],
    },
    {
      type: "Facts",
      items: [
        ["Seats", 4],
        ["Price", "£12"],
        ["Crossing", "35 minutes"],
        ["Dogs welcome", true],
      ],
    },
    {
      type: "Row",
      children: [
        { type: "Button", action: action("book", "Book", { style: "primary", icon: "ticket" }), pending: "Booking…" },
        { type: "Button", action: action("fails", "Hold for an hour") },
      ],
    },
  ],
};

const TICKET: ViewNode = {
  type: "Card",
  title: "Booked: Kinloch, 12:30",
  subtitle: "Two seats and a car",
  icon: "ticket-check",
  tone: "success",
  children: [
    {
      type: "Grid",
      columns: 3,
      children: [column("Reference", "KL-7F3A"), column("Berth", "Kinloch 2"), column("Boarding", "12:10")],
    },
    { type: "Divider" },
    {
      type: "Row",
      justify: "between",
      children: [
        text("£41.50, paid with Visa ·· 4411", { muted: true, size: "small" }),
        { type: "Link", href: "https://ferry.example/kl-7f3a", text: "Open the ticket", icon: "external-link" },
      ],
    },
    {
      type: "Row",
      children: [
        { type: "Button", action: action("change", "Change") },
        {
          type: "Button",
          action: action("cancel", "Cancel the booking", { style: "danger", confirm: "The money comes back within five days." }),
        },
      ],
    },
  ],
};

function column(label: string, value: string, more: object = {}): ViewNode {
  return {
    type: "Column",
    gap: "none",
    children: [text(label, { muted: true, size: "small" }), text(value, { size: "large", weight: "bold", ...more })],
  };
}

function figure(title: string, value: string, change: string, tone: "success" | "danger"): ViewNode {
  return {
    type: "Card",
    children: [
      {
        type: "Column",
        gap: "none",
        children: [
          text(title, { size: "small", muted: true }),
          text(value, { size: "large", weight: "bold" }),
          text(change, { size: "small", tone }),
        ],
      },
    ],
  };
}

const DASHBOARD: ViewNode = {
  type: "Column",
  gap: "large",
  children: [
    { type: "Heading", level: 1, text: "October at Kinloch" },
    {
      type: "Grid",
      columns: 3,
      children: [
        figure("Sailings", "1,204", "▲ 3 % on September", "success"),
        figure("Left late", "87", "▲ 21 % on September", "danger"),
        figure("Loading", "21.4 min", "▼ 6.4 min over plan", "danger"),
      ],
    },
    {
      type: "Tabs",
      label: "October",
      children: [
        {
          type: "Tab",
          key: "berths",
          label: "Berths",
          icon: "anchor",
          children: [
            {
              type: "Table",
              caption: "Late sailings by berth",
              columns: [
                { key: "berth", label: "Berth" },
                { key: "sailings", label: "Sailings" },
                { key: "late", label: "Late" },
                { key: "share", label: "Share", align: "end" },
                { key: "ramp", label: "Ramp free" },
              ],
              rows: [
                ["Kinloch", 212, 78, "36.8 %", false],
                ["Sanday", 408, 6, "1.5 %", true],
                ["Port Ellary", 12584, 3, "0.5 %", null],
              ],
            },
          ],
        },
        {
          type: "Tab",
          key: "chart",
          label: "Loading",
          icon: "chart-column",
          children: [
            {
              type: "Chart",
              title: "Minutes of loading",
              spec: {
                kind: "bar",
                x: "berth",
                y: ["minutes"],
                height: 220,
                data: [
                  { berth: "Kinloch", minutes: 21.4 },
                  { berth: "Sanday", minutes: 14.9 },
                  { berth: "Port Ellary", minutes: 15.2 },
                ],
              },
            },
          ],
        },
        {
          type: "Tab",
          key: "notes",
          label: "Notes",
          children: [
            {
              type: "Markdown",
              text: "Two turnarounds share **one ramp** on Saturdays.\n\n- see `plan.ts`\n- ask the [board](https://board.example)",
            },
          ],
        },
      ],
    },
  ],
};

const WORK: ViewNode = {
  type: "Card",
  title: "Putting the spare on standby",
  icon: "ship",
  children: [
    { type: "Progress", label: "Simulating 500 Saturdays", value: 0.48 },
    { type: "Progress", label: "Waiting for the weather service" },
    {
      type: "List",
      children: [
        { type: "Status", state: "done", text: "Read the rota", detail: "14 November, nobody is away" },
        { type: "Status", state: "failed", text: "Weather at Kinloch", detail: "No reply in 10 seconds" },
        { type: "Status", state: "running", text: "Simulating a spare vessel" },
        { type: "Status", state: "stopped", text: "Letter to the board", detail: "You stopped it" },
        { type: "Status", state: "waiting", text: "Book the standby" },
      ],
    },
    {
      type: "Details",
      summary: "How it is counted",
      children: [
        {
          type: "List",
          ordered: true,
          children: [
            text("Take each sailing of a Saturday."),
            text("Let the spare take over the second turnaround."),
            text("Count what leaves more than ten minutes late."),
          ],
        },
        { type: "Code", language: "sql", text: "select berth, count(*) as late\nfrom sailings where delay_min > 10\ngroup by berth" },
      ],
    },
    { type: "Skeleton", lines: 3 },
    {
      type: "Row",
      children: [
        { type: "Skeleton", shape: "circle" },
        { type: "Skeleton", lines: 2 },
      ],
    },
  ],
};

const FIELDS: readonly FormField[] = [
  { type: "text", key: "name", label: "Name", required: true, maxLength: 40 },
  { type: "text", key: "mail", label: "Email", format: "email", required: true, placeholder: "maren@harbour.example" },
  { type: "number", key: "seats", label: "Seats", integer: true, min: 1, max: 4, required: true },
  {
    type: "choice",
    key: "berth",
    label: "Berth",
    required: true,
    options: ["Kinloch", "Sanday", "Port Ellary"].map((label) => ({ value: label, label })),
  },
  { type: "text", key: "note", label: "Note to the crew", format: "multiline" },
  { type: "file", key: "licence", label: "Driving licence", accept: ["application/pdf", "image/*"], maxSizeMb: 5 },
  { type: "boolean", key: "terms", label: "I have read the harbour rules", mustBe: true, required: true },
];

function form(more: object): ViewNode {
  const [name, mail, seats, berth, note, licence, terms] = FIELDS.map((field): ViewNode => ({ type: "Field", key: field.key, field }));
  return {
    type: "Card",
    title: "Your booking",
    subtitle: "The 12:30 to Kinloch",
    icon: "clipboard-list",
    children: [
      {
        type: "Form",
        ...more,
        children: [
          { type: "Row", children: [name, mail] },
          { type: "Row", children: [seats, berth] },
          { type: "Details", summary: "More", children: [note, licence] },
          terms,
        ],
      } as ViewNode,
    ],
  };
}

const LINKS: ViewNode = {
  type: "Card",
  title: "Odds and ends",
  tone: "info",
  children: [
    {
      type: "Row",
      children: [
        { type: "Icon", name: "sun", tone: "warning", label: "Sunny" },
        text("14°, light wind"),
        { type: "Divider" },
        { type: "Icon", name: "waves" },
        text("calm", { muted: true }),
      ],
    },
    {
      type: "List",
      children: [
        text("Bring a coat."),
        text("The café opens at noon."),
        { type: "Link", href: "/public/timetable.pdf", text: "Timetable", icon: "file-text" },
      ],
    },
    { type: "Divider", label: "or" },
    { type: "Link", href: "javascript:alert(1)", text: "A link that may not be followed" },
    {
      type: "Row",
      align: "center",
      children: [
        { type: "Image", src: SANDAY, alt: "Sanday in the evening", maxWidth: 96, aspect: 1, rounded: true },
        {
          type: "Column",
          gap: "none",
          children: [text("Sanday", { weight: "bold" }), text("Six sailings a day", { muted: true, size: "small" })],
        },
      ],
    },
    { type: "Image", src: "https://images.example.org/ferry.jpg", alt: "A ferry", aspect: 3 },
    {
      type: "Grid",
      children: [
        { type: "Card", title: "Careful", tone: "warning", children: [text("Ramp 2 is slippery after rain.")] },
        { type: "Card", title: "Closed", tone: "danger", children: [text("No cars on the 17:45.")] },
      ],
    },
    { type: "Field", field: { type: "text", key: "lone", label: "A field outside of a form" } },
  ],
};

const BROKEN: readonly unknown[] = [
  { type: "Carousel", title: "A component of a newer server", children: [text("What stands in it is shown.")] },
  { type: "Facts", items: "these are not facts" },
  { type: "Table", columns: 4, rows: [["a", "b"]] },
  { type: "Chart", title: "No chart", spec: { kind: "bar" } },
  "just words",
  null,
  { type: "__proto__", text: "a name of the language" },
];

function begin(chat: FakeChat, words: string, said: string): StepId {
  chat.name("Late Saturday sailings");
  const turn = chat.say(words);
  const id = chat.answer(turn, said);
  chat.end(turn);
  return id;
}

/** One that runs, one that has failed, one that is off. */
function pressed(chat: FakeChat): void {
  const [runs, failed] = [action("slow", "Print the ticket", { style: "primary" }), action("fails", "Tell the crew")];
  const stepId = begin(chat, "Print it, and tell the crew.", "");
  show(chat, stepId, {
    type: "Card",
    title: "Your ticket",
    icon: "printer",
    children: [
      text("KL-7F3A, two seats and a car"),
      {
        type: "Row",
        children: [
          { type: "Button", action: runs, pending: "Printing…" },
          { type: "Button", action: failed },
          { type: "Button", action: action("later", "Send by post"), disabled: true },
        ],
      },
    ],
  });
  for (const { id } of [runs, failed]) chat.client.runAction(stepId, id).catch(() => undefined);
}

function views(chat: FakeChat): void {
  show(chat, begin(chat, "Which boat can I take on Saturday?", "This one has seats left."), BOOKING);
  show(chat, begin(chat, "Book it.", ""), TICKET);
  show(chat, begin(chat, "How was October?", ""), DASHBOARD);
  show(chat, begin(chat, "Put the spare on standby.", "I am on it."), WORK);
  show(
    chat,
    begin(chat, "I want to bring the car.", "Then I need a few details."),
    form({ action: action("order", "Book"), pending: "Booking…", initial: { seats: 2 } }),
  );
  pressed(chat);
  show(chat, begin(chat, "What else?", ""), LINKS);
  show(chat, begin(chat, "And what this page does not know?", ""), { type: "Card", title: "Broken", children: BROKEN as ViewNode[] });
}

/** A form that is the answer of a question. */
function viewAsk(chat: FakeChat): void {
  chat.name("Late Saturday sailings");
  const turn = chat.say("I want to bring the car.");
  const ask = chat.ask(turn, "A few details, please.", 252, {
    kind: "form",
    form: { fields: [...FIELDS] },
    initial: { seats: 2 },
    submit: "Book the crossing",
    skippable: true,
  });
  show(chat, ask.stepId, form({}));
}

function viewAnswered(chat: FakeChat): void {
  chat.name("Late Saturday sailings");
  const turn = chat.say("I want to bring the car.");
  const ask = chat.ask(turn, "A few details, please.", 252, { kind: "form", form: { fields: [...FIELDS] }, initial: { seats: 2 } });
  show(chat, ask.stepId, form({}));
  chat.close(ask, "answered", {
    kind: "form",
    values: { name: "Maren Holt", mail: "maren@harbour.example", seats: 3, berth: "Sanday", terms: true },
  });
}

function arabicViews(chat: FakeChat): void {
  chat.author = "قبطان الميناء";
  chat.name("رحلات السبت");
  const turn = chat.say("أيّ قارب يناسبني يوم السبت؟");
  show(chat, chat.answer(turn, "في هذا القارب مقاعد شاغرة."), {
    type: "Card",
    title: "كينلوخ، 12:30",
    subtitle: "السبت 14 نوفمبر، MV Tern",
    icon: "ship",
    children: [
      {
        type: "Row",
        gap: "small",
        children: [
          { type: "Badge", text: "في موعده", tone: "success", icon: "check" },
          { type: "Badge", text: "بقي 4 مقاعد", tone: "warning" },
        ],
      },
      {
        type: "Facts",
        items: [
          ["المقاعد", 4],
          ["السعر", "£12"],
          ["الكلاب", true],
          ["الرصيف", null],
        ],
      },
      {
        type: "Tabs",
        children: [
          {
            type: "Tab",
            label: "الحالة",
            children: [
              { type: "Status", state: "done", text: "قرأت جدول الطاقم" },
              { type: "Status", state: "running", text: "أحاكي السفينة الاحتياطية", detail: "240 من 500" },
              { type: "Progress", label: "المحاكاة", value: 0.48 },
            ],
          },
          { type: "Tab", label: "التفاصيل", children: [text("لا شيء بعد.")] },
        ],
      },
      {
        type: "Details",
        summary: "كيف يُحسب",
        open: true,
        children: [{ type: "List", ordered: true, children: [text("خذ كلّ رحلة."), text("MV Fulmar is in the dock.")] }],
      },
      {
        type: "Table",
        columns: [
          { key: "b", label: "الرصيف" },
          { key: "n", label: "المتأخّرة" },
        ],
        rows: [
          ["كينلوخ", 78],
          ["Sanday", 6],
        ],
      },
      {
        type: "Row",
        children: [
          { type: "Button", action: action("book", "احجز", { style: "primary", icon: "ticket" }) },
          { type: "Button", action: action("hold", "انتظر") },
        ],
      },
    ],
  });
  chat.end(turn);
}

function cjkViews(chat: FakeChat): void {
  show(chat, begin(chat, "土曜日の船は？", "空席があります。"), {
    type: "Card",
    title: "キンロッホ行き　12時30分発",
    subtitle: "11月14日（土）・MVターン号・所要時間35分",
    icon: "ship",
    children: [
      {
        type: "Row",
        gap: "small",
        children: [
          { type: "Badge", text: "定刻", tone: "success" },
          { type: "Badge", text: "残り4席", tone: "warning" },
        ],
      },
      {
        type: "Facts",
        items: [
          ["座席", 4],
          ["料金", "1,200円"],
          ["犬の同伴", true],
        ],
      },
      {
        type: "List",
        children: [
          { type: "Status", state: "done", text: "勤務表を確認しました", detail: "11月14日は全員出勤です" },
          { type: "Status", state: "running", text: "予備船の運航をシミュレーションしています" },
        ],
      },
      {
        type: "Table",
        caption: "埠頭ごとの遅延",
        columns: [
          { key: "b", label: "埠頭" },
          { key: "n", label: "遅延" },
        ],
        rows: [
          ["キンロッホ", 78],
          ["サンデー", 6],
        ],
      },
      {
        type: "Row",
        children: [
          { type: "Button", action: action("book", "予約する", { style: "primary" }) },
          { type: "Button", action: action("hold", "一時間だけ仮押さえ") },
        ],
      },
    ],
  });
}

/** By the names in the address. */
export const VIEWS = { views, viewask: viewAsk, viewanswered: viewAnswered, arabicviews: arabicViews, cjkviews: cjkViews };
