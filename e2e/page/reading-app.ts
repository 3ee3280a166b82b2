// The app behind the browser tests of reading: long answers, work that opens, and answers that grow until a test lets them end.
import { access } from "node:fs/promises";
import path from "node:path";
import * as cl from "colloquy";

const FOLDER = import.meta.dirname;
const FIELDS = Array.from({ length: 40 }, (_, row) => `row ${row}: a harbour, a boat and a time`).join("\n");

const bell = cl.chatSettings({ bell: cl.input.switch({ label: "Bell", initial: false }) });
cl.onChatStart(() => bell.send());
cl.onSettingsUpdate(() => say("Saved beside any turn."));

cl.onMessage(async ({ content }) => {
  const [word = "", name = ""] = content.split(" ");
  switch (word) {
    case "long":
      return say(Array.from({ length: 60 }, (_, line) => `Line ${line + 1} of a long answer.`).join("\n\n"));
    case "grow":
      return grow(name);
    case "work":
      await work();
      return say("The work is done.");
    case "nested":
      await nested(name);
      return say("All is planned.");
    case "image": {
      await say(Array.from({ length: 30 }, (_, line) => `Line ${line + 1} before the image.`).join("\n\n"));
      return say(
        `![The harbour](${process.env["PICTURES"]}/harbour.png)\n\n![Nothing](${process.env["PICTURES"]}/nothing.png)\n\nBelow it.`,
      );
    }
    case "shown":
      return show();
    case "boom":
      throw new Error("The lock is stuck.");
    case "both":
      await work();
      return grow(name);
    default:
      return say(`Answer to ${content}`);
  }
});

/** Says a paragraph every few milliseconds until the file of this name is there. */
async function grow(name: string): Promise<void> {
  const message = new cl.Message("");
  for (let line = 1; !(await exists(`end-${name}`)); line++) {
    await message.streamToken(`Growing line ${line}.\n\n`);
    await cl.sleep(25);
  }
  await message.streamToken("The end of it.");
  await message.send();
}

async function work(): Promise<void> {
  await cl.withStep({ name: "Read the timetable", type: "tool", defaultOpen: false }, (step) => {
    step.input = '{"harbour":"Kinloch"}';
    step.output = FIELDS;
  });
}

/** Work inside of work; the inner step runs until the file of this name is there. */
async function nested(name: string): Promise<void> {
  await cl.withStep({ name: "Plan the trip", type: "run" }, async () => {
    await cl.withStep({ name: "Find a boat", type: "tool", icon: "ship" }, async (step) => {
      while (!(await exists(`end-${name}`))) await cl.sleep(25);
      step.output = "The 12:30.";
    });
    await cl.withStep({ name: "Fern", type: "tool" }, (step) => {
      step.output = "A seat by the window.";
    });
  });
}

/** What needs another room than is usual for its kind. */
async function show(): Promise<void> {
  const data = [{ boat: "Fern" }, { boat: "Heron" }, { boat: "Tern" }];
  const arrow = Buffer.from(process.env["ARROW"] ?? "", "base64");
  const figure = { data: [{ type: "bar", x: ["a", "b"], y: [1, 2] }], layout: { height: 220 } };
  const elements = [
    new cl.Plotly({ name: "a low figure", figure }),
    new cl.Dataframe({ name: "three rows", data }),
    new cl.Dataframe({ name: "no rows", data: { columns: ["boat"], rows: [] } }),
    new cl.Dataframe({ name: "two rows of Arrow", data: new Uint8Array(arrow) }),
  ];
  await new cl.Message({ content: "Shown.", elements }).send();
}

async function say(text: string): Promise<void> {
  await new cl.Message(text).send();
}

function exists(name: string): Promise<boolean> {
  return access(path.join(FOLDER, name)).then(
    () => true,
    () => false,
  );
}
