// Questions of every kind: open, being answered, failed, and closed in each way.
import type { Upload } from "@colloquy/client";
import { type Action, type ActionId, type AskAnswer, type AskSpec, type FileKey, newId, type Surface, type Turn } from "@colloquy/protocol";
import type { FakeChat } from "./fake-chat.ts";

const VESSELS = {
  kind: "choice",
  options: [
    { value: "tern", label: "MV Tern", description: "Kinloch, berth 2. Free from 12:30.", icon: "ship", badge: "Recommended" },
    { value: "fulmar", label: "MV Fulmar", description: "Port Ellary. Needs 40 minutes to get there.", icon: "sailboat" },
    { value: "none", label: "No vessel", description: "The afternoon stays as it is.", icon: "anchor" },
  ],
  other: true,
} as const satisfies AskSpec;

const PIERS = {
  kind: "choice",
  options: ["Kinloch", "Port Ellary", "Sanday", "Skerry Bay", "Torran", "Holm of Grimness"].map((label) => ({ value: label, label })),
  multiple: true,
  min: 1,
  max: 2,
  search: true,
} as const satisfies AskSpec;

const CANCEL = { kind: "confirm", danger: true, yes: "Cancel 4 sailings", no: "Keep them" } as const satisfies AskSpec;

const BOOKING = {
  kind: "approval",
  tool: "Book the standby",
  input: {
    vessel: "MV Tern",
    berth: "Kinloch 2",
    from: "2026-11-14T12:30",
    cost: 1140,
    crew: { size: 6, names: ["Maren Holt", "Iain Ross"] },
    note: "Ramp 2 is slippery after rain.\nPlease load cars nose-in.",
  },
  edit: true,
  scopes: ["chat", "always"],
} as const satisfies AskSpec;

const PAPERS = { kind: "file", accept: ["application/pdf", "image/*"], maxFiles: 3, maxSizeMb: 5 } as const satisfies AskSpec;

const buttons = () =>
  ({
    kind: "action",
    actions: [
      { id: newId<ActionId>(), name: "send", payload: {}, label: "Send to 6 people", icon: "send", style: "primary" },
      { id: newId<ActionId>(), name: "later", payload: {}, label: "Tomorrow at 8", icon: "clock", tooltip: "Before the first sailing" },
      { id: newId<ActionId>(), name: "drop", payload: {}, label: "Don’t send", style: "danger" },
    ],
  }) as const satisfies AskSpec;

function begin(chat: FakeChat): Turn {
  chat.name("Late Saturday sailings");
  const turn = chat.say("Put the spare on standby this Saturday and tell the crew.");
  chat.step(turn, { name: "Checked the rota", input: "14 November", output: "free", seconds: 0.3 });
  return turn;
}

export function choice(chat: FakeChat): void {
  chat.ask(begin(chat), "Which vessel shall I put on standby?", 252, VESSELS);
}

export function choices(chat: FakeChat): void {
  chat.ask(begin(chat), "Which piers shall I tell?", undefined, PIERS);
}

export function confirm(chat: FakeChat): void {
  chat.ask(begin(chat), "Four sailings would be cancelled, with 212 bookings. This cannot be undone.", undefined, CANCEL, { blocks: true });
}

export function approval(chat: FakeChat): void {
  const turn = begin(chat);
  const targetId = chat.step(turn, {
    name: "Book the standby",
    input: JSON.stringify(BOOKING.input),
    open: true,
    extra: { defaultOpen: true },
  });
  chat.ask(turn, "Book **MV Tern** as standby on Saturday?", 252, { ...BOOKING, targetId });
}

export function files(chat: FakeChat): void {
  chat.ask(begin(chat), "I need the survey of the ramp, and a picture if there is one.", undefined, PAPERS);
}

export function several(chat: FakeChat): void {
  const turn = begin(chat);
  chat.ask(turn, "Who should hear about it?", undefined, buttons());
  chat.ask(turn, "Which vessel?", 25, VESSELS);
  chat.ask(turn, "Anything else the crew should know?", 600);
}

export function texts(chat: FakeChat): void {
  const turn = begin(chat);
  chat.ask(turn, "What shall I call the crew’s letter?", 600);
  chat.ask(turn, "And who signs it?", undefined);
}

export function sending(chat: FakeChat): void {
  chat.answers = "never";
  several(chat);
}

export function failed(chat: FakeChat): void {
  chat.answers = "fail";
  chat.ask(begin(chat), "Shall I send it?", undefined, { kind: "confirm" });
}

