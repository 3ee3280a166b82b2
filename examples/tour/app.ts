// The tour that `npm start` opens: each stop shows one capability by using it. No key, no service.
// Here are the handlers. stops.ts lists the stops; conversation.ts, shown.ts and controls.ts have what each of them does.
import * as cl from "colloquy";
import { answerCommand, findPiers, keepPace, tellSaved } from "./controls.ts";
import { lookAtBoats, tellRated } from "./conversation.ts";
import { say } from "./say.ts";
import { tellEdited } from "./shown.ts";
import { findStop, offerAfter, stops, toSuggestion } from "./stops.ts";

// The cards of the welcome screen: one press says it.
cl.starters(() => stops.slice(0, 4).map(toSuggestion));

cl.onMessage(async (message, context) => {
  cl.userSession.update<number>("messages", (count) => count + 1, 0);
  const stop = findStop(message);
  // Offered before the answer, shown once it has ended: also when it fails or is stopped.
  offerAfter(stop?.name);
  await keepPace(message);
  if (message.command) return answerCommand(message);
  if (stop) return stop.show(message, context);
  const words = /\b(tour|menu|help)\b/i.test(message.content)
    ? "Say one word to see it at work:"
    : `You said: “${message.content}”. There is no model behind this tour, so say one of these words:`;
  const menu = stops.map(({ name, about }) => `- **${name}**: ${about}`).join("\n");
  await say(`${words}\n\n${menu}\n\nThe whole tour is in \`examples/tour\`; \`app.ts\` is where it begins.`);
});

// A chat that begins with a stop is listed under what that shows.
cl.onThreadTitle(({ question }) => stops.find(({ words }) => words.test(question))?.label);

cl.onSettingsUpdate(tellSaved);

cl.onArtifactEdit(tellEdited);

cl.onFeedback(tellRated);

cl.mentions(findPiers);

cl.onChatResume(async () => {
  await new cl.Message("Welcome back. Your memory is as you left it: say **memory**.").send();
});

// The server went down while the question waited; the turn that asked is gone, and the answer comes here.
cl.onAskAnswer(async (late) => {
  if (late.kind === "text") await lookAtBoats(late.answer.content);
  else await new cl.Message("I was gone while I asked. Your answer is here all the same; say the word again to go on.").send();
  offerAfter("ask");
});
