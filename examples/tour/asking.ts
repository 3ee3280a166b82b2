// The stops that put something in front of a person to press, choose, fill in or approve.
import * as cl from "colloquy";
import * as z from "zod";
import { say } from "./say.ts";

const boats = [
  { value: "12:30", label: "12:30 to Skerry Bay", description: "Seals and a beach. Leaves on time.", icon: "waves", badge: "Calm" },
  { value: "16:10", label: "16:10 to Port Ellary", description: "The old town. Often ten minutes late.", icon: "landmark" },
] as const;

export async function showChoice(): Promise<void> {
  const boat = await cl.askChoice("Which boat shall I look at? Write another one if you like.", boats, { other: true, timeout: 600 });
  if (boat === undefined) return void (await say("Nobody chose within ten minutes, so I stopped waiting."));
  await say(
    typeof boat === "string" ? `The ${boat} it is. The answer is typed: it can only be one of those.` : `“${boat.other}” is your own word.`,
  );
}

const trip = z.object({
  pier: z.enum(["Kinloch", "Port Ellary", "Sanday"]).meta({ title: "From" }),
  day: z.iso.date().meta({ title: "Day" }),
  passengers: z
    .array(z.object({ name: z.string().min(2), age: z.int().min(0).max(120) }))
    .min(1)
    .max(6),
  bike: z.boolean().default(false).meta({ title: "A bicycle comes along" }),
});

export async function showForm(): Promise<void> {
  const filled = await cl.askForm(trip, {
    question: "Where to? A schema of zod draws this form and checks it, here and on the page.",
    initial: { pier: "Kinloch", passengers: [{ name: "", age: 30 }] },
    submit: "Plan the trip",
    skippable: true,
  });
  if (!filled) return void (await say("Another time, then. The whole form is one call: `askForm`."));
  const { pier, day, passengers, bike } = filled;
  const names = passengers.map(({ name }) => name).join(" and ");
  await say(`${names} from ${pier} on ${day}${bike ? ", with a bicycle" : ""}. What comes back is typed as the schema makes it.`);
}

export async function showApproval(): Promise<void> {
  await cl.withStep({ name: "Book a seat", type: "tool", icon: "ticket" }, async (step) => {
    const decided = await cl.askApproval({
      tool: "Book a seat",
      input: { boat: "12:30", seat: 12, price: 14 },
      edit: true,
      scopes: ["chat"],
    });
    step.output = decided?.approved ? decided.input : "not booked";
    const { seat = 12 } = decided?.input ?? {};
    await say(
      decided?.approved
        ? `Seat ${seat} is booked. With *Always in this chat*, I would not ask again here.`
        : `Nothing was booked. ${decided?.reason ?? ""} A tool that asks first is one call: \`askApproval\`.`,
    );
  });
}

const wave = cl.action("wave", async ({ message }) => {
  cl.userSession.update<number>("waves", (count) => count + 1, 0);
  message.content = `Waves so far: ${cl.userSession.get("waves", 0)}.`;
  await message.update();
});
const sink = cl.action("sink", () => {
  throw new cl.ChatError("INTERNAL", "This boat does not sink.", { fix: "Wave at it instead." });
});
const leave = cl.action("leave", ({ message }) => message.removeActions());

export async function showButtons(): Promise<void> {
  await new cl.Message({
    content: "Three buttons: one works, one fails where it stands, one asks first and takes all of them away.",
    actions: [
      wave({ label: "Wave", icon: "hand", style: "primary" }),
      sink({ label: "Sink it" }),
      leave({ label: "Take them away", style: "danger", confirm: "All three buttons go." }),
    ],
  }).send();
}
