// A custom element in a question: the person chooses seats in a component of the app's own, and books with it.
import * as cl from "colloquy";
import * as z from "zod";
import type Ticket from "./public/elements/Ticket.tsx";

const PRICE = 12;

/** The element asks what so many seats would cost; the price is ours to say. */
cl.action("quote", z.object({ seats: z.int().min(1).max(9) }), ({ seats }) => ({ price: seats * PRICE }));

const choice = z.object({ seats: z.int().min(1).max(9) });

cl.onMessage(async (message) => {
  const ticket = cl.customElement<typeof Ticket>("Ticket", { to: message.content || "Kinloch", seats: 2 }, { actions: ["quote"] });
  const answer = await cl.askElement("How many seats shall I book?", ticket);
  if (!answer?.submitted) {
    await new cl.Message("Nothing is booked.").send();
    return;
  }
  // What comes from a page is a person's word.
  const { seats } = choice.parse(answer);
  ticket.props = { ...ticket.props, seats, booked: true };
  await ticket.update();
  await new cl.Message(`${seats} seats to ${ticket.props.to} are booked, for £${seats * PRICE}.`).send();
});
