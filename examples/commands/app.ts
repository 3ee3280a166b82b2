// Commands say what a message is for, modes how it is answered, follow-ups what to say next. All of them live in the message box.
import * as cl from "colloquy";

cl.onChatStart(async () => {
  cl.setCommands([
    { id: "Timetable", icon: "clock", description: "Look up when boats leave", button: true, persistent: true },
    { id: "Map", icon: "map", description: "Show the way to a pier", button: true },
    { id: "Ticket", icon: "ticket", description: "Book a seat" },
    { id: "Weather", displayName: "Wind and rain", icon: "cloud-sun", description: "What it will be like out there" },
  ]);
  cl.setModes([
    {
      id: "model",
      name: "Model",
      options: [
        { id: "small", name: "Small", description: "Answers at once", icon: "zap" },
        { id: "large", name: "Large", description: "Thinks first", icon: "brain" },
      ],
    },
    {
      id: "tone",
      name: "Tone",
      options: [
        { id: "plain", name: "Plain" },
        { id: "warm", name: "Warm", default: true },
      ],
    },
  ]);
  await new cl.Message("Pick a command with **/** or a button, and how I should answer. Then say something.").send();
});

const answers: Readonly<Record<string, string>> = {
  Timetable: "The next boats leave at 12:30 and at 16:10.",
  Map: "Go down Quay Street to its end, then left.",
  Ticket: "Seat 12 is yours.",
  Weather: "Light wind, no rain.",
};

cl.onMessage(async ({ content, command, modes }) => {
  if (modes.model === "large") await cl.withStep({ name: "Think it over", type: "llm" }, () => cl.sleep(300));
  const answer = (command && answers[command]) ?? `You said: “${content}”.`;
  await new cl.Message(modes.tone === "warm" ? `${answer} Anything else I can do?` : answer).send();

  cl.setFollowUps([
    { label: "When does it leave?", message: "When does the next boat leave?", command: "Timetable", icon: "clock" },
    { label: "Book a seat", message: "Book a seat on the next boat.", command: "Ticket", icon: "ticket" },
    "Thank you",
  ]);
});
