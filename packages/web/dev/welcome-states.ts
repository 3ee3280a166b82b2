// What stands around an empty chat on the states page: profiles, starters, groups of them.
import type { Surface } from "@colloquy/protocol";

const STARTERS = [
  { label: "Which sailings are at risk?", message: "Wind, tide and crew, next 24 hours", icon: "clock" },
  { label: "Who is on which berth", message: "As of the last radio check", icon: "anchor" },
  { label: "Write the passenger notice", message: "Short, plain, both languages", icon: "mail" },
];

export const GROUPS: Surface = {
  starterCategories: [
    { label: "Today", starters: STARTERS },
    {
      label: "Planning",
      starters: [
        {
          label: "Put a spare on standby",
          message: "Which vessel would make the best spare for the coming Saturdays, and what would it cost in crew hours?",
        },
        { label: "Compare two timetables", message: "Compare two timetables" },
      ],
    },
    { label: "Letters", icon: "pen-line", starters: [{ label: "To the harbour board", message: "A letter in two paragraphs" }] },
  ],
};

export const PROFILES: Surface = {
  chatProfile: "timetable",
  profiles: [
    {
      name: "timetable",
      displayName: "Timetable desk",
      description: "Reads the **sailing log**, the tide tables and the crew rota, and asks before it changes anything.",
      icon: "anchor",
      starters: STARTERS,
    },
    {
      name: "letters",
      displayName: "Letter writer",
      description: "Writes to passengers and to the board, in *plain words*. See [the style guide](https://example.org/style).",
      icon: "pen-line",
    },
    { name: "night", displayName: "Night watch", description: "Answers short, and only what cannot wait until morning." },
  ],
};

export const ARABIC: Surface = {
  chatProfile: "timetable",
  profiles: [
    { name: "timetable", displayName: "مكتب الجدول", description: "يقرأ **سجلّ الرحلات** وجداول المدّ وجدول الطاقم.", icon: "anchor" },
    { name: "letters", displayName: "كاتب الرسائل", description: "يكتب إلى الركّاب وإلى المجلس.", icon: "pen-line" },
  ],
  starterCategories: [
    {
      label: "اليوم",
      starters: [
        { label: "أيّ الرحلات مهدَّدة؟", message: "الريح والمدّ والطاقم في 24 ساعة", icon: "clock" },
        { label: "من على أيّ رصيف", message: "حسب آخر اتصال", icon: "anchor" },
      ],
    },
    { label: "تخطيط", starters: [{ label: "سفينة احتياطية", message: "أيّ سفينة نضع في الاحتياط؟" }] },
  ],
};
