// What comes by windows, and not by the port: a document in a frame may call every window around it, as often as it likes, and only its going ends that.
import { FloodGate } from "./flood-gate.ts";

/** A frame says one word when it begins, and answers when it is asked. */
const MESSAGES = 1_000;

/** Calls `onFlood` when the documents within a frame call this window without an end. Returns the way out. */
export function countCalls(frame: () => Window | null | undefined, onFlood: () => void): () => void {
  const gate = new FloodGate({ messages: MESSAGES });
  const count = ({ source }: MessageEvent) => {
    if (isWithin(source, frame()) && !gate.lets()) onFlood();
  };
  window.addEventListener("message", count);
  return () => window.removeEventListener("message", count);
}

/** Whose frames they are in may be asked of windows of any origin. */
function isWithin(source: MessageEventSource | null, frame: Window | null | undefined): boolean {
  if (!frame || !source || !("parent" in source)) return false;
  for (let one: Window = source; ; one = one.parent) {
    if (one === frame) return true;
    if (one === one.parent) return false;
  }
}
