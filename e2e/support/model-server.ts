// A model of our own behind OpenAI's chat-completions protocol: it says what the test tells it to, when the test lets it.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a client asked for. */
export interface ModelRequest {
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly stream?: boolean;
    readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
    readonly tools?: readonly { readonly function: { readonly name: string } }[];
  };
  /** Resolves when the client has gone before the answer was whole. */
  readonly abandoned: Promise<void>;
}

/** A piece of an answer; a promise makes the stream wait for it. */
export type Piece =
  | { readonly content: string }
  | { readonly reasoning_content: string }
  | { readonly tool_calls: readonly ToolCallPiece[] }
  | Promise<unknown>;

interface ToolCallPiece {
  readonly index: number;
  readonly id?: string;
  readonly type?: "function";
  readonly function: { readonly name?: string; readonly arguments: string };
}

/** What the model does with a request: speak, or refuse with a status. */
export type Answer = readonly Piece[] | { readonly status: number; readonly message: string };

/** A running model. `url` is what OPENAI_BASE_URL wants. */
export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: ModelRequest[];
}

/** Serves a model on a free port. */
export async function serveModel(answer: (request: ModelRequest, index: number) => Answer): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const server = createServer((incoming, response) => {
    void receive(incoming, response).then((request) => speak(response, request, answer(request, requests.push(request) - 1)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<ModelRequest> {
  const { promise: abandoned, resolve } = withResolvers();
  response.once("close", () => response.writableFinished || resolve());
  let text = "";
  for await (const chunk of incoming.setEncoding("utf8")) text += chunk;
  return { authorization: incoming.headers.authorization, body: JSON.parse(text), abandoned };
}

async function speak(response: ServerResponse, request: ModelRequest, answer: Answer): Promise<void> {
  if ("status" in answer) {
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: answer.message, type: "invalid_request_error", code: null, param: null } }));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta: object, finish: string | null) => {
    const chunk = {
      id: "chatcmpl-1",
      object: "chat.completion.chunk",
      created: 1,
      model: request.body.model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  send({ role: "assistant", content: "" }, null);
  for (const piece of answer) {
    if (piece instanceof Promise) await piece;
    else send(piece, null);
  }
  send({}, answer.some((piece) => "tool_calls" in piece) ? "tool_calls" : "stop");
  response.end("data: [DONE]\n\n");
}

/** A promise and its handle: for pieces that wait. */
export function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