export function closed(chat: FakeChat): void {
  const turn = begin(chat);
  const put = (question: string, spec: AskSpec, answer: AskAnswer) =>
    chat.close(chat.ask(turn, question, undefined, spec), "answered", answer);
  put("Which vessel?", VESSELS, { kind: "choice", values: ["tern"], other: "and the tender" });
  put("Cancel them?", CANCEL, { kind: "confirm", confirmed: false });
  put("Book it?", BOOKING, { kind: "approval", decision: "chat", input: { vessel: "MV Fulmar" } });
  put("And the second one?", BOOKING, { kind: "approval", decision: "deny", reason: "It is in the yard until Monday." });
  put("The survey, please.", PAPERS, { kind: "file", files: [newId<FileKey>(), newId<FileKey>()] });
  const send = buttons();
  put("Send it?", send, { kind: "action", actionId: send.actions[0].id });
  chat.close(chat.ask(turn, "Shall I go on?", 10, { kind: "confirm" }), "expired");
  chat.close(chat.ask(turn, "Or wait?", 10, { kind: "confirm" }), "cancelled");
  chat.answer(turn, "MV Tern stands by from 12:30, and the crew knows.");
  chat.end(turn);
}

const TOOLS: Surface = {
  messageActions: [
    { name: "save", label: "Save to the log", icon: "bookmark" },
    { name: "translate", label: "Translate", icon: "languages", on: "both" },
  ],
};

export function actions(chat: FakeChat): void {
  const turn = begin(chat);
  const list = [
    { id: newId<ActionId>(), name: "send", payload: {}, label: "Send to 6 people", icon: "send", style: "primary" },
    { id: newId<ActionId>(), name: "slow", payload: {}, label: "Draw the chart", icon: "chart-line", tooltip: "Takes a minute" },
    { id: newId<ActionId>(), name: "fails", payload: {}, label: "Ask the weather service" },
    {
      id: newId<ActionId>(),
      name: "drop",
      payload: {},
      label: "Delete the draft",
      icon: "trash",
      style: "danger",
      confirm: "Delete it for everybody?",
    },
  ] as const satisfies readonly Action[];
  const stepId = chat.step(turn, {
    type: "assistant_message",
    name: chat.author,
    output: "The letter to the crew is written. It goes out when you say so.",
    extra: { actions: [...list] },
  });
  chat.end(turn);
  chat.emit({ type: "surface-set", surface: TOOLS });
  void chat.client.runAction(stepId, list[1].id);
  void chat.client.runAction(stepId, list[2].id).catch(() => undefined);
}

export function arabic(chat: FakeChat): void {
  chat.author = "قبطان الميناء";
  chat.name("تأخّر رحلات السبت");
  const turn = chat.say("ضع السفينة الاحتياطية على أهبة الاستعداد يوم السبت.");
  chat.ask(turn, "أيّ سفينة؟", 252, {
    kind: "choice",
    options: [
      { value: "tern", label: "سفينة تيرن", description: "كينلوخ، الرصيف 2", icon: "ship", badge: "موصى بها" },
      { value: "fulmar", label: "MV Fulmar", description: "تحتاج 40 دقيقة", icon: "sailboat" },
    ],
    other: true,
  });
  chat.ask(turn, "هل أحجزها؟", undefined, { ...BOOKING, tool: "حجز السفينة", input: { السفينة: "تيرن", berth: "Kinloch 2", cost: 1140 } });
  chat.close(chat.ask(turn, "هل أرسل الرسالة؟", undefined, { kind: "confirm" }), "answered", { kind: "confirm", confirmed: true });
}

export function cjk(chat: FakeChat): void {
  chat.author = "港長";
  chat.name("土曜日の遅れ");
  const turn = chat.say("土曜日に予備の船を待機させてください。");
  chat.ask(turn, "どの船にしますか。", 252, {
    kind: "choice",
    options: [
      { value: "tern", label: "ターン号", description: "キンロッホ第二埠頭。十二時半から空いています。", icon: "ship", badge: "おすすめ" },
      { value: "fulmar", label: "フルマ号", description: "到着まで四十分かかります。", icon: "sailboat" },
    ],
  });
  chat.ask(turn, "予約してよろしいですか。", undefined, { ...BOOKING, tool: "待機船の予約", input: { 船: "ターン号", 時刻: "12:30" } });
}

/** Uploads in each state, as the card of a question shows them. */
export class FakeUploads {
  #uploads: readonly Upload[] = [
    { id: "1", name: "Kinloch ramp survey.pdf", mime: "application/pdf", size: 1_240_000, state: "sending", sent: 800_000 },
    {
      id: "2",
      name: "ramp.png",
      mime: "image/png",
      size: 240_000,
      state: "done",
      sent: 240_000,
      file: { key: newId<FileKey>(), name: "ramp.png", mime: "image/png", size: 240_000 },
    },
  ];
  readonly #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  getUploads(): readonly Upload[] {
    return this.#uploads;
  }

  add(): void {}

  remove(id: string): void {
    this.#uploads = this.#uploads.filter((upload) => upload.id !== id);
    for (const listener of this.#listeners) listener();
  }
}
