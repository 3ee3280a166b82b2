// What streamText of the AI SDK gives, as a person reads it: text as messages, reasoning and tool calls as steps between them.
import { ChatError, Message, Step } from "colloquy";

/** The parts of the AI SDK's full stream that are shown; others are passed over. The slice of its types we depend on. */
export type StreamPart =
  | { readonly type: "text-delta"; readonly text: string }
  | { readonly type: "reasoning-start"; readonly id: string }
  | { readonly type: "reasoning-delta"; readonly id: string; readonly text: string }
  | { readonly type: "reasoning-end"; readonly id: string }
  | { readonly type: "start-step" }
  | { readonly type: "tool-input-start"; readonly id: string; readonly toolName: string; readonly providerExecuted?: boolean | undefined }
  | { readonly type: "tool-input-delta"; readonly id: string; readonly delta: string }
  | {
      readonly type: "tool-call";
      readonly toolCallId: string;
      readonly toolName: string;
      readonly input: unknown;
      readonly providerExecuted?: boolean | undefined;
    }
  | { readonly type: "tool-result"; readonly toolCallId: string; readonly output: unknown; readonly preliminary?: boolean | undefined }
  | { readonly type: "tool-error"; readonly toolCallId: string; readonly error: unknown }
  | {
      readonly type: "tool-approval-request";
      readonly approvalId: string;
      readonly toolCall: { readonly toolCallId: string; readonly toolName: string; readonly input: unknown };
    }
  | { readonly type: "tool-output-denied"; readonly toolCallId: string }
  | { readonly type: "error"; readonly error: unknown };

/** What `streamText` returns, as far as it is read here. */
export interface StreamLike {
  /** All parts, in order. */
  readonly fullStream: AsyncIterable<{ readonly type: string }>;
}

/** How a stream is shown. */
export interface ShowStreamOptions {
  /** Who speaks. Default: the app's name. */
  readonly author?: string;
  /** The name of the step that shows the model's reasoning. Default "Reasoning". */
  readonly reasoningName?: string;
  /** The words for a tool call. Default: the tool's name. */
  readonly toolName?: (name: string) => string;
}

/**
 * Shows a stream of the AI SDK to the person while it comes, and resolves with its last message, or undefined when it had no text.
 * Give the handler's `signal` to `streamText` as `abortSignal`, so that Stop also stops the model.
 *
 * @throws BAD_INPUT when it is given something else; what the model or the stream failed with; what was written so far stays in the chat.
 * @example
 * onMessage(async (message, { signal }) => {
 *   await showStream(streamText({ model, messages: await chatContext.toModelMessages(), abortSignal: signal }));
 * });
 */
export async function showStream(result: StreamLike, options: ShowStreamOptions = {}): Promise<Message | undefined> {
  assertStream("showStream", result);
  const shown = new ShownStream(options);
  try {
    await shown.showAll(result);
  } finally {
    await shown.close();
  }
  return shown.last;
}

/** Throws BAD_INPUT for what is no stream of the SDK. */
export function assertStream(place: string, result: unknown): void {
  if (typeof result === "object" && result !== null && "fullStream" in result && typeof result.fullStream === "object") return;
  throw new ChatError("BAD_INPUT", `${place} got something that is no stream of the AI SDK.`, {
    fix: "Give it what streamText returned, without await: showStream(streamText({ … })).",
  });
}

/** A call that the SDK wants approved before it runs. */
export interface ApprovalRequest {
  readonly approvalId: string;
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: unknown;
}

/** What is shown of the streams of one answer. */
export class ShownStream {
  readonly #options: ShowStreamOptions;
  readonly #steps = new Map<string, Step>();
  #message: Message | undefined;
  /** One for each answer of the model, which may call several tools at once. */
  #batch: string = crypto.randomUUID();
  last: Message | undefined;
  #requests: ApprovalRequest[] = [];

  constructor(options: ShowStreamOptions) {
    this.#options = options;
  }

  /** Shows a whole stream. Calls that are to be approved stay open. */
  async showAll({ fullStream }: StreamLike): Promise<void> {
    for await (const part of fullStream) await this.show(part as StreamPart);
    await this.#closeMessage();
  }

  /** What is to be approved since this was asked last. */
  takeRequests(): readonly ApprovalRequest[] {
    const requests = this.#requests;
    this.#requests = [];
    return requests;
  }

  /** The open step of a call. */
  stepOf(toolCallId: string): Step | undefined {
    return this.#steps.get(toolCallId);
  }

  async show(part: StreamPart): Promise<void> {
    switch (part.type) {
      case "text-delta":
        this.#message ??= new Message(this.#options.author === undefined ? {} : { author: this.#options.author });
        this.last = this.#message;
        return this.#message.streamToken(part.text);
      case "reasoning-start":
        await this.#closeMessage();
        await this.#open(part.id, {
          name: this.#options.reasoningName ?? "Reasoning",
          type: "llm",
          icon: "brain",
          showInput: false,
          autoCollapse: true,
        });
        return;
      case "reasoning-delta":
        return this.#steps.get(part.id)?.streamToken(part.text);
      case "reasoning-end":
        return this.#end(part.id);
      case "start-step":
        this.#batch = crypto.randomUUID();
        return;
      case "tool-input-start":
        await this.#closeMessage();
        await this.#openTool(part.id, part);
        return;
      case "tool-input-delta":
        return this.#steps.get(part.id)?.streamToken(part.delta, { target: "input" });
      case "tool-call": {
        await this.#closeMessage();
        const step = this.#steps.get(part.toolCallId) ?? (await this.#openTool(part.toolCallId, part));
        step.input = part.input;
        return step.update();
      }
      case "tool-result": {
        const step = this.#steps.get(part.toolCallId);
        if (!step) return;
        step.output = part.output;
        return part.preliminary ? step.update() : this.#end(part.toolCallId);
      }
      case "tool-error":
        this.#steps.get(part.toolCallId)?.fail(part.error);
        return this.#end(part.toolCallId);
      case "tool-approval-request":
        this.#requests.push({ approvalId: part.approvalId, ...part.toolCall });
        return;
      case "tool-output-denied":
        this.#steps.get(part.toolCallId)?.fail("The call was not allowed.");
        return this.#end(part.toolCallId);
      case "error":
        throw part.error;
      default:
        return;
    }
  }

  /** Closes what is open: also when the stream failed in the middle of it. */
  async close(): Promise<void> {
    for (const [id, step] of [...this.#steps]) {
      // It has no result, and a call without one is nothing that a model could be given again.
      step.toolCall = undefined;
      await this.#end(id);
    }
    await this.#closeMessage();
  }

  /** What the provider runs itself stays with it: no other request could answer for it. */
  #openTool(
    id: string,
    { toolName: name, providerExecuted }: { readonly toolName: string; readonly providerExecuted?: boolean | undefined },
  ) {
    return this.#open(id, {
      name: this.#options.toolName?.(name) ?? name,
      type: "tool",
      icon: "wrench",
      ...(!providerExecuted && { toolCall: { id, name, batch: this.#batch } }),
    });
  }

  async #open(id: string, options: ConstructorParameters<typeof Step>[0]): Promise<Step> {
    const step = new Step(options);
    this.#steps.set(id, step);
    return step.begin();
  }

  async #end(id: string): Promise<void> {
    const step = this.#steps.get(id);
    this.#steps.delete(id);
    await step?.end();
  }

  async #closeMessage(): Promise<void> {
    const message = this.#message;
    this.#message = undefined;
    await message?.send();
  }
}
