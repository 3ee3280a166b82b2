// The user session in its smallest form: every chat counts its own messages.
import * as cl from "colloquy";

cl.onChatStart(() => {
  cl.userSession.set("counter", 0);
});

cl.onMessage(async () => {
  const counter = cl.userSession.get("counter", 0) + 1;
  cl.userSession.set("counter", counter);
  await new cl.Message(`You sent ${counter} message(s)!`).send();
});
