// What a model is given of a chat: texts with their roles, and the calls of tools with their results, in the form of the AI SDK and
// of OpenAI's endpoints. A call never goes without its result, nor a result without its call: every provider refuses that.
import { isMessageType, type Step, type StepId, type StepWithText } from "@colloquy/protocol";
import type { ArtifactContext } from "./artifacts/artifact-words.ts";
import type { FileChoice, FileContext, GivenFile } from "./model-files.ts";
import { answeredCall, type StoredToolCall } from "./tool-call.ts";

/** How much of the work with tools a model is given again. */
export interface ToolContext {
  /** Of how many of the latest turns. Default 10. */
  readonly turns?: number;
  /** How many characters of one result; the rest is cut off, and the model is told so. Default 8000. */
  readonly resultLength?: number;
}

/** What of the conversation a model is given. */
export interface ModelContextOptions {
  /** The calls of tools and their results; `false` leaves them out, as for a model that is given no tools now. Default `true`. */
  readonly tools?: boolean | ToolContext;
  /**
   * Documents that are worked on: `"newest"` gives the newest version of each and names the older ones, `"all"` gives every version,
   * `"none"` names them only. What the person edited is given as said by them. Default `"newest"`.
   */
  readonly artifacts?: ArtifactContext;
  /**
   * The files that people sent with their messages: pictures and PDFs as parts, texts as text. `false` leaves them out, as for a model that
   * reads text alone; `"images"` gives pictures alone; a function is asked for each. Default `true`, with the limits of `FileContext`.
   */
  readonly files?: boolean | FileChoice | FileContext;
}

/** One call of a tool, for an OpenAI-compatible endpoint. */
export interface OpenAIToolCall {
  /** Which call it is; its result names it. */
  id: string;
  /** The only kind there is. */
  type: "function";
  /** The tool, and what it was called with as JSON in a text. */
  function: { name: string; arguments: string };
}

/** One part of what a person said to an OpenAI-compatible endpoint: words, a picture or a PDF. */
export type OpenAIPart =
  | { type: "text"; text: string }
  | { type: "image_url"; image_url: { url: string } }
  | { type: "file"; file: { filename: string; file_data: string } };

/** A message for an OpenAI-compatible endpoint. What a person said has parts only where files came with it. */
export type OpenAIMessage =
  | { role: "user"; content: string | OpenAIPart[] }
  | { role: "system"; content: string }
  | { role: "assistant"; content: string | null; tool_calls?: OpenAIToolCall[] }
  | { role: "tool"; tool_call_id: string; content: string };

/** What JSON can hold. */
export type JsonValue = null | string | number | boolean | JsonValue[] | { [key: string]: JsonValue };

interface TextPart {
  type: "text";
  text: string;
}
interface ToolCallPart {
  type: "tool-call";
  toolCallId: string;
  toolName: string;
  input: { [key: string]: JsonValue };
}
interface ToolResultPart {
  type: "tool-result";
  toolCallId: string;
  toolName: string;
  output: { type: "text" | "error-text"; value: string } | { type: "json"; value: JsonValue };
}

interface ImagePart {
  type: "image";
  image: Uint8Array<ArrayBuffer>;
  mediaType: string;
}
interface FilePart {
  type: "file";
  data: Uint8Array<ArrayBuffer>;
  mediaType: string;
  filename: string;
}

/** A message for the AI SDK; assignable to its `ModelMessage`. What a person said has parts only where files came with it. */
export type ModelChatMessage =
  | { role: "user"; content: string | (TextPart | ImagePart | FilePart)[] }
  | { role: "system"; content: string }
  | { role: "assistant"; content: string | (TextPart | ToolCallPart)[] }
  | { role: "tool"; content: ToolResultPart[] };

const DEFAULT_TURNS = 10;
const DEFAULT_RESULT_LENGTH = 8000;

/** A call with what came of it, its id unique among all that are given. */
interface Call {
  readonly step: StepWithText;
  readonly call: StoredToolCall;
  readonly input: { [key: string]: JsonValue };
  readonly output: ToolResultPart["output"];
}

/** What the model said or was told, and behind it the calls that it made in one answer. */
interface Said {
  readonly role: "user" | "assistant" | "system";
  readonly text: string;
  /** Only of people. */
  readonly files: readonly GivenFile[];
}
type Entry = Said | { readonly before: string | undefined; readonly calls: Call[] };

/** The files of people's messages, by message. */
export type FilesOfSteps = ReadonlyMap<StepId, readonly GivenFile[]>;

export function toOpenAIMessages(steps: readonly StepWithText[], files: FilesOfSteps, options: ModelContextOptions): OpenAIMessage[] {
  return toEntries(steps, files, options).flatMap((entry): OpenAIMessage[] => {
    if (!("calls" in entry)) {
      const { role, text } = entry;
      if (role === "user" && entry.files.length > 0) return [{ role, content: toOpenAIParts(entry) }];
      return text === "" ? [] : [{ role, content: text }];
    }
    const tool_calls = entry.calls.map(({ call, input }): OpenAIToolCall => {
      return { id: call.id, type: "function", function: { name: call.name, arguments: JSON.stringify(input) } };
    });
    const results = entry.calls.map(({ call, output }): OpenAIMessage => {
      return { role: "tool", tool_call_id: call.id, content: output.type === "json" ? JSON.stringify(output.value) : output.value };
    });
    return [{ role: "assistant", content: entry.before ?? null, tool_calls }, ...results];
  });
}

