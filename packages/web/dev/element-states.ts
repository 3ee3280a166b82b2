// What an answer can show: pictures, texts, files, what stands beside the chat, and the tasks of the app.
import { type Element, type ElementId, type ElementType, newId, type StepId } from "@colloquy/protocol";
import type { FakeChat } from "./fake-chat.ts";

const PICTURES = {
  kinloch: new URL("./pictures/kinloch.svg", import.meta.url).pathname,
  night: new URL("./pictures/night.svg", import.meta.url).pathname,
  sanday: new URL("./pictures/sanday.svg", import.meta.url).pathname,
  wide: new URL("./pictures/wide.svg", import.meta.url).pathname,
};
const NOTES = new URL("./pictures/notes.txt", import.meta.url).pathname;
const QUERY = new URL("./pictures/query.txt", import.meta.url).pathname;

function show(chat: FakeChat, forId: StepId | undefined, type: ElementType, name: string, more: Partial<Element> = {}): ElementId {
  const id = newId<ElementId>();
  chat.emit({ type: "element-set", element: { id, ...(forId && { forId }), type, name, display: "inline", ...more } });
  return id;
}

const TASKS = {
  status: "Working through October",
  tasks: [
    { title: "Read `october-sailings.csv`", status: "done" },
    { title: "Count the **late** sailings by berth", status: "done" },
    { title: "Ask the weather service for the 17th and the 24th", status: "failed" },
    { title: "Simulate a spare vessel at Kinloch, 500 Saturdays", status: "running" },
    { title: "Write two paragraphs to the harbour board", status: "ready" },
    { title: "Draw the chart", status: "ready" },
  ],
};

export function elements(chat: FakeChat): void {
  chat.name("Late Saturday sailings");
  const turn = chat.say("What does the ramp at Kinloch look like? I’ve attached what I have.");
  const asked = turn.messageId as StepId;
  show(chat, asked, "image", "ramp.png", { url: PICTURES.kinloch, props: { alt: "The ramp at low water" } });
  show(chat, asked, "file", "october-sailings.csv", { mime: "text/csv", url: QUERY });
  show(chat, asked, "pdf", "Kinloch ramp survey.pdf", { url: QUERY });
  const step = chat.step(turn, {
    name: "Looked through the archive",
    input: "Kinloch, ramp",
    output: "4 pictures",
    seconds: 2,
    extra: { defaultOpen: true },
  });
  show(chat, step, "image", "archive.png", { url: PICTURES.night, size: "small", props: { alt: "The harbour at night" } });
  const said = chat.answer(
    turn,
    "Here is the quay as the survey saw it. The measurements are in loading notes, the drawing in ramp drawing, and the whole log in Sailing log 2026.",
  );
  show(chat, said, "image", "kinloch.png", {
    url: PICTURES.kinloch,
    size: "large",
    props: { alt: "A sailing boat off Kinloch under a low sun" },
  });
  show(chat, said, "image", "night.png", { url: PICTURES.night, props: { alt: "The bay at night" } });
  show(chat, said, "image", "sanday.png", { url: PICTURES.sanday, props: { alt: "Sanday in the evening" } });
  show(chat, said, "text", "Loading at Kinloch", { url: NOTES });
  show(chat, said, "file", "october-sailings.csv", { mime: "text/csv", url: QUERY });
  show(chat, said, "file", "crew-rota.xlsx", { url: QUERY });
  show(chat, said, "text", "loading notes", { url: NOTES, display: "side" });
  show(chat, said, "image", "ramp drawing", { url: PICTURES.wide, display: "side", props: { alt: "The ramp, drawn from the side" } });
  show(chat, said, "text", "Sailing log 2026", { url: NOTES, display: "page" });
  show(chat, said, "text", "A query nobody named", { url: QUERY, language: "sql", display: "side" });
  chat.end(turn);
  const next = chat.say("And elsewhere?");
  const more = chat.answer(next, "What is kept elsewhere is not loaded unasked.");
  show(chat, more, "image", "From afar", { url: "https://images.example.org/ferry.jpg", props: { alt: "A ferry" } });
  show(chat, more, "image", "Gone", { url: "/no-such-picture.png", size: "small", props: { alt: "Nothing" } });
  show(chat, more, "video", "The crossing", { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" });
  show(chat, more, "video", "Another site", { url: "https://vimeo.com/76979871" });
  show(chat, more, "text", "query.sql", { url: QUERY, language: "sql" });
  chat.end(next);
}

export function tasks(chat: FakeChat): void {
  chat.name("Late Saturday sailings");
  const turn = chat.say("Work through October, please.");
  const id = newId<ElementId>();
  const said = chat.answer(turn, "I am on it. You see how far I am beside the chat.");
  const list = TASKS.tasks.map((task, index) => (index < 2 ? { ...task, forId: said } : task));
  chat.emit({ type: "element-set", element: { id, type: "tasklist", name: "tasks", display: "side", props: { ...TASKS, tasks: list } } });
  chat.step(turn, { name: "Simulating", open: true, seconds: 2 });
}

export function canvas(chat: FakeChat): void {
  elements(chat);
  const shown = show(chat, undefined, "image", "Chart of the bay", { url: PICTURES.wide, display: "side", props: { alt: "The bay" } });
  chat.emit({ type: "surface-set", surface: { sidePanel: { title: "canvas", canvas: true, elementIds: [shown] } } });
}

export function arabicElements(chat: FakeChat): void {
  chat.author = "قبطان الميناء";
  chat.name("رصيف كينلوخ");
  const turn = chat.say("كيف يبدو الرصيف؟");
  const asked = turn.messageId as StepId;
  show(chat, asked, "file", "سجلّ الرحلات.csv", { mime: "text/csv", url: QUERY });
  const said = chat.answer(turn, "هذه صورة الرصيف، والقياسات في ملاحظات التحميل.");
  show(chat, said, "image", "الرصيف.png", { url: PICTURES.kinloch, props: { alt: "قارب عند الرصيف" } });
  show(chat, said, "image", "ليلًا.png", { url: PICTURES.night, props: { alt: "الخليج ليلًا" } });
  show(chat, said, "file", "october-sailings.csv", { mime: "text/csv", url: QUERY });
  show(chat, said, "text", "ملاحظات التحميل", { url: NOTES, display: "side" });
  chat.end(turn);
  const id = newId<ElementId>();
  const props = {
    status: "أعمل عليه",
    tasks: [
      { title: "قراءة السجلّ", status: "done" },
      { title: "عدّ الرحلات المتأخّرة", status: "running" },
      { title: "رسالة إلى المجلس", status: "ready" },
    ],
  };
  chat.emit({ type: "element-set", element: { id, type: "tasklist", name: "tasks", display: "side", props } });
}
