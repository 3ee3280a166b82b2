// Forms as answers: every type of field, steps, the input of a tool, and one in Arabic.
import type { AskSpec, Form, FormField } from "@colloquy/protocol";
import type { FakeChat } from "./fake-chat.ts";

const CREW: FormField = {
  type: "list",
  key: "crew",
  label: "Crew",
  description: "In the order they come aboard.",
  required: true,
  minItems: 1,
  maxItems: 6,
  item: {
    type: "group",
    key: "",
    label: "",
    required: true,
    fields: [
      { type: "text", key: "name", label: "Name", required: true, maxLength: 40 },
      { type: "choice", key: "role", label: "Role", options: ["Master", "Mate", "Engineer", "Deckhand"].map(option) },
    ],
  },
};

const NOTIFY: FormField = {
  type: "variants",
  key: "notify",
  label: "Tell them",
  required: true,
  tag: "by",
  variants: [
    { value: "mail", label: "By mail", fields: [{ type: "text", key: "to", label: "Address", format: "email", required: true }] },
    { value: "phone", label: "By phone", fields: [{ type: "text", key: "number", label: "Number", format: "tel", required: true }] },
  ],
};

const FIELDS: readonly FormField[] = [
  { type: "text", key: "vessel", label: "Vessel", readOnly: true, default: "MV Tern", required: true },
  { type: "choice", key: "berth", label: "Berth", required: true, options: ["Kinloch 1", "Kinloch 2", "Sanday"].map(option) },
  { type: "text", key: "day", label: "Day", format: "date", required: true },
  { type: "text", key: "ready", label: "Ready by", format: "time", required: true },
  { type: "number", key: "cars", label: "Cars", integer: true, min: 0, max: 24, description: "At most 24 fit on the deck." },
  { type: "number", key: "fuel", label: "Fuel, tonnes", min: 0, step: 0.5, placeholder: "4.5" },
  { type: "text", key: "note", label: "Note to the crew", format: "multiline", placeholder: "Ramp 2 is slippery after rain." },
  {
    type: "choices",
    key: "tell",
    label: "Who should hear about it",
    required: true,
    min: 1,
    options: ["Crew", "Harbour", "Passengers"].map(option),
  },
  CREW,
  NOTIFY,
  {
    type: "group",
    key: "contact",
    label: "Contact ashore",
    fields: [{ type: "text", key: "name", label: "Name", required: true }],
  },
  {
    type: "record",
    key: "prices",
    label: "Prices",
    description: "In pounds, by what is carried.",
    value: { type: "number", key: "", label: "", required: true, min: 0 },
  },
  {
    type: "tuple",
    key: "span",
    label: "Valid",
    items: [
      { type: "text", key: "", label: "From", format: "date", required: true },
      { type: "text", key: "", label: "Until", format: "date", required: true },
    ],
  },
  { type: "file", key: "survey", label: "Survey of the ramp", accept: ["application/pdf"], maxSizeMb: 5 },
  { type: "json", key: "extra", label: "For the rota system" },
  { type: "boolean", key: "terms", label: "I have read the harbour rules", mustBe: true, required: true },
];

const INITIAL = {
  vessel: "MV Tern",
  day: "2026-11-14",
  crew: [{ name: "Maren Holt", role: "master" }, { name: "Iain Ross" }],
  prices: { car: 34.5 },
  notify: { by: "mail", to: "" },
};

function option(label: string) {
  return { value: label.toLowerCase(), label };
}

function begin(chat: FakeChat) {
  chat.name("Late Saturday sailings");
  return chat.say("Put the spare on standby this Saturday and tell the crew.");
}

export function whole(chat: FakeChat): void {
  const spec: AskSpec = { kind: "form", form: { fields: [...FIELDS] }, initial: INITIAL, submit: "Send to 6 people", skippable: true };
  chat.ask(begin(chat), "A few details for the standby.", 252, spec);
}

export function steps(chat: FakeChat): void {
  const form: Form = {
    fields: [...FIELDS.slice(0, 6), CREW],
    steps: [
      { label: "The sailing", description: "Where and when the spare has to be.", keys: ["vessel", "berth", "day", "ready"] },
      { label: "What it carries", keys: ["cars", "fuel"] },
      { label: "Who is aboard", keys: ["crew"] },
    ],
  };
  chat.ask(begin(chat), "A few details for the standby.", undefined, { kind: "form", form, initial: INITIAL });
}

export function edit(chat: FakeChat): void {
  const form: Form = { fields: [...FIELDS.slice(0, 6), CREW] };
  const input = { ...INITIAL, berth: "kinloch 2", ready: "12:30", prices: undefined, notify: undefined };
  chat.ask(begin(chat), "Book it?", undefined, { kind: "approval", tool: "Book the standby", input, edit: form, scopes: ["chat"] });
}

export function arabic(chat: FakeChat): void {
  chat.name("رحلات السبت المتأخرة");
  const turn = chat.say("ضع السفينة الاحتياطية في الانتظار يوم السبت.");
  const fields: FormField[] = [
    { type: "text", key: "name", label: "الاسم الكامل", required: true },
    { type: "text", key: "day", label: "اليوم", format: "date", required: true },
    { type: "number", key: "cars", label: "عدد السيارات", min: 0, max: 24 },
    { type: "choice", key: "berth", label: "الرصيف", required: true, options: ["كينلوخ ١", "كينلوخ ٢"].map(option) },
    { type: "list", key: "crew", label: "الطاقم", required: true, item: { type: "text", key: "", label: "", required: true } },
    { type: "text", key: "mail", label: "البريد الإلكتروني", format: "email", placeholder: "maren@harbour.example" },
  ];
  chat.ask(turn, "بعض التفاصيل من فضلك.", 252, {
    kind: "form",
    form: { fields },
    initial: { crew: ["مارين", "Iain Ross"] },
    skippable: true,
  });
}

export function closed(chat: FakeChat): void {
  const values = {
    ...INITIAL,
    berth: "kinloch 2",
    ready: "12:30",
    cars: 12,
    tell: ["crew", "harbour"],
    notify: { by: "mail", to: "crew@harbour.example" },
    terms: true,
  };
  const ask = chat.ask(begin(chat), "A few details for the standby.", undefined, {
    kind: "form",
    form: { fields: [...FIELDS] },
    initial: INITIAL,
  });
  chat.close(ask, "answered", { kind: "form", values });
}
