// The app of the cluster proof. It says where it runs, and notes outside of all processes which chats it has begun.
import { appendFileSync } from "node:fs";
import * as cl from "colloquy";

const node = process.env["TEST_NODE"] ?? "";
const begun = process.env["TEST_BEGUN"] ?? "";

cl.onChatStart(async () => {
  appendFileSync(begun, `${cl.userSession.get("id")}\n`);
  cl.userSession.set("started", cl.userSession.get("started", 0) + 1);
});

cl.onMessage(async ({ content }) => {
  const [what = "", secret = ""] = content.split(" ");
  if (what === "long") {
    const answer = new cl.Message("");
    for (let n = 0; n < 900; n++) {
      await answer.streamToken(`${n} `);
      if (n % 2 === 0) await cl.sleep(0.006);
    }
    await answer.send();
    return;
  }
  const counter = cl.userSession.get("counter", 0) + 1;
  cl.userSession.set("counter", counter);
  if (counter === 1) cl.userSession.set("secret", secret);
  const answer = new cl.Message("");
  await answer.streamToken(`${cl.userSession.get("secret")} `);
  await new Promise((resolve) => setImmediate(resolve));
  await answer.streamToken(`${counter} of ${cl.userSession.get("started")} at ${node}`);
  await answer.send();
});
