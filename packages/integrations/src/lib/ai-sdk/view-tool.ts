// A tool with which a model draws: its input is a view, shown while it is written.
import { jsonSchema, parsePartialJson } from "ai";
import { bind, Message } from "colloquy";
import { type DraftMessage, draftMessage, type ModelView, type ModelViewOptions, modelView } from "colloquy/view";

/** What a model may draw, and how it is told. */
export interface ViewToolOptions extends ModelViewOptions {
  /** What the model is told it is for. Default: that it shows something to the person. */
  readonly description?: string;
  /** Who shows it. Default: the app's name. */
  readonly author?: string;
}

/** The tool, as the AI SDK takes it. */
export interface ViewTool {
  /** What the model is told it is for. */
  readonly description: string;
  /** What it writes. */
  readonly inputSchema: ReturnType<typeof jsonSchema<{ readonly view: unknown }>>;
  /** It begins to write. @internal */
  readonly onInputStart: (call: { readonly toolCallId: string }) => Promise<void>;
  /** It goes on. @internal */
  readonly onInputDelta: (call: { readonly toolCallId: string; readonly inputTextDelta: string }) => Promise<void>;
  /** It has written all: shows it, or says what is wrong. */
  readonly execute: (input: { readonly view: unknown }, call: { readonly toolCallId: string }) => Promise<string>;
}

/** How often a page is shown more of it, in milliseconds: each time all that is there is read. */
const BETWEEN_MS = 60;
const DESCRIPTION =
  "Shows something to the person as a view: cards, tables, charts, buttons. Use it where words alone are hard to read. Buttons run only the actions that are offered.";

/**
 * A tool with which a model draws a view into the chat. What it writes is shown while it comes; what is wrong with it is told to the model, which
 * may try again, and nothing of that is left in the chat. Make it in the handler, for each answer.
 *
 * @throws NO_CHAT_CONTEXT outside of a chat; BAD_INPUT for components that there are not.
 * @example
 * onMessage(async (message, { signal }) => {
 *   const tools = { show: viewTool({ actions: { book } }) };
 *   await showStream(streamText({ model, messages: await chatContext.toModelMessages(), tools, stopWhen: stepCountIs(3), abortSignal: signal }));
 * });
 */
export function viewTool(options: ViewToolOptions = {}): ViewTool {
  const { description = DESCRIPTION, author, ...drawing } = options;
  const reader = modelView(drawing);
  const open = new Map<string, Drawing>();
  const drawingOf = (toolCallId: string) => {
    const known = open.get(toolCallId) ?? new Drawing(modelView(drawing), author);
    open.set(toolCallId, known);
    return known;
  };
  return {
    description,
    inputSchema: jsonSchema<{ readonly view: unknown }>(reader.schema as Parameters<typeof jsonSchema>[0] & object),
    onInputStart: bind(async ({ toolCallId }: { readonly toolCallId: string }) => drawingOf(toolCallId).begin()),
    onInputDelta: bind(async ({ toolCallId, inputTextDelta }: { readonly toolCallId: string; readonly inputTextDelta: string }) =>
      drawingOf(toolCallId).take(inputTextDelta),
    ),
    execute: bind(async (input: { readonly view: unknown }, { toolCallId }: { readonly toolCallId: string }) => {
      const answer = await drawingOf(toolCallId).end(input);
      open.delete(toolCallId);
      return answer;
    }),
  };
}

/** One call: the message in which it is drawn. */
class Drawing {
  readonly #reader: ModelView;
  readonly #message: Message;
  #written = "";
  #shownAt = 0;
  #draft: DraftMessage | undefined;

  constructor(reader: ModelView, author: string | undefined) {
    this.#reader = reader;
    this.#message = new Message({ ...(author !== undefined && { author }), view: { type: "Skeleton", shape: "block" } });
  }

  async begin(): Promise<void> {
    // A model that is stopped, or breaks off, never comes to its end.
    this.#draft = draftMessage(this.#message);
    await this.#message.send();
  }

  async take(piece: string): Promise<void> {
    this.#written += piece;
    const now = Date.now();
    if (now - this.#shownAt < BETWEEN_MS) return;
    this.#shownAt = now;
    const { value } = await parsePartialJson(this.#written);
    const view = this.#reader.readPartial(value);
    if (!view) return;
    this.#message.view = view;
    await this.#message.update();
  }

  /** What the model is told. */
  async end(input: unknown): Promise<string> {
    const reading = this.#reader.read(input);
    if (!reading.ok) {
      if (this.#draft) await this.#message.remove();
      return `Nothing was shown.\n${reading.problem}\nMend this and call the tool again, or answer in words.`;
    }
    this.#message.view = reading.view;
    await this.#message.send();
    this.#draft?.keep();
    return "It is shown to the person.";
  }
}
