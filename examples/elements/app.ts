// Shows one of each kind of element on a word, inline, beside the chat and on a page of its own; and says what it was sent.
import * as cl from "colloquy";
import { KINDS, type Shown } from "./shown.ts";

cl.onChatStart(async () => {
  await new cl.Message(
    `Say one of these: ${[...Object.keys(KINDS), "all", "tasks", "panel", "canvas", "close"].join(", ")}. Add "side" or "page" to see it there.`,
  ).send();
});

cl.onMessage(async (message) => {
  if (message.elements.length > 0) await describe(message.elements);
  for (const word of message.content.toLowerCase().split(/\W+/)) await show(word, { display: placeIn(message.content) });
});

function placeIn(text: string): Shown["display"] {
  return /\bside\b/i.test(text) ? "side" : /\bpage\b/i.test(text) ? "page" : "inline";
}

async function show(word: string, shown: Shown): Promise<void> {
  const kind = KINDS[word];
  if (kind) await answer([await kind(shown)]);
  else if (word === "all") await answer(await Promise.all(Object.values(KINDS).map(async (one) => one(shown))));
  else if (word === "tasks") await work();
  else if (word === "panel") await fillPanel("From the app");
  else if (word === "canvas") await fillPanel("canvas");
  else if (word === "close") await cl.elementSidebar.close();
}

async function answer(elements: readonly cl.Element[]): Promise<void> {
  await new cl.Message({ content: `Here: ${elements.map(({ name }) => name).join(", ")}.`, elements }).send();
}

/** Each task leads to the message that it made. */
async function work(): Promise<void> {
  const list = await new cl.TaskList({
    title: "Voyage",
    status: "Under way",
    tasks: ["Load the boat", "Set the sails", "Cross the bay"],
  }).send();
  for (const task of list.tasks) {
    task.status = "running";
    await list.update();
    await cl.sleep(300);
    const message = await new cl.Message(`${task.title}: done.`).send();
    task.forId = message.id;
    task.status = "done";
  }
  list.status = "Arrived";
  await list.update();
}

async function fillPanel(title: string): Promise<void> {
  await cl.elementSidebar.setTitle(title);
  await cl.elementSidebar.setElements([new cl.Text({ name: "beside", content: "**Beside** the chat, as long as it is there." })]);
  await new cl.Message("The panel is open.").send();
}

async function describe(elements: readonly cl.Element[]): Promise<void> {
  const lines = elements.map(({ name, mime, size }) => `- ${name}: ${mime}, ${size} bytes`);
  await new cl.Message(`You sent:\n\n${lines.join("\n")}`).send();
}
