// How far the page has read, in the form the server replays from.
import type { ChatState, Cursor } from "@colloquy/protocol";

/** The cursor of a state: its last fact, and how much it holds of each text that may still grow. */
export function toCursor(state: ChatState): Cursor {
  const open: { [stepId: string]: Cursor["open"][string] } = {};
  for (const [id, { step, texts }] of state.steps) {
    if (step.end !== undefined) continue;
    open[id] = {
      ...(texts.input && { input: [texts.input.rev, texts.input.length] }),
      ...(texts.output && { output: [texts.output.rev, texts.output.length] }),
    };
  }
  return { epoch: state.epoch, seq: state.seq, open };
}
