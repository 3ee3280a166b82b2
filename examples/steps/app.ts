// Work that shows: a wrapped function, a step around a block, an object with a lifetime, steps inside steps, and one that fails.
import * as cl from "colloquy";

// A function in a wrapper keeps its type. Its arguments are the step's input, what it returns is the output.
const findBoats = cl.step({ name: "Search the timetable", type: "tool", icon: "search" }, async (wish: string) => {
  await cl.sleep(200);
  return [
    { pier: "Kinloch", leaves: "12:30", wish },
    { pier: "Port Ellary", leaves: "14:05", wish },
  ];
});

cl.onMessage(async ({ content }) => {
  // What runs inside a step belongs to it. This one is open while it works and folds when it is done.
  const boat = await cl.withStep({ name: "Plan the trip", type: "run", defaultOpen: true, autoCollapse: true }, async () => {
    const [first] = await findBoats(content);
    await checkWeather(first?.pier ?? "the harbour");
    return first;
  });

  // A step that fails tells what went wrong; the answer goes on without it.
  await cl.withStep({ name: "Book a seat", type: "tool" }, bookSeat).catch(() => undefined);

  await new cl.Message(boat ? `The next boat leaves ${boat.pier} at ${boat.leaves}.` : "No boat leaves today.").send();
});

async function checkWeather(pier: string): Promise<void> {
  // Open until the end of the function, whichever way that comes.
  await using step = await cl.Step.open({ name: "Check the weather", type: "tool" });
  step.input = { pier };
  for (const word of ["Light ", "wind, ", "no rain."]) {
    await step.streamToken(word);
    await cl.sleep(80);
  }
}

function bookSeat(): never {
  throw new Error("The booking desk is closed.");
}
