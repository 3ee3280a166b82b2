// Keys of the person's own: the chat begins once they have typed in a key that the check has nothing against.
import * as cl from "colloquy";

// Real apps ask the service here, as with `await fetch(…, { headers: { authorization: env["HARBOUR_KEY"] } })`.
cl.checkUserEnv((env) => {
  if (env["HARBOUR_KEY"]?.startsWith("harbour-")) return undefined;
  return { HARBOUR_KEY: "The harbour does not know this key. It begins with harbour-" };
});

cl.onChatStart(async () => {
  await new cl.Message(`Welcome, ${cl.userSession.env["PIER"]}.`).send();
});

cl.onMessage(async ({ content }) => {
  const key = cl.userSession.env["HARBOUR_KEY"] ?? "";
  await new cl.Message(`Asked the harbour for “${content}” with a key of ${key.length} characters.`).send();
});
