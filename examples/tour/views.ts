// A view, by plain calls of its components: what TSX would be in a file named views.tsx.
import * as cl from "colloquy";
import { Button, Card, Facts, Form, Progress, Status } from "colloquy/view";
import * as z from "zod";

const ferry = { title: "Kinloch, 12:30", icon: "ship" };
const facts = Facts({ items: { Seats: 4, Price: "£12" } });

const board = cl.action("board", async ({ message }) => {
  for (const share of [0.3, 0.7, 1]) {
    message.view = Card(ferry, facts, Progress({ key: "progress", label: "Boarding", value: share }));
    await message.update();
    await cl.sleep(400);
  }
  message.view = Card(ferry, facts, Form({ key: "name", action: name, submit: "Put it on the ticket" }));
  await message.update();
});

const name = cl.action("passenger", z.object({ passenger: z.string().min(2) }), async ({ passenger }, { message }) => {
  message.view = Card({ ...ferry, tone: "success" }, facts, Status({ state: "done", text: `${passenger} is on board` }));
  await message.update();
});

export async function showView(): Promise<void> {
  const view = Card(ferry, facts, Button({ action: board({ style: "primary" }), pending: "One moment …" }, "Go on board"));
  await new cl.Message({
    content: "This is a view: data that the page draws. Press the button, and it changes where it stands.",
    view,
  }).send();
}
