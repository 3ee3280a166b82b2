// Which views a model drew, as long as they are handed on as they are. Pages are told: whoever draws it there need not believe that it was looked through.
import type { ViewNode } from "@colloquy/protocol";

const drawn = new WeakSet<object>();

export function noteModelView<View extends ViewNode | undefined>(view: View): View {
  if (view) drawn.add(view);
  return view;
}

export function isModelView(view: unknown): boolean {
  return typeof view === "object" && view !== null && drawn.has(view);
}
