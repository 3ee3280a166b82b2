// The part that the recipes use of packages which nothing here needs otherwise, so that the recipes are compiled and nobody has to install
// 135 MB for it. The page says which versions they were run with. When a recipe calls more of a package, copy its types from there.

declare module "openai" {
  // biome-ignore lint/style/noDefaultExport: it is theirs
  export default class OpenAI {
    constructor(options?: { readonly apiKey?: string; readonly baseURL?: string });
    readonly chat: {
      readonly completions: {
        create(
          body: { model: string; messages: ChatCompletionMessageParam[]; stream: true },
          options?: { signal?: AbortSignal | null },
        ): Promise<AsyncIterable<{ choices: { delta: { content?: string | null } }[] }>>;
      };
    };
  }
  type ChatCompletionMessageParam =
    | { role: "system"; content: string }
    | { role: "user"; content: string | ContentPart[] }
    | { role: "assistant"; content?: string | null; tool_calls?: ToolCall[] }
    | { role: "tool"; tool_call_id: string; content: string };
  type ContentPart =
    | { type: "text"; text: string }
    | { type: "image_url"; image_url: { url: string; detail?: "auto" | "low" | "high" } }
    | { type: "file"; file: { file_data?: string; file_id?: string; filename?: string } };
  interface ToolCall {
    id: string;
    type: "function";
    function: { name: string; arguments: string };
  }
}

declare module "@anthropic-ai/sdk" {
  // biome-ignore lint/style/noDefaultExport: it is theirs
  export default class Anthropic {
    constructor(options?: { readonly apiKey?: string; readonly baseURL?: string });
    readonly messages: {
      stream(
        body: { model: string; max_tokens: number; system?: string; messages: { role: "user" | "assistant"; content: string }[] },
        options?: { signal?: AbortSignal | null },
      ): AsyncIterable<StreamEvent>;
    };
  }
  type StreamEvent =
    | {
        type: "content_block_delta";
        index: number;
        delta: { type: "text_delta"; text: string } | { type: "input_json_delta"; partial_json: string };
      }
    | { type: "content_block_start" | "content_block_stop" | "message_start" | "message_delta" | "message_stop" };
}

declare module "@langchain/langgraph" {
  export const START: "__start__";
  export const END: "__end__";
  interface Piece {
    readonly text: string;
  }
  interface MessagesState {
    messages: Piece[];
  }
  export const MessagesAnnotation: { readonly State: MessagesState };
  interface CompiledGraph {
    stream(
      input: { messages: { role: string; content: string }[] },
      options: { streamMode: "messages"; signal?: AbortSignal },
    ): Promise<AsyncIterable<[Piece, Record<string, unknown>]>>;
  }
  export class StateGraph {
    constructor(annotation: typeof MessagesAnnotation);
    addNode(name: string, node: (state: MessagesState, config: { signal?: AbortSignal }) => Promise<{ messages: Piece[] }>): this;
    addEdge(from: string, to: string): this;
    compile(): CompiledGraph;
  }
}

declare module "@langchain/openai" {
  export class ChatOpenAI {
    constructor(fields: { model: string; apiKey?: string });
    invoke(messages: { readonly text: string }[], config?: { signal?: AbortSignal }): Promise<{ readonly text: string }>;
  }
}
