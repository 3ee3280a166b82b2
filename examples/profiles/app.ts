// Chat profiles: variants of the app that a person chooses from. Each brings starters of its own, and settings that hold in its chats.
import * as cl from "colloquy";

cl.chatProfiles(({ language }) => [
  {
    name: "harbour",
    displayName: language.startsWith("de") ? "Hafenmeister" : "Harbour master",
    description: "Knows **boats, tides and piers**. Shows all of its work.",
    icon: "anchor",
    default: true,
    starters: [
      { label: "The next boat", message: "When does the next boat leave?", icon: "ship" },
      { label: "The tide", message: "Is the tide coming in?", icon: "waves" },
    ],
    configOverrides: { name: "Harbour master" },
  },
  {
    name: "poet",
    displayName: "Poet",
    description: "Answers everything *in verse*, and shows nothing of how.",
    icon: "feather",
    starters: [{ label: "A poem about rain", message: "Write about rain." }],
    configOverrides: {
      name: "Poet",
      footnote: { en: "A rhyme is not a timetable.", ar: "القافية ليست جدول مواعيد." },
      cot: "hidden",
      features: { editMessage: false },
    },
  },
  {
    name: "clerk",
    displayName: "Clerk",
    description: "Books what the others recommend. Begins a chat of its own.",
    icon: "clipboard-list",
  },
]);

// The clerk has no starters, so these of the app stand in its chats.
cl.starters(() => [{ label: "Book a seat", message: "Book a seat on the next boat.", icon: "ticket" }]);

// Harbour master and poet take a chat over from each other; with the clerk a new one begins.
cl.onChatProfileChange(async ({ from, to }) => {
  if (from === "clerk" || to === "clerk") return { keepChat: false };
  await new cl.Message(to === "poet" ? "The poet takes over." : "The harbour master is back.").send();
  return { keepChat: true };
});

cl.onMessage(async ({ content }) => {
  await cl.withStep({ name: "Think", type: "run" }, () => cl.sleep(100));
  await new cl.Message(`${cl.userSession.chatProfile} heard: ${content}`).send();
});
