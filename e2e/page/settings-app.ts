// An app whose settings form has every type of input, under tabs; "strict" shows one whose schema refuses more than any bounds could.
import * as cl from "colloquy";

const { input } = cl;

const all = cl.chatSettings({
  words: input.tab("Words", {
    tone: input.text({ label: "Tone", tooltip: "How the answers sound.", description: "In a word or two." }),
    letter: input.text({ label: "Letter", multiline: true }),
    topics: input.tags({ label: "Topics", initial: ["boats"] }),
    fixed: input.text({ label: "Fixed", initial: "by the house", disabled: true }),
  }),
  numbers: input.tab("Numbers", {
    rows: input.number({ label: "Rows", initial: 5, min: 1, max: 10 }),
    variety: input.slider({ label: "Variety", min: 0, max: 1, step: 0.1, initial: 0.4 }),
  }),
  days: input.tab("Days", {
    until: input.date({ label: "Until", min: "2026-01-01", max: "2026-12-31" }),
    range: input.dateRange({ label: "Range", min: "2026-01-01" }),
  }),
  choices: input.tab("Choices", {
    harbours: input.multiSelect({
      label: "Harbours",
      values: ["Kinloch", "Sanday", "Port Ellary", "Rousay", "Egilsay", "Stronsay", "Westray", "Eday", "Shapinsay"],
    }),
    draft: input.checkbox({ label: "Draft" }),
  }),
});

const STRICT = {
  "~standard": {
    version: 1 as const,
    vendor: "test",
    validate: (value: unknown) => {
      const { code } = value as { readonly code: string | null };
      return code === "right" ? { value } : { issues: [{ message: "This is not the code.", path: ["code"] }] };
    },
    jsonSchema: {
      input: () => ({ type: "object", properties: { code: { type: "string", title: "Code", default: "right" } } }),
    },
  },
};
const strict = cl.chatSettings(STRICT);

cl.onChatStart(async () => {
  await all.send();
  await new cl.Message("Ready.").send();
});

cl.onMessage(async ({ content }) => {
  if (content === "strict") await strict.send();
  const { chatSettings } = cl.userSession;
  await new cl.Message(`Saved: \`${JSON.stringify(chatSettings)}\``).send();
});
