// What is wrong with a batch before any store is asked.
import { ChatError } from "@colloquy/protocol";
import { assertKey } from "../storable.ts";
import type { WriteBatch } from "./data-layer.ts";

/** Throws BAD_INPUT for keys that cannot be stored and for a thread row that is not the batch's. */
export function assertBatch(batch: WriteBatch): void {
  assertKey(batch.threadId, "The id of a thread");
  if (batch.thread) {
    assertKey(batch.thread.owner, "The owner of a thread");
    if (batch.thread.id !== batch.threadId) throw new ChatError("BAD_INPUT", "The thread row of a batch is that of another thread.");
  }
  for (const turn of batch.turns ?? []) assertKey(turn.id, "The id of a turn");
  for (const step of batch.steps ?? []) {
    assertKey(step.id, "The id of a step");
    assertKey(step.turnId, "The turn of a step");
  }
  for (const element of batch.elements ?? []) {
    assertKey(element.id, "The id of an element");
    if (element.forId !== undefined) assertKey(element.forId, "The step of an element");
  }
}
