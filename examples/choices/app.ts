// Choices: one of some cards, several of many, or an answer of the person's own; typed by the values that are offered. And buttons under a message.
import * as cl from "colloquy";

const vessels = [
  { value: "tern", label: "MV Tern", description: "Kinloch, berth 2. Free from 12:30.", icon: "ship", badge: "Recommended" },
  { value: "fulmar", label: "MV Fulmar", description: "Port Ellary. Needs 40 minutes to get there.", icon: "sailboat" },
] as const;
const piers = ["Kinloch", "Port Ellary", "Sanday", "Skerry Bay", "Torran"] as const;

const tell = cl.action("tell", ({ action, message }: { action: cl.Action; message: cl.Message }) => sendLetters(action, message));

cl.onChatStart(() => new cl.Message("Which afternoon needs a spare vessel?").send());

cl.onMessage(async () => {
  const vessel = await cl.askChoice("Which vessel shall stand by?", vessels, { other: true });
  if (vessel === undefined) return;
  const told = await cl.askChoice("Which piers shall I tell?", piers, { multiple: true, max: 3, search: true, timeout: 600 });
  const name = typeof vessel === "string" ? vessels.find(({ value }) => value === vessel)?.label : vessel.other;
  await new cl.Message({
    content: `${name} stands by. The letter to ${(told ?? []).join(" and ")} is written.`,
    actions: [tell({ label: "Send it", icon: "send", style: "primary", confirm: "It goes to everybody on the pier's list." })],
  }).send();
});

async function sendLetters(action: cl.Action, message: cl.Message): Promise<void> {
  await action.remove();
  message.content += " It is on its way.";
  await message.update();
}
