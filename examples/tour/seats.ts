// A custom element: where no component of a view shows what there is, a component of the app's own does. Its file is public/elements/Seats.tsx.
import * as cl from "colloquy";
import * as z from "zod";
import type Seats from "./public/elements/Seats.tsx";

const TAKEN = ["2A", "3B"];

// What comes from a page is a person's word, so we look again which seats there are.
const free = z
  .string()
  .regex(/^[1-4][AB]$/)
  .refine((seat) => !TAKEN.includes(seat), "This seat is taken.");

const book = cl.action("seats", z.object({ seats: z.array(free).min(1).max(6) }), async ({ seats }, { message }) => {
  for (const element of message.elements) {
    if (!(element instanceof cl.CustomElement)) continue;
    element.props = { ...element.props, picked: seats, booked: true };
    await element.update();
  }
  await new cl.Message(`Booked: ${seats.join(", ")}. The plan is kept with the chat; reload, and it is as you left it.`).send();
});

export async function showSeats(): Promise<void> {
  const plan = cl.customElement<typeof Seats>("Seats", { ferry: "the 12:30", taken: TAKEN, picked: [] }, { actions: [book] });
  await new cl.Message({
    content:
      "This is a custom element: one React component in the app’s folder, `public/elements/Seats.tsx`, with no build. Pick seats and book them.",
    elements: [plan],
  }).send();
}
