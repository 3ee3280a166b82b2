// Starters: messages that can be sent with one click before a chat has begun. In groups here; in German for those who ask for it.
import * as cl from "colloquy";

cl.starterCategories(({ language }) => {
  const german = language.startsWith("de");
  return [
    {
      label: german ? "Ausflüge" : "Trips",
      icon: "map",
      starters: [
        { label: german ? "Ein Tag am Meer" : "A day by the sea", message: "Plan a day by the sea.", icon: "waves" },
        { label: german ? "Mit Kindern" : "With children", message: "Plan a trip with two children.", icon: "baby" },
      ],
    },
    {
      label: german ? "Fragen" : "Questions",
      icon: "circle-help",
      starters: [{ label: german ? "Was kann ich mitnehmen?" : "What may I bring?", message: "What may I bring on a boat?" }],
    },
  ];
});

cl.onMessage(async ({ content }) => {
  // At any moment they may be others: whoever asked for something plainer gets plain ones, in place of the groups.
  if (content === "plain") cl.setStarters([{ label: "Plan a trip", message: "Plan a trip." }]);
  await new cl.Message(`You asked: ${content}`).send();
});
