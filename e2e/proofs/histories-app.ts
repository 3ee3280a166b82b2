// The app of the proof of histories: it notes outside of all processes which handler began where, and in which epoch of which chat.
import { appendFileSync } from "node:fs";
import * as cl from "colloquy";

const node = process.env["TEST_NODE"] ?? "";
const notes = process.env["TEST_NOTES"] ?? "";

function note(handler: string, { session }: { readonly session: cl.Session }, about = ""): void {
  // What no author sees, and what the proof is about.
  const { epoch } = (session as unknown as { readonly state: { readonly epoch: number } }).state;
  appendFileSync(notes, `${JSON.stringify({ handler, threadId: session.threadId, epoch, node, pid: process.pid, about })}\n`);
}

cl.onChatStart((context) => {
  note("onChatStart", context);
  cl.userSession.set("started", cl.userSession.get("started", 0) + 1);
});

cl.onMessage(async (message, context) => {
  note("onMessage", context, message.id);
  const [what = ""] = message.content.split(" ");
  if (what === "ask") {
    const answer = await cl.askUser("Who are you?");
    await new cl.Message(`You are ${answer?.content ?? "nobody"}`).send();
    return;
  }
  if (what === "long") {
    const answer = new cl.Message("");
    for (let n = 0; n < 300; n++) {
      await answer.streamToken(`w${n} `);
      if (n % 2 === 0) await cl.sleep(0.01);
    }
    await answer.send();
    return;
  }
  const counter = cl.userSession.get("counter", 0) + 1;
  cl.userSession.set("counter", counter);
  await new cl.Message(`count ${counter} of ${cl.userSession.get("started", 0)}`).send();
});
