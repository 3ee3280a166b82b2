// An app with looks of its own. The code knows nothing of them: they lie in public/ and in colloquy.config.ts.
import * as cl from "colloquy";

cl.onChatStart(async () => {
  await new cl.Message({
    author: "Fern",
    content: "Welcome to the nursery. Tell me a plant, and I say when to sow it; **Weather** says whether to wait.",
  }).send();
});

cl.onMessage(async (message) => {
  // The faces are public/avatars/fern.svg and public/avatars/weather.svg.
  await new cl.Message({
    author: "Fern",
    content: `Sow **${message.content}** in trays, a finger deep, and keep them at the window.`,
  }).send();
  await new cl.Message({ author: "Weather", content: "Frost until Thursday. After that the nights stay above five degrees." }).send();
});
