// Work that shows: a wrapped function, a step around a block, steps inside steps, and one that fails.
import * as cl from "colloquy";

const search = cl.step({ name: "Search the timetable", type: "tool", icon: "search" }, async (query: string) => {
  await cl.sleep(200);
  return [
    { pier: "Kinloch", leaves: "12:30", query },
    { pier: "Port Ellary", leaves: "14:05", query },
  ];
});

cl.onMessage(async (message) => {
  const sailings = await cl.withStep({ name: "Plan the trip", type: "run", defaultOpen: true, autoCollapse: true }, async () => {
    const found = await search(message.content);
    await cl.withStep({ name: "Check the weather", type: "tool" }, async (step) => {
      step.input = { pier: found[0]?.pier };
      for (const word of ["Light ", "wind, ", "no rain."]) {
        await step.streamToken(word);
        await cl.sleep(80);
      }
    });
    return found;
  });

  // A step that fails tells what went wrong; the answer goes on without it.
  await cl
    .withStep({ name: "Book a seat", type: "tool" }, () => {
      throw new Error("The booking desk is closed.");
    })
    .catch(() => undefined);

  await new cl.Message(`The next boat leaves ${sailings[0]?.pier} at ${sailings[0]?.leaves}.`).send();
});
