// A model whose tools ask first: what the AI SDK wants approved is asked of the person, and the model goes on with what they decided.
import { type AskApprovalOptions, askApproval, ChatError, type Message } from "colloquy";
import { assertStream, ShownStream, type ShowStreamOptions, type StreamLike } from "./show-stream.ts";

/** What `streamText` returns, as far as it is read here. */
export interface AgentStreamLike extends StreamLike {
  /** What the model said in it, for the next request. */
  readonly response: PromiseLike<{ readonly messages: readonly unknown[] }>;
}

/** How an agent is shown, and how its tools ask. */
export interface ShowAgentOptions extends ShowStreamOptions {
  /** What is asked about a call. Default: “Allow …?”, with the name of the tool. */
  readonly question?: (call: ApprovalCall) => string;
  /** What may be answered beside “once” and “no”. Default: always in this chat, and always for this person. */
  readonly scopes?: AskApprovalOptions["scopes"];
  /** Seconds until a question counts as no. Default: it waits for as long as it takes. */
  readonly timeout?: number | null;
}

/** A call that is to be approved. */
export interface ApprovalCall {
  /** The tool, by its key in `tools`. */
  readonly toolName: string;
  /** What it would be given. */
  readonly input: unknown;
}

/** What the AI SDK is told about one of its requests. */
interface ApprovalResponse {
  readonly type: "tool-approval-response";
  readonly approvalId: string;
  readonly approved: boolean;
  readonly reason?: string;
}

/** Nobody reads so many in one turn: it is a loop that a grant keeps going. */
const MOST_ROUNDS = 50;

/**
 * Shows a model of the AI SDK as `showStream` does, and asks the person about each call of a tool that has `needsApproval`. `start` is called with
 * the messages, and again with what was decided, until the model wants nothing approved any more.
 *
 * @returns the last message, or undefined when there was no text.
 * @throws what `showStream` throws.
 * @example
 * onMessage(async (message, { signal }) => {
 *   await showAgent(await chatContext.toModelMessages(), (messages) => streamText({ model, messages, tools, abortSignal: signal }));
 * });
 */
export async function showAgent<ModelMessage>(
  messages: readonly ModelMessage[],
  start: (messages: ModelMessage[]) => AgentStreamLike,
  options: ShowAgentOptions = {},
): Promise<Message | undefined> {
  const shown = new ShownStream(options);
  const said: ModelMessage[] = [...messages];
  try {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const result = start([...said]);
      assertStream("showAgent", result);
      await shown.showAll(result);
      const requests = shown.takeRequests();
      if (requests.length === 0) return shown.last;
      const { messages: own } = await result.response;
      const content = await Promise.all(requests.map((request) => decide(shown, request, options)));
      // What the SDK said of itself, and what it asks for, are messages of the SDK.
      said.push(...(own as readonly ModelMessage[]), { role: "tool", content } as ModelMessage);
    }
  } finally {
    await shown.close();
  }
  throw new ChatError("OVERLOADED", `The model wanted something approved ${MOST_ROUNDS} times in one turn.`);
}

interface Request extends ApprovalCall {
  readonly approvalId: string;
  readonly toolCallId: string;
}

/** The step of the call is open meanwhile, and its card shows the question. No answer is a no. */
async function decide(
  shown: ShownStream,
  request: Request,
  { question, scopes, timeout, author }: ShowAgentOptions,
): Promise<ApprovalResponse> {
  const { approvalId, toolCallId, toolName, input } = request;
  const target = shown.stepOf(toolCallId);
  const answer = await askApproval({
    tool: toolName,
    input,
    ...(question && { question: question({ toolName, input }) }),
    ...(target && { target }),
    ...(scopes && { scopes }),
    ...(timeout !== undefined && { timeout }),
    ...(author !== undefined && { author }),
  });
  const reason = answer?.reason;
  return { type: "tool-approval-response", approvalId, approved: answer?.approved ?? false, ...(reason !== undefined && { reason }) };
}
