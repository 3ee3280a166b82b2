// The stops of the conversation itself: what is remembered, streamed, worked on, asked, and what happens when things go wrong.
import * as cl from "colloquy";
import { markdownSample } from "./markdown-sample.ts";
import { say } from "./say.ts";

export async function showMemory(): Promise<void> {
  const messages = cl.userSession.get("messages", 0);
  const harbour = cl.userSession.get<string>("harbour");
  await say(
    `You have sent **${messages}** ${messages === 1 ? "message" : "messages"} in this chat${harbour ? `, and you sail from ${harbour}` : ""}. ` +
      'That lies in the user session: `userSession.get("messages")`.\n\n' +
      "Open this page in another browser, and that chat counts from zero. Reload this one, and it goes on.",
  );
}

export async function showStream(): Promise<void> {
  await say(markdownSample, 18);
}

const readTimetable = cl.step({ name: "Read the timetable", type: "tool", icon: "search" }, async (port: string) => {
  await cl.sleep(700);
  return [
    { port, leaves: "12:30", late: 1 },
    { port, leaves: "16:10", late: 4 },
  ];
});

export async function showSteps(): Promise<void> {
  await cl.withStep({ name: "Look at Saturday’s sailings", type: "run", defaultOpen: true }, async () => {
    await readTimetable("Kinloch");
    await cl.withStep({ name: "Count the late ones", type: "tool" }, async (step) => {
      step.input = "select count(*) from sailings where delay > 10";
      for (const word of ["5 of ", "19 sailings ", "left late."]) {
        await step.streamToken(word);
        await cl.sleep(300);
      }
    });
    await cl
      .withStep({ name: "Ask the weather service", type: "tool" }, async () => {
        await cl.sleep(400);
        throw new Error("The weather service did not answer.");
      })
      .catch(() => undefined);
  });
  await say(
    "Five sailings left late, most of them after 16:00. One step failed, and the answer went on without it. Open any line above to see what it said.",
  );
}

export async function showAsk(): Promise<void> {
  const harbour = await cl.askUser("Which harbour do you sail from? Reload the page if you like: I will still be waiting.", {
    timeout: 600,
    key: "harbour",
  });
  if (!harbour) return void (await say("Nobody answered within ten minutes, so I stopped waiting."));
  await lookAtBoats(harbour.content);
}

export async function lookAtBoats(harbour: string): Promise<void> {
  cl.userSession.set("harbour", harbour);
  await say(`Then I will look at boats from **${harbour}**.`);
}

export async function showError(): Promise<void> {
  await say("I will fail in the middle of this sentence. What was written so far stays, and Try again runs the handler once m");
  throw new cl.ChatError("INTERNAL", "Two vessels were given berth 2 at 13:05.");
}

export async function showBranch(message: cl.Message, { editOf }: cl.MessageContext): Promise<void> {
  if (editOf)
    return void (await say(
      `You changed “${editOf.content}” into “${message.content}”. Both versions are kept: use ‹ › below your message to go between them.`,
    ));
  await say("Hover over your message and press the pencil. Change it, but leave the word *branch* in it, and send it again.");
}

export async function showFeedback(): Promise<void> {
  await say("Press a thumb below this answer, and say what was good or wrong with it. I hear of it, and it stays with the answer.");
}

export async function tellRated({ rating, tags, comment }: cl.FeedbackChange): Promise<void> {
  if (rating === "none") return void cl.showToast("You took your rating back.");
  cl.showToast([`I was told: ${rating}`, ...tags, ...(comment ? [`“${comment}”`] : [])].join(", "));
}

export async function showTheme(): Promise<void> {
  await say(
    "[Open the theme](#theme) and choose a colour: the page follows at once, and says which words could no longer be read. *Copy theme.json* gives you the file for `public/`. It shows while the app runs in development.",
  );
}

export async function showRestart(): Promise<void> {
  await say(
    "Stop the server with Ctrl+C and start it again with `npm start`. This page reconnects by itself; the messages, the question that waits and your memory are still there.",
  );
}
