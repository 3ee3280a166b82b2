// The stops about what a chat shows besides words, and about what people give it: elements, a document, files.
// Paths are relative to this folder, from which the app runs.
import { readFile } from "node:fs/promises";
import * as cl from "colloquy";
import { say } from "./say.ts";

const SAILINGS = [
  { day: "Thu", left: "12:30", early: 5, late: 6 },
  { day: "Fri", left: "12:30", early: 4, late: 3 },
  { day: "Sat", left: "16:10", early: 1, late: 12 },
];

/** The kinds of elements, a few with each message. */
const SHOWN: Readonly<Record<string, () => Promise<readonly cl.Element[]>>> = {
  "Pictures and papers": async () => [
    new cl.Image({ name: "the boat", path: "assets/boat.png", alt: "A boat with white sails before the evening sun" }),
    new cl.Text({ name: "the query", content: "SELECT day, late\nFROM sailings\nWHERE late > 10;", language: "sql" }),
    new cl.Pdf({ name: "the report", path: "assets/report.pdf", display: "page" }),
    new cl.File({ name: "sailings.csv", bytes: new TextEncoder().encode("day,late\nThu,6\nFri,3\nSat,12\n") }),
  ],
  "Numbers that are looked into": async () => [
    new cl.Dataframe({ name: "the sailings", data: SAILINGS }),
    new cl.Chart({
      name: "the delays",
      kind: "bar",
      data: SAILINGS,
      x: "day",
      y: ["early", "late"],
      unit: "min",
      description: "How many minutes boats were early and late, by day",
    }),
    new cl.Plotly({ name: "the tide", figure: { data: [{ x: [0, 3, 6, 9, 12], y: [1, 3, 5, 3, 1], type: "scatter" }] } }),
  ],
  "Sound and film": async () => [
    new cl.Audio({ name: "the horn", path: "assets/tone.wav" }),
    new cl.Video({
      name: "the film",
      path: "assets/boat.webm",
      captions: await readFile(new URL("assets/boat.vtt", import.meta.url), "utf8"),
    }),
  ],
};

export async function showElements(): Promise<void> {
  const tasks = await new cl.TaskList({ title: "What a chat can show", status: "Under way", tasks: Object.keys(SHOWN) }).send();
  for (const task of tasks.tasks) {
    task.status = "running";
    await tasks.update();
    const elements = (await SHOWN[task.title]?.()) ?? [];
    const content = `${task.title}: ${elements.map(({ name }) => name).join(", ")}.`;
    const message = await new cl.Message({ content, elements }).send();
    task.forId = message.id;
    task.status = "done";
  }
  tasks.status = "All shown";
  await tasks.update();
  await say(
    "Each is one class: `new Image`, `new Chart`, `new Dataframe`. The list beside the chat is one, too: press a line to go to what it made. The report has a page of its own: press its name above.",
  );
}

const TIMETABLE = "# Winter timetable\n\n| From | Saturday |\n| --- | --- |\n| Kinloch | 12:30 |\n| Port Ellary | 16:10 |\n";

/** Goes on from the newest version, whoever wrote it. */
export async function showArtifact(): Promise<void> {
  const known = await cl.Artifact.get("timetable");
  const timetable = known ?? new cl.Artifact({ key: "timetable", title: "Winter timetable", type: "markdown" });
  const text = known ? `${known.content.trimEnd()}\n\nDogs travel free.\n` : TIMETABLE;
  await timetable.streamFrom(text.match(/.{1,8}/gs) ?? []);
  await say(
    "That is an artifact: a document beside the chat that has versions. Edit it there, go back to an older version, or say **artifact** again, and I will go on from yours.",
  );
}

export async function tellEdited({ title, version }: cl.Artifact): Promise<void> {
  await say(`I have read your version of “${title}”: it is version ${version}.`);
}

export async function showFiles({ elements }: cl.Message): Promise<void> {
  if (elements.length === 0)
    return void (await say(
      "Drop a file anywhere on this page, paste a picture, or press the plus in the message box. Then send it: I will say what it is.",
    ));
  const lines = await Promise.all(elements.map(describe));
  await say(
    `You sent:\n\n${lines.join("\n")}\n\nWhat a file is, I know from its content. \`message.elements\` reads it: as text, as bytes, as a stream.`,
  );
}

async function describe(element: cl.Element): Promise<string> {
  const { name, mime = "", size = 0 } = element;
  const about = `- **${name}**: ${mime}, ${size} bytes`;
  if (!mime.startsWith("text/") || size > 10_000) return about;
  const [line = ""] = (await element.text()).split("\n");
  return `${about}. It begins with “${line.slice(0, 60)}”`;
}
