/** How long the way back from a change is offered. */
export const UNDO_MS = 10_000;
