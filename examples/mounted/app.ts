// The chat: an app of its own, which knows nothing of the server it is put into.
import * as cl from "colloquy";
import { allOrders, findOrder } from "./orders.ts";

export const app = cl.createApp();

app.onMessage(async (message) => {
  const order = findOrder(message.content);
  const answer = order
    ? `Order ${order.number}, ${order.item}, is ${order.state}.`
    : `I know the orders ${allOrders()
        .map(({ number }) => number)
        .join(" and ")}. Which one is yours?`;
  const reply = new cl.Message("");
  for (const word of answer.split(/(?<= )/)) {
    await reply.streamToken(word);
    await cl.sleep(40);
  }
  await reply.send();
});