/** Messages without text and files are left out: providers refuse them. A picture that the app has shown alone is such a one. */
export function toModelChatMessages(steps: readonly StepWithText[], files: FilesOfSteps, options: ModelContextOptions): ModelChatMessage[] {
  return toEntries(steps, files, options).flatMap((entry): ModelChatMessage[] => {
    if (!("calls" in entry)) {
      const { role, text } = entry;
      if (role === "user" && entry.files.length > 0) return [{ role, content: toModelParts(entry) }];
      return text === "" ? [] : [{ role, content: text }];
    }
    const named = ({ call }: Call) => ({ toolCallId: call.id, toolName: call.name });
    const calls = entry.calls.map((one): ToolCallPart => ({ type: "tool-call", ...named(one), input: one.input }));
    const results = entry.calls.map((one): ToolResultPart => ({ type: "tool-result", ...named(one), output: one.output }));
    const before: TextPart[] = entry.before === undefined ? [] : [{ type: "text", text: entry.before }];
    return [
      { role: "assistant", content: [...before, ...calls] },
      { role: "tool", content: results },
    ];
  });
}

function toOpenAIParts({ text, files }: Said): OpenAIPart[] {
  return [
    ...(text === "" ? [] : [{ type: "text" as const, text }]),
    ...files.map((file): OpenAIPart => {
      if (file.kind === "words") return { type: "text", text: file.text };
      const url = `data:${file.mime};base64,${Buffer.from(file.bytes).toString("base64")}`;
      if (file.kind === "image") return { type: "image_url", image_url: { url } };
      return { type: "file", file: { filename: file.name, file_data: url } };
    }),
  ];
}

function toModelParts({ text, files }: Said): (TextPart | ImagePart | FilePart)[] {
  return [
    ...(text === "" ? [] : [{ type: "text" as const, text }]),
    ...files.map((file): TextPart | ImagePart | FilePart => {
      if (file.kind === "words") return { type: "text", text: file.text };
      if (file.kind === "image") return { type: "image", image: file.bytes, mediaType: file.mime };
      return { type: "file", data: file.bytes, mediaType: file.mime, filename: file.name };
    }),
  ];
}

function toEntries(steps: readonly StepWithText[], files: FilesOfSteps, { tools = true }: ModelContextOptions): Entry[] {
  const limits = tools === false ? undefined : tools === true ? {} : tools;
  const calls = limits ? carriedCalls(steps, limits) : new Map<StepId, Call>();
  const entries: Entry[] = [];
  let last: StepWithText | undefined;
  for (const step of steps) {
    const call = calls.get(step.id);
    if (!call && !isMessageType(step.type)) continue;
    const open = entries.at(-1);
    if (!call) entries.push({ role: roleOf(step.type), text: step.output?.text ?? "", files: files.get(step.id) ?? [] });
    else if (open && "calls" in open && open.calls.every((other) => isOneAnswer(other, call))) open.calls.push(call);
    else if (open && !("calls" in open) && open.text !== "" && last?.type === "assistant_message" && last.turnId === step.turnId)
      // Some models take no second message of theirs in a row, so what was said before a call goes with it.
      entries.splice(-1, 1, { before: open.text, calls: [call] });
    else entries.push({ before: undefined, calls: [call] });
    last = step;
  }
  return entries;
}

/** The calls that are given again, by their steps. What a tool called in its turn is no business of the model that called the tool. */
function carriedCalls(
  steps: readonly StepWithText[],
  { turns = DEFAULT_TURNS, resultLength = DEFAULT_RESULT_LENGTH }: ToolContext,
): Map<StepId, Call> {
  const latest = new Set([...new Set(steps.map((step) => step.turnId))].slice(turns === 0 ? Number.POSITIVE_INFINITY : -turns));
  const calls = new Map<StepId, Call>();
  const ids = new Set<string>();
  const underCall = new Set<StepId>();
  for (const step of steps) {
    const call = answeredCall(step);
    const isInside = step.parentId !== undefined && underCall.has(step.parentId);
    if (call || isInside) underCall.add(step.id);
    if (!call || isInside || !latest.has(step.turnId)) continue;
    const id = uniqueId(call.id, ids);
    calls.set(step.id, { step, call: { ...call, id }, input: inputOf(step), output: outputOf(step, resultLength) });
  }
  return calls;
}

/** Some servers count their calls anew for every answer, and ids must not come twice. */
function uniqueId(id: string, taken: Set<string>): string {
  let unique = id;
  for (let count = 2; taken.has(unique); count++) unique = `${id}_${count}`;
  taken.add(unique);
  return unique;
}

function isOneAnswer({ step: a, call: { batch } }: Call, { step: b, call: other }: Call): boolean {
  if (a.turnId !== b.turnId) return false;
  if (batch !== undefined || other.batch !== undefined) return batch === other.batch;
  return (b.start ?? b.createdAt) < (a.end ?? a.createdAt);
}

/** What a model wrote that is no object, its provider would not take back. */
function inputOf({ input }: StepWithText): { [key: string]: JsonValue } {
  const value = parseJson(input?.text ?? "");
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function outputOf({ output, language, isError }: StepWithText, resultLength: number): ToolResultPart["output"] {
  const text = output?.text ?? "";
  if (isError) return { type: "error-text", value: cut(text, resultLength) };
  const value = language === "json" && text.length <= resultLength ? parseJson(text) : undefined;
  return value === undefined ? { type: "text", value: cut(text, resultLength) } : { type: "json", value };
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}\n[${text.length - kept.length} more characters were left out here.]`;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function roleOf(type: Step["type"]): Said["role"] {
  return type === "user_message" ? "user" : type === "assistant_message" ? "assistant" : "system";
}
