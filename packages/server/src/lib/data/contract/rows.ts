// Rows for the contract's tests: valid ones, of which each test changes what it is about.
import {
  type Element,
  type ElementId,
  type FileKey,
  newId,
  type StepId,
  type StepText,
  type StepWithText,
  type ThreadId,
  type Turn,
  type TurnId,
} from "@colloquy/protocol";
import type { DataLayer, ThreadRow } from "../data-layer.ts";
import type { FileRow } from "../file-rows.ts";

/** What the suite needs to know of a driver. */
export interface DataLayerContractOptions {
  readonly name: string;
  /** A driver on the store of this name, not yet open. The same name again, after the first was closed, is the same store. */
  create(place: string): DataLayer;
  /** Whether a store that is opened again has what was written before. */
  readonly durable: boolean;
}

export const CREATED = "2025-03-01T10:00:00.000Z";

export function threadRow(id: ThreadId, more: Partial<ThreadRow> = {}): ThreadRow {
  return { id, createdAt: CREATED, updatedAt: CREATED, owner: "visitor:one", epoch: 1, ...more };
}

export function turnRow(more: Partial<Turn> = {}): Turn {
  return { id: newId<TurnId>(), kind: "message", foreground: true, state: "done", createdAt: CREATED, ...more };
}

export function stepRow(turnId: TurnId, more: Partial<StepWithText> = {}): StepWithText {
  return { id: newId<StepId>(), turnId, type: "assistant_message", name: "Assistant", createdAt: CREATED, ...more };
}

export function piece(stepId: StepId, at: number, text: string, more: Partial<StepText> = {}): StepText {
  return { type: "step-text", stepId, field: "output", rev: 0, at, text, ...more };
}

export function fileRow(threadId: ThreadId, more: Partial<FileRow> = {}): FileRow {
  const key = newId<FileKey>();
  return {
    key,
    threadId,
    owner: "visitor:one",
    name: "plan.pdf",
    mime: "application/pdf",
    size: 3,
    sha256: "ab",
    createdAt: CREATED,
    ...more,
  };
}

export function elementRow(forId: StepId | undefined, more: Partial<Element> = {}): Element {
  return { id: newId<ElementId>(), type: "image", name: "plan.png", display: "inline", ...(forId && { forId }), ...more };
}

/** A stored thread with one turn and one step without text, and what a test needs to go on writing to it. */
export async function storedStep(layer: DataLayer, more: Partial<StepWithText> = {}) {
  const threadId = newId<ThreadId>();
  const turn = turnRow();
  const step = stepRow(turn.id, more);
  await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns: [turn], steps: [step] });
  const load = async () => {
    const [first] = await layer.loadSteps(threadId, { turnIds: [turn.id] });
    return first;
  };
  return { threadId, turn, step, load, append: (...texts: StepText[]) => layer.write({ threadId, epoch: 1, texts }) };
}
