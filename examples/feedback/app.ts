// Thumbs under answers: the app hears of each, asks what was wrong, and remembers what was kept.
import * as cl from "colloquy";

cl.onMessage(async ({ content }) => {
  await new cl.Message(`The boat to ${content} leaves at nine.`).send();
});

cl.onFeedback(async ({ rating, tags, comment }) => {
  if (rating === "down" && comment) await new cl.Message(`Thank you. The harbour office reads “${comment}” today.`).send();
  else if (rating !== "none") cl.showToast(`Noted: ${[rating, ...tags].join(", ")}`);
});
