// Custom elements: one that is drawn, one that breaks, one whose newest file is wrong, and one that is not there.
import { type CustomElementMap, type ElementId, newId, type StepId } from "@colloquy/protocol";
import type { FakeChat } from "./fake-chat.ts";

/** As the server says it: paths below the root. */
const below = (url: URL) => url.pathname.slice(1);

/** Where they are, for the page's settings. */
export const CUSTOM_PLACES: CustomElementMap = {
  Ticket: { module: below(new URL("./elements/ticket.js", import.meta.url)) },
  Breaks: { module: below(new URL("./elements/breaks.js", import.meta.url)) },
  Timetable: {
    error:
      "SyntaxError: Unexpected token\n\npublic/elements/Timetable.tsx:3:14\n  2 │   return (\n› 3 │     <b>{day</b>\n    │             ^\n  4 │   );\n\n→ Close what is open.",
  },
};

function showIn(chat: FakeChat, forId: StepId, name: string, props: object): void {
  const id = newId<ElementId>();
  chat.emit({ type: "element-set", element: { id, forId, type: "custom", name, display: "inline", props: { ...props } } });
}

function answer(chat: FakeChat, question: string, words: string): StepId {
  const turn = chat.say(question);
  const step = chat.answer(turn, words);
  chat.end(turn);
  return step;
}

function custom(chat: FakeChat): void {
  chat.name("Late Saturday sailings");
  const first = answer(chat, "A ticket to Kinloch, please.", "Here it is:");
  showIn(chat, first, "Ticket", { to: "Kinloch, 12:30", seats: 2 });
  const second = answer(chat, "And the timetable?", "These do not work yet:");
  for (const name of ["Breaks", "Timetable", "Pier"]) showIn(chat, second, name, {});
}

function arabicCustom(chat: FakeChat): void {
  chat.name("رحلات السبت المتأخرة");
  const step = answer(chat, "تذكرة إلى كينلوخ من فضلك.", "ها هي:");
  showIn(chat, step, "Ticket", { to: "كينلوخ، 12:30", seats: 2, words: ["المقاعد", "مقعد آخر"] });
  showIn(chat, step, "Breaks", {});
}

function cjkCustom(chat: FakeChat): void {
  chat.name("土曜日の遅れ");
  const step = answer(chat, "キンロックまで一枚ください。", "こちらです：");
  showIn(chat, step, "Ticket", { to: "キンロック 12時30分", seats: 2, words: ["座席", "もう一席"] });
}

export const CUSTOM = { custom, arabiccustom: arabicCustom, cjkcustom: cjkCustom };
