// The app behind the browser tests of the page: it does what the first word of a message asks for.
import * as cl from "colloquy";

const WORDS = 600;
const WIDE = `${"Donaudampfschifffahrtsgesellschaft".repeat(6)} https://example.org/${"deep/".repeat(30)}

| Vessel | Berth | Departure | Arrival | Loading, min | Crew hours | Remark |
|---|---|---:|---:|---:|---:|---|
| MV Tern | Kinloch | 12:30 | 13:05 | 21.4 | 5.5 | Takes over the second turnaround when the ramp is free |

\`\`\`ts
const query = "select berth, count(*) as late from sailings where month = '2026-10' and delay_min > 10 group by berth";
\`\`\`
`;

cl.onMessage(async (message) => {
  const count = cl.userSession.get("count", 0) + 1;
  cl.userSession.set("count", count);
  switch (message.content.split(" ")[0]) {
    case "slow":
      return stream(async function* () {
        for (let word = 1; word <= WORDS; word++) {
          await cl.sleep(30);
          yield `word${word} `;
        }
      });
    case "steps":
      await cl.withStep({ name: "Look it up", type: "tool" }, async (step) => {
        step.input = '{"city":"Kinloch","days":3}';
        step.output = '{"late":78}';
      });
      return say("Looked up.");
    case "fail":
      await say("This much was written.");
      throw new cl.ChatError("INTERNAL", "Two vessels were given berth 2.", { fix: "Ask for berth 3." });
    case "notes":
      await new cl.ErrorMessage("Two vessels were given berth 2.").send();
      await new cl.Message({ content: "The plan was taken back.", type: "system_message" }).send();
      return;
    case "silent":
      throw new Error("kaput: no boats today");
    case "ask": {
      const answer = await cl.askUser("Which harbour?", { timeout: 600 });
      return say(`You answered ${answer?.content ?? "nothing"}.`);
    }
    case "wide":
      return say(WIDE);
    default:
      return say(`Answer ${count} to ${message.content}`);
  }
});

async function say(text: string): Promise<void> {
  await new cl.Message(text).send();
}

async function stream(words: () => AsyncIterable<string>): Promise<void> {
  const message = new cl.Message("");
  await message.streamFrom(words());
  await message.send();
}
