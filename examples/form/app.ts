// A form drawn from a schema, filled in step by step. The schema checks it, the handler is given what the schema makes of it.
import * as cl from "colloquy";
import * as z from "zod";

const passenger = z.object({ name: z.string().min(2), age: z.int().min(0).max(120) });

const booking = z
  .object({
    pier: z.enum(["Kinloch", "Port Ellary", "Sanday"]).meta({ title: "From" }),
    day: z.iso.date().meta({ title: "Day" }),
    passengers: z.array(passenger).min(1).max(6),
    vehicle: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("none") }).meta({ title: "On foot" }),
      z.object({ kind: z.literal("car"), plate: z.string().meta({ title: "Number plate" }) }).meta({ title: "With a car" }),
    ]),
    email: z.email().meta({ title: "Email", description: "The tickets go there." }),
    card: z.file().mime(["image/png", "image/jpeg", "application/pdf"]).max(5_000_000).optional().meta({ title: "Railcard" }),
    note: z.string().max(500).optional().meta({ title: "Note to the crew", input: "multiline" }),
    terms: z.literal(true).meta({ title: "I have read the harbour rules" }),
  })
  // No field can know this; the schema says it at the field.
  .refine(({ passengers }) => passengers.some(({ age }) => age >= 16), {
    path: ["passengers"],
    message: "Children travel with somebody who is 16 or older.",
  });

cl.onMessage(async () => {
  const answer = await cl.askForm(booking, {
    key: "booking",
    question: "Tell me about your trip.",
    initial: { pier: "Kinloch", passengers: [{ name: "", age: 30 }] },
    steps: [
      { label: "The crossing", fields: ["pier", "day"] },
      { label: "Who comes", description: "At most six.", fields: ["passengers", "vehicle"] },
      { label: "Tickets", fields: ["email", "card", "note", "terms"] },
    ],
    submit: "Book",
    skippable: true,
  });
  await (answer ? confirm(answer) : new cl.Message("Another time, then.").send());
});

// After a restart the code that asked is gone. What is answered then was checked against the form, so the schema looks once more.
cl.onAskAnswer(async ({ key, kind, answer }) => {
  if (key !== "booking" || kind !== "form") return;
  const { data } = booking.safeParse(answer);
  await (data ? confirm(data) : new cl.Message("Something in it does not fit. Write to me to begin again.").send());
});

async function confirm({ pier, day, passengers, vehicle, email, card }: z.infer<typeof booking>): Promise<void> {
  const names = passengers.map(({ name }) => name).join(" and ");
  const how = vehicle.kind === "car" ? `with the car ${vehicle.plate}` : "on foot";
  const cheaper = card ? ` A third off, with ${card.name}.` : "";
  await new cl.Message(`Booked: ${names}, from ${pier} on ${day}, ${how}.${cheaper} The tickets go to ${email}.`).send();
}
