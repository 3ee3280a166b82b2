// Streams a text word by word, as a model would.
import * as cl from "colloquy";

export async function say(text: string, pauseMs = 12): Promise<void> {
  const message = new cl.Message("");
  for (const word of text.split(/(?<= )/)) {
    await message.streamToken(word);
    await cl.sleep(pauseMs);
  }
  await message.send();
}
