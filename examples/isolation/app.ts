// A typed handle on one key, and memory that belongs to one person: tell it your name in two browsers and ask each of them.
import * as cl from "colloquy";

interface Person {
  readonly name: string;
  readonly visits: number;
}

const person = cl.userSession.createAccessor("person", { name: "stranger", visits: 0 } as Person, {
  apply: (current, name: string): Person => ({ name, visits: current.visits + 1 }),
});

cl.onChatStart(async () => {
  await new cl.Message("Tell me your name, or ask: who am I?").send();
});

cl.onMessage(async (message) => {
  if (/who am i/i.test(message.content)) {
    const { name, visits } = person.get();
    await new cl.Message(`You are ${name}. You told me ${visits} time(s).`).send();
    return;
  }
  const { name } = person.apply(message.content.trim());
  await new cl.Message(`Nice to meet you, ${name}.`).send();
});
