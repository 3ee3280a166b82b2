// The line of a chat that can be seen: on a narrow screen the sidebar beside the chat is there as well, and hidden.
import type { ThreadId } from "@colloquy/protocol";

export function findRow(threadId: ThreadId): HTMLElement | undefined {
  return findVisible(`thread-${threadId}`);
}

export function findVisible(id: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(`[id="${id}"]`)].find((element) => element.checkVisibility());
}

/** The next frame draws it. */
export function focusRowSoon(threadId: ThreadId): void {
  requestAnimationFrame(() => findRow(threadId)?.focus({ preventScroll: true }));
}
