// A message that was made and never sent is told to who writes the app.
import { expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { createWarnings } from "../testing/durable-stores.ts";
import { openChat } from "../testing/open-chat.ts";
import { sleep } from "./ambient.ts";
import { chatContext } from "./chat-context.ts";
import { ErrorMessage } from "./error-message.ts";
import { Message } from "./message.ts";

async function warned(work: () => unknown, { production = false, times = 1 } = {}): Promise<string[]> {
  const { logger, warnings } = createWarnings();
  const app = createApp({ onMessage: async () => void (await work()) });
  app.authorRename(() => sleep(1).then(() => undefined as never));
  await using chat = await openChat(app, { logger, config: { production } });
  for (let time = 0; time < times; time++) await chat.send("go");
  // A busy machine is told of as well, which is not what is asked here.
  return warnings.filter((warning) => /a message was/.test(warning));
}

it("a message that was never sent is told once, with the place it was made at", async () => {
  const told = await warned(() => [new Message("forgotten"), new ErrorMessage("too")].length, { times: 3 });
  expect(told).toHaveLength(2);
  for (const line of told) expect(line).toMatch(/made and never sent.*unsent\.test\.ts:\d+/);
});

it("one whose send was not awaited, and that came after the end, is told to be awaited", async () => {
  const told = await warned(() => void new Message({ content: "late", author: "Slow" }).send().catch(() => undefined));
  expect(told).toEqual([expect.stringMatching(/put await before send\(\).*unsent\.test\.ts:\d+/)]);
});

it("nothing is told of what was sent, streamed, given to the model or turned into data, nor in production", async () => {
  const fine = async () => {
    await new Message("sent").send();
    await new Message("").streamToken("streamed");
    chatContext.add(new Message("for the model"));
    JSON.stringify(new Message("data"));
    for (const message of await chatContext.get()) message.content;
  };
  expect(await warned(fine)).toEqual([]);
  expect(await warned(() => new Message("forgotten").content, { production: true })).toEqual([]);
  const thrown = () => {
    new Message("not reached").content;
    throw new Error("no");
  };
  expect(await warned(thrown)).toEqual([]);
});
