// The tour that `npm start` opens: each stop shows one capability by using it. No key, no service.
import * as cl from "colloquy";
import { markdownSample } from "./markdown-sample.ts";

interface Stop {
  readonly title: string;
  readonly words: RegExp;
  readonly show: (message: cl.Message, context: cl.MessageContext) => Promise<unknown>;
}

const stops: readonly Stop[] = [
  { title: "**memory**: what the user session keeps for you alone", words: /memory|session|counter/i, show: showMemory },
  {
    title: "**stream**: an answer with code, a table and formulas; try Stop in the middle of it",
    words: /stream|markdown|stop/i,
    show: showStream,
  },
  { title: "**steps**: work that shows while it is done", words: /step|work|tool/i, show: showSteps },
  { title: "**ask**: a question that waits, also over a reload", words: /ask|question/i, show: showAsk },
  { title: "**error**: what happens when a handler fails, and Try again", words: /error|fail/i, show: showError },
  { title: "**branch**: edit a message, and both answers stay", words: /branch|edit/i, show: showBranch },
  { title: "**theme**: the page in other colours, and the file that keeps them", words: /theme|colou?r|look/i, show: showTheme },
  { title: "**restart**: stop the server, start it, and go on where you were", words: /restart|survive/i, show: showRestart },
];

const menu = `Say one word to see it at work:\n\n${stops.map(({ title }) => `- ${title}`).join("\n")}\n\nThe whole tour is one file, \`examples/tour/app.ts\`.`;

cl.onChatStart(async () => {
  cl.userSession.set("messages", 0);
  await stream(`Welcome to Colloquy. This chat is an app of one file: the page, the memory and the history come with it.\n\n${menu}`);
});

cl.onMessage(async (message, context) => {
  cl.userSession.update<number>("messages", (count) => count + 1, 0);
  const stop = stops.find(({ words }) => words.test(message.content));
  if (stop) return stop.show(message, context);
  await stream(`You said: “${message.content}”. There is no model behind this tour, so that is all I can do with it.\n\n${menu}`);
});

cl.onChatResume(async () => {
  await new cl.Message("Welcome back. Your memory is as you left it: say **memory**.").send();
});

// The server went down while the question waited; the turn that asked is gone, and the answer comes here.
cl.onAskAnswer(async ({ answer }) => {
  await lookAtBoats(answer.content);
});

async function showMemory(): Promise<void> {
  const messages = cl.userSession.get("messages", 0);
  const harbour = cl.userSession.get<string>("harbour");
  await stream(
    `You have sent **${messages}** ${messages === 1 ? "message" : "messages"} in this chat${harbour ? `, and you sail from ${harbour}` : ""}. ` +
      'That lies in the user session: `userSession.get("messages")`.\n\n' +
      "Open this page in another browser, and that chat counts from zero. Reload this one, and it goes on.",
  );
}

async function showStream(): Promise<void> {
  const message = new cl.Message("");
  for (const word of markdownSample.split(/(?<= )/)) {
    await message.streamToken(word);
    await cl.sleep(18);
  }
  await message.send();
}

const readTimetable = cl.step({ name: "Read the timetable", type: "tool", icon: "search" }, async (port: string) => {
  await cl.sleep(700);
  return [
    { port, leaves: "12:30", late: 1 },
    { port, leaves: "16:10", late: 4 },
  ];
});

async function showSteps(): Promise<void> {
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
  await stream(
    "Five sailings left late, most of them after 16:00. One step failed, and the answer went on without it. Open any line above to see what it said.",
  );
}

async function showAsk(): Promise<void> {
  const harbour = await cl.askUser("Which harbour do you sail from? Reload the page if you like: I will still be waiting.", {
    timeout: 600,
    key: "harbour",
  });
  if (!harbour) return void (await stream("Nobody answered within ten minutes, so I stopped waiting."));
  await lookAtBoats(harbour.content);
}

async function lookAtBoats(harbour: string): Promise<void> {
  cl.userSession.set("harbour", harbour);
  await stream(`Then I will look at boats from **${harbour}**.`);
}

async function showError(): Promise<void> {
  await stream("I will fail in the middle of this sentence. What was written so far stays, and Try again runs the handler once m");
  throw new cl.ChatError("INTERNAL", "Two vessels were given berth 2 at 13:05.");
}

async function showBranch(message: cl.Message, { editOf }: cl.MessageContext): Promise<void> {
  if (editOf)
    return void (await stream(
      `You changed “${editOf.content}” into “${message.content}”. Both versions are kept: use ‹ › below your message to go between them.`,
    ));
  await stream("Hover over your message and press the pencil. Change it, but leave the word *branch* in it, and send it again.");
}

async function showTheme(): Promise<void> {
  await stream(
    "[Open the theme](#theme) and choose a colour: the page follows at once, and says which words could no longer be read. *Copy theme.json* gives you the file for `public/`. It shows while the app runs in development.",
  );
}

async function showRestart(): Promise<void> {
  await stream(
    "Stop the server with Ctrl+C and start it again with `npm start`. This page reconnects by itself; the messages, the question that waits and your memory are still there.",
  );
}

/** Streams a text word by word, as a model would. */
async function stream(text: string): Promise<void> {
  const message = new cl.Message("");
  for (const word of text.split(/(?<= )/)) {
    await message.streamToken(word);
    await cl.sleep(12);
  }
  await message.send();
}
