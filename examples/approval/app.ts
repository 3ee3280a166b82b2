// Approvals: before a tool does something that cannot be taken back, the person sees what it would do, may change it, and decides how far their word goes.
import * as cl from "colloquy";

interface Booking {
  readonly vessel: string;
  readonly berth: string;
  readonly from: string;
  readonly cost: number;
}

const wanted: Booking = { vessel: "MV Tern", berth: "Kinloch 2", from: "Saturday, 12:30", cost: 1140 };

cl.onChatStart(() => new cl.Message("Say **book**, and I ask before I book the standby. Say **cancel** to give up four sailings.").send());

cl.onMessage(async ({ content }) => {
  if (/cancel/i.test(content)) return cancelSailings();
  const booked = await cl.step({ name: "Book the standby", type: "tool" }, bookStandby)();
  await new cl.Message(booked).send();
});

async function bookStandby(): Promise<string> {
  const decided = await cl.askApproval({
    tool: "Book the standby",
    input: wanted,
    question: "The spare would lie at Kinloch on Saturday. Shall I book it?",
    edit: true,
    key: "book",
  });
  if (!decided?.approved) return `Nothing was booked. ${decided?.reason ?? ""}`;
  return book(decided.input);
}

async function cancelSailings(): Promise<void> {
  const sure = await cl.askConfirm("Four sailings would be cancelled, with 212 bookings. This cannot be undone.", {
    danger: true,
    yes: "Cancel 4 sailings",
    no: "Keep them",
  });
  await new cl.Message(sure ? "The sailings are cancelled, and 212 people know." : "All sailings stay.").send();
}

function book({ vessel, berth, from }: Booking): string {
  return `${vessel} stands by at ${berth} from ${from}.`;
}

// The server went down while the question waited: the turn is gone, the decision is not.
cl.onAskAnswer(async (late) => {
  if (late.kind !== "approval") return;
  const { approved, input } = late.answer;
  await new cl.Message(approved ? book(input as Booking) : "Nothing was booked.").send();
});
