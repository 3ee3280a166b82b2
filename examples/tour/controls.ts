// The stops around the message box: settings, commands, modes and mentions. Each control comes when its stop is reached.
import * as cl from "colloquy";
import { say } from "./say.ts";

const report = cl.chatSettings({
  tone: cl.input.radio({ label: "Tone", items: { Plain: "plain", Warm: "warm" }, initialValue: "plain" }),
  sentences: cl.input.slider({ label: "Sentences", min: 1, max: 4, initial: 2, description: "How long the harbour report is." }),
});

const news = {
  plain: ["The 12:30 leaves on time.", "The sea is calm.", "There are seats on every boat.", "The café on the pier closes at six."],
  warm: [
    "Good news: the 12:30 leaves on time!",
    "The sea is as calm as a pond.",
    "There is a seat for you on every boat.",
    "And the café on the pier keeps its lights on until six.",
  ],
};

export async function showSettings(): Promise<void> {
  const { tone, sentences } = await report.send();
  await say(
    `> ${news[tone].slice(0, sentences).join(" ")}\n\n` +
      "This harbour report is written as the settings of this chat say. Open them with the button in the message box, change them, and say **settings** once more.",
  );
}

export function tellSaved({ tone, sentences }: cl.SettingsOf<typeof report>): void {
  cl.showToast(`From now on: ${sentences} ${tone} ${sentences === 1 ? "sentence" : "sentences"}`, { type: "success" });
}

export async function showCommands(): Promise<void> {
  cl.setCommands([
    { id: "Timetable", icon: "clock", description: "When boats leave" },
    { id: "Weather", icon: "cloud-sun", description: "Wind and rain" },
    { id: "Ticket", icon: "ticket", description: "Book a seat" },
  ]);
  await say("Type **/** and pick one, or open *Tools* in the message box. A command needs no words: press Enter and see what comes.");
}

export async function answerCommand({ command, mentions }: cl.Message): Promise<void> {
  if (command === "Timetable") return say(timetable(mentions));
  if (command === "Weather") return say("Light wind, no rain.");
  cl.showToast("Seat 12 is booked", { type: "success" });
  await say("Seat 12 is yours. The notice that you saw is a toast: it goes by itself, and nothing of it is kept.");
}

export async function showModes(): Promise<void> {
  cl.setModes([
    {
      id: "pace",
      name: "Pace",
      options: [
        { id: "quick", name: "Quick", description: "Answers at once", icon: "zap" },
        { id: "careful", name: "Careful", description: "Thinks first, and shows it", icon: "brain" },
      ],
    },
  ]);
  await say(
    "The message box has a picker now. Choose *Careful*, and each answer begins with a step. The choice goes with every message: `message.modes`.",
  );
}

/** What a mode changes: it holds for every stop. */
export async function keepPace({ modes }: cl.Message): Promise<void> {
  if (modes["pace"] === "careful") await cl.withStep({ name: "Think it over", type: "llm" }, () => cl.sleep(600));
}

const piers: readonly (cl.Mention & { readonly boats: string })[] = [
  { id: "kinloch", label: "Kinloch", description: "North shore", icon: "anchor", boats: "12:30 and 16:10" },
  { id: "port-ellary", label: "Port Ellary", description: "The old town", icon: "landmark", boats: "14:05" },
  { id: "skerry-bay", label: "Skerry Bay", description: "Seals and a beach", icon: "waves", boats: "11:15 and 17:40" },
];

export function findPiers(typed: string): readonly cl.Mention[] {
  return piers.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
}

export async function showMentions({ mentions }: cl.Message): Promise<void> {
  if (mentions.length > 0) return say(timetable(mentions));
  await say("Type **@** and pick a pier. The handler gets its id, whatever the text around it says.");
}

/** The boats of the piers that are mentioned, else of all. A mention is the person's word, so it is looked up. */
function timetable(mentions: readonly cl.Mention[]): string {
  const wanted = piers.filter((pier) => mentions.length === 0 || mentions.some(({ id }) => id === pier.id));
  if (wanted.length === 0) return "That is no pier that I know.";
  return `Boats leave:\n\n${wanted.map(({ label, boats }) => `- **${label}**: ${boats}`).join("\n")}`;
}
