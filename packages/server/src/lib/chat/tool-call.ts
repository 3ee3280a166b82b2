// A step that is the call of a tool by a model: what is remembered of it, so that the model is given its call and the result again.
import { ChatError, newId, type Step } from "@colloquy/protocol";

/** Which call of a model a step of type `tool` shows. It is kept in the step's metadata, under `toolCall`. */
export interface ToolCall {
  /** The id the model gave it. Default: one is made. */
  readonly id?: string;
  /** The tool's name, as the model knows it. */
  readonly name: string;
  /** Calls that the model made in one answer have the same. Default: those that ran at the same time are taken for one answer. */
  readonly batch?: string;
}

/** The call as the record keeps it. */
export interface StoredToolCall {
  readonly id: string;
  readonly name: string;
  readonly batch?: string;
  /** The step was ended by its app: what its output says is the result. */
  readonly answered?: boolean;
}

const KEY = "toolCall";

/** What an author gave; throws BAD_INPUT for what names no tool. */
export function givenToolCall(call: ToolCall, type: Step["type"]): StoredToolCall {
  if (typeof call !== "object" || call === null || typeof call.name !== "string" || call.name === "")
    throw new ChatError("BAD_INPUT", "toolCall must name the tool the model called.", {
      fix: 'Write toolCall: { id: call.id, name: "search" }, with the id and the name from the model.',
    });
  if (type !== "tool") throw new ChatError("BAD_INPUT", `toolCall goes with type "tool", not "${type}".`, { fix: 'Set type: "tool".' });
  return { id: call.id || newId(), name: call.name, ...(call.batch !== undefined && { batch: call.batch }) };
}

/** The metadata of a step with its call. */
export function withToolCall(metadata: Readonly<Record<string, unknown>>, call: StoredToolCall | undefined): Record<string, unknown> {
  return call ? { ...metadata, [KEY]: call } : { ...metadata };
}

/** The call that a step shows and that got its result; undefined for every other step. */
export function answeredCall(step: Step): StoredToolCall | undefined {
  const call = step.type === "tool" && step.end !== undefined ? step.metadata?.[KEY] : undefined;
  return isStoredCall(call) && call.answered === true ? call : undefined;
}

function isStoredCall(value: unknown): value is StoredToolCall {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    typeof value.id === "string" &&
    "name" in value &&
    typeof value.name === "string"
  );
}
