// A typed handle on one value, and memory that belongs to one person: tell it your name in two browsers, and ask each of them.
import * as cl from "colloquy";

interface Person {
  readonly name: string;
  readonly visits: number;
}

const stranger: Person = { name: "stranger", visits: 0 };

// Made once, for everybody; what it reads and writes is the memory of whoever is talking.
const person = cl.userSession.createAccessor("person", stranger, {
  apply: (current, name: string): Person => ({ name, visits: current.visits + 1 }),
});

cl.onChatStart(async () => {
  await new cl.Message("Tell me your name, or ask: who am I?").send();
});

cl.onMessage(async ({ content }) => {
  if (/who am i/i.test(content)) {
    const { name, visits } = person.get();
    await new cl.Message(`You are ${name}. You told me ${visits} time(s).`).send();
  } else {
    const { name } = person.apply(content.trim());
    await new cl.Message(`Nice to meet you, ${name}.`).send();
  }
});
