// Whether a frame still answers: one that hangs answers nothing, and keeps the keys that are pressed in it.

const ASK_EACH_MS = 4_000;
const ANSWERS_WITHIN_MS = 4_000;

/** `ask` rejects when no answer has come in time. While the page is not looked at, nobody waits for one. Returns the way out. */
export function watchAnswers(ask: (withinMs: number) => Promise<unknown>, onStuck: (stuck: boolean) => void): () => void {
  let waits = false;
  const end = (stuck: boolean) => {
    waits = false;
    onStuck(stuck);
  };
  const timer = setInterval(() => {
    if (waits || document.hidden) return;
    waits = true;
    ask(ANSWERS_WITHIN_MS).then(
      () => end(false),
      () => end(true),
    );
  }, ASK_EACH_MS);
  return () => clearInterval(timer);
}
