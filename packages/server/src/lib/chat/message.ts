// A message: something a person reads. It belongs to the turn and the step it was made in.

import {
  type Action as ActionRecord,
  type Element as ElementRecord,
  type Fact,
  isMessageType,
  type Mention,
  type MessageType,
  newId,
  type Source,
  type StepId,
  type Step as StepRecord,
  type ViewNode,
} from "@colloquy/protocol";
import { check, iterable, noMore, object, text } from "../check-given.ts";
import { requireContext } from "../session/context.ts";
import { Action } from "./actions/action.ts";
import { changeActions } from "./actions/change-actions.ts";
import { ShownActions } from "./actions/shown-actions.ts";
import { atOnce } from "./at-once.ts";
import { coerceToText } from "./coerce.ts";
import type { CommandId, ModeValues } from "./controls/app-types.ts";
import type { Element } from "./elements/element.ts";
import { ShownElements } from "./elements/shown-elements.ts";
import { givenData, givenId, givenTime } from "./given.ts";
import { givenMessage } from "./given-message.ts";
import { givenSources } from "./given-sources.ts";
import type { MessageJson } from "./message-json.ts";
import { StepWriter } from "./step-writer.ts";
import { streamInto } from "./stream-into.ts";
import { noteMade, noteSending, noteUsed } from "./unsent.ts";
import { ShownView, viewElement } from "./view/shown-view.ts";
import type { View } from "./view/view-children.ts";

/** What a message can be made of; only `content` is needed. */
export interface MessageOptions {
  /** Markdown. An object or array is shown as JSON. */
  readonly content?: unknown;
  /** Who speaks. Default: the app's name. */
  readonly author?: string;
  /** Shows the whole content as a code block of this language. */
  readonly language?: string;
  /** Default `assistant_message`. */
  readonly type?: MessageType;
  /** Data of your own, stored with it and shown nowhere; JSON only. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Words of your own, stored with it. */
  readonly tags?: readonly string[];
  /** A UUID; made when absent. */
  readonly id?: string;
  /** The step it lies under. Default: the innermost open step. */
  readonly parentId?: string;
  /** ISO 8601. Default: when it is sent. */
  readonly createdAt?: string;
  /** The id of a command, as if it had been chosen. */
  readonly command?: CommandId;
  /** Options of modes, by ids. */
  readonly modes?: ModeValues;
  /** What it mentions. */
  readonly mentions?: readonly Mention[];
  /** What it rests on: `[1]` in its text becomes a mark that shows the first of them, and they are listed below it. At most 200. */
  readonly sources?: readonly Source[];
  /** What is shown with it: pictures, files, tables. Sent with the message, once their content is stored. */
  readonly elements?: readonly Element[];
  /** The buttons under it, 100 at most. */
  readonly actions?: readonly Action[];
  /** What it shows as a value, made with the components of `colloquy/view`: at most 2,000 of them, 20 deep, 256 KB. */
  readonly view?: View;
}

/**
 * A message in the chat. Make it inside a handler, then `send()` it, or stream into it.
 *
 * @example
 * await new Message("Hello").send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat. Calls throw an AbortError once the person has stopped the turn; let it pass.
 */
export class Message {
  /** A UUID, known before it is sent. */
  readonly id: StepId;
  /** Who speaks: `user_message`, `assistant_message` or `system_message`. */
  readonly type: MessageType;
  /** Who is shown as its author. */
  author: string;
  /** Shows the whole content as code of this language; undefined for Markdown. */
  language: string | undefined;
  /** Data of your own, stored with it and shown nowhere; JSON only. */
  metadata: Record<string, unknown>;
  /** Words of your own, stored with it. */
  tags: string[] | undefined;
  /** What the person wants done with it: the id of the command they chose. */
  command: CommandId | undefined;
  /** The chosen option of each mode, by ids; empty without modes. */
  modes: ModeValues;
  /** What the person mentioned. It is their word: look things up by the id, as somebody who may not see everything. */
  mentions: readonly Mention[];
  /** What it rests on; `[1]` in its text is the first. What is changed here shows after `update()`. */
  sources: Source[];
  /** Whether it is shown as an error. Default false. */
  isError = false;
  readonly #writer: StepWriter;
  readonly #parentId: StepId | undefined;
  #createdAt: string | undefined;
  #end: string | undefined;
  #stated = false;
  /** Most messages have none. */
  #elements: ShownElements | undefined;
  #receivedElements: readonly ElementRecord[] | undefined;
  #actions: ShownActions | undefined;
  #receivedActions: readonly ActionRecord[] | undefined;
  #view: ShownView | undefined;

  constructor(content: MessageOptions | string);
  constructor(content: MessageOptions | string, ...more: readonly unknown[]) {
    noMore("Message", more, 'Write new Message({ content: "text", elements }).');
    const options = givenMessage(content);
    const context = requireContext();
    const { text, language } = coerceToText(options.content);
    this.id = options.id === undefined ? newId<StepId>() : givenId<StepId>(options.id, "id");
    this.type = options.type ?? "assistant_message";
    this.author = options.author ?? context.session.config.assistantName;
    this.language = options.language ?? language;
    this.metadata = { ...options.metadata };
    this.tags = options.tags && [...options.tags];
    this.command = options.command;
    this.modes = options.modes ?? ({} as ModeValues);
    this.mentions = options.mentions ?? [];
    this.sources = [...(options.sources ?? [])];
    this.#parentId = options.parentId === undefined ? context.parentStepId : givenId<StepId>(options.parentId, "parentId");
    this.#createdAt = options.createdAt === undefined ? undefined : givenTime(options.createdAt);
    this.#writer = new StepWriter(context);
    this.#writer.assign("output", text);
    if (options.elements?.length) this.#elements = new ShownElements("Message", options.elements);
    if (options.actions?.length) this.#actions = new ShownActions(options.actions);
    if (options.view !== undefined) this.view = options.view;
    noteMade(this, context.session, context.turnId, new.target);
  }

  /** What is shown with it, and of a message of a person what they attached. Change the list as you like; it shows after `send()` or `update()`. */
  get elements(): Element[] {
    return this.#shown.list;
  }

  set elements(elements: readonly Element[]) {
    this.#shown.list = elements;
  }

  get #shown(): ShownElements {
    const received = (this.#receivedElements ?? []).filter(({ type }) => type !== "view");
    return (this.#elements ??= ShownElements.received("Message", this.#writer.context, received));
  }

  /**
   * What it shows as a value. Set another one and call `update()`: only what is different is sent, and what is typed into it stays. Undefined
   * takes it away. What you read is frozen; make another view of its parts.
   *
   * @throws BAD_INPUT with the place of what is wrong, TOO_LARGE for a view beyond 2,000 components, 20 levels or 256 KB.
   */
  get view(): ViewNode | undefined {
    return this.#viewShown.read(this.#writer.session, this.id);
  }

  set view(view: View | undefined) {
    this.#viewShown.set(view);
  }

  get #viewShown(): ShownView {
    return (this.#view ??= new ShownView("Message", viewElement(this.#receivedElements ?? [])));
  }

  /** The buttons under it. Change the list as you like; it shows after `send()` or `update()`. */
  get actions(): Action[] {
    return this.#buttons.list;
  }

  set actions(actions: readonly Action[]) {
    this.#buttons.list = actions;
  }

  get #buttons(): ShownActions {
    return (this.#actions ??= ShownActions.received(this.#actionsInChat ?? this.#receivedActions ?? [], this.id));
  }

  /** Those that it is seen with now; undefined for a message that the window does not show. */
  get #actionsInChat(): readonly ActionRecord[] | undefined {
    const shown = this.#inChat;
    return shown && (shown.actions ?? []);
  }

  /** As the chat has it now; undefined for a message that the window does not show. */
  get #inChat(): StepRecord | undefined {
    return this.#stated ? this.#writer.session.state.steps.get(this.id)?.step : undefined;
  }

  /** Markdown, as sent or streamed so far. Setting it shows after `update()`. */
  get content(): string {
    return this.#writer.read("output");
  }

  set content(value: unknown) {
    const { text, language } = coerceToText(value);
    if (language) this.language = language;
    this.#writer.assign("output", text);
  }

  /** ISO 8601; undefined until it is sent. */
  get createdAt(): string | undefined {
    return this.#createdAt;
  }

  /** The step it lies under; undefined for none. */
  get parentId(): StepId | undefined {
    return this.#parentId;
  }

  /** Shows the message, or closes the stream into it. Sending again shows what has changed. */
  async send(): Promise<this> {
    if (!this.#stated) noteSending(this);
    await this.#writer.session.ensureName(this.author);
    const shown = this.#elements;
    if (shown) await shown.prepare(this.#writer.context);
    this.#end ??= this.#writer.session.now();
    this.#state(shown?.facts(this.id));
    if (shown) await shown.settle();
    return this;
  }

  /**
   * Appends to the visible message, and opens it with the first token. `replace` puts the text in the place of what is there.
   * Waits only while the store lags far behind. Close the stream with `send()` or `update()`.
   */
  streamToken(token: string, options: { readonly replace?: boolean } = {}): Promise<void> {
    return atOnce(() => {
      if (typeof token !== "string") check("streamToken", "token", token, text, "Give it the text of the piece, as String(piece).");
      if (token === "" && !options.replace) return undefined;
      if (this.#stated) return this.#stream(token, options);
      return this.#writer.session.ensureName(this.author).then(() => this.#stream(token, options));
    });
  }

  /** Something to wait for when the store or the loop needs it. */
  #stream(token: string, options: { readonly replace?: boolean }): Promise<void> | undefined {
    this.#writer.assertLive();
    if (options.replace) this.#writer.assign("output", token);
    if (!this.#stated || options.replace || this.#end !== undefined) {
      this.#end = undefined;
      this.#state();
    }
    if (!options.replace) this.#writer.append(this.id, "output", token);
    return this.#writer.breathe();
  }

  /** Streams everything an iterable gives, then closes the message: also when it fails or the person stops it. */
  async streamFrom(source: AsyncIterable<string> | Iterable<string>): Promise<this> {
    check("streamFrom", "the source", source, iterable, "Give it an iterable of texts, as the stream of a model.");
    const signal = this.#writer.session.turns.get(this.#writer.turnId)?.signal;
    try {
      await streamInto(source, (token) => this.streamToken(token), signal);
    } finally {
      if (!signal?.aborted) await this.send();
    }
    return this;
  }

  /** Shows what was changed since it was sent. */
  async update(): Promise<void> {
    await this.send();
  }

  /** Takes all buttons away, also those that were put under it by `action.send`. */
  async removeActions(): Promise<void> {
    this.#actions = new ShownActions([]);
    if (this.#stated) await changeActions(this.#writer.context, this.id, () => []);
  }

  /** Takes the message, and what lies under it, out of the chat and out of storage. */
  async remove(): Promise<void> {
    this.#writer.assertLive();
    if (!this.#stated) return;
    this.#stated = false;
    this.#writer.remove(this.id);
    this.#actions?.removed();
    this.#view?.removed();
    if (this.#elements) await this.#elements.removed(this.id);
  }

  /** As plain data, with Chainlit's names. */
  toJSON(): MessageJson {
    noteUsed(this);
    const at = this.#createdAt ?? null;
    const { session } = this.#writer;
    const { actions } = this;
    return {
      id: this.id,
      threadId: session.threadId,
      parentId: this.#parentId ?? null,
      createdAt: at,
      start: at,
      end: at,
      output: this.content,
      name: this.author,
      type: this.type,
      language: this.language ?? null,
      streaming: this.#stated && this.#end === undefined,
      isError: this.isError,
      waitForAnswer: [...session.state.asks.values()].some((ask) => ask.stepId === this.id),
      metadata: this.metadata,
      tags: this.tags ?? null,
      command: this.command ?? null,
      modes: isEmpty(this.modes) ? null : this.modes,
      ...(this.mentions.length > 0 && { mentions: this.mentions }),
      ...(this.sources.length > 0 && { sources: this.sources }),
      ...(actions.length > 0 && { actions: actions.map((action) => action.toJSON()) }),
      ...(this.view && { view: this.view }),
    };
  }

  /** A message from what `toJSON` gave; not sent yet. */
  static fromJSON(json: Partial<MessageJson> & { readonly output: string }): Message {
    check("Message.fromJSON", "the message", json, object, "Give it what message.toJSON() gave.");
    const message = new Message({
      content: json.output,
      ...(json.id !== undefined && { id: json.id }),
      ...(json.name !== undefined && { author: json.name }),
      ...(json.type !== undefined && { type: json.type }),
      ...(json.language && { language: json.language }),
      ...(json.metadata && { metadata: json.metadata }),
      ...(json.tags && { tags: json.tags }),
      ...(json.parentId && { parentId: json.parentId }),
      ...(json.createdAt && { createdAt: json.createdAt }),
      ...(json.command && { command: json.command as CommandId }),
      ...(json.modes && { modes: json.modes as ModeValues }),
      ...(json.mentions && { mentions: json.mentions }),
      ...(json.sources && { sources: json.sources }),
      ...(json.actions && { actions: json.actions.map((action) => Action.fromJSON(action)) }),
      ...(json.view && { view: json.view }),
    });
    message.isError = json.isError ?? false;
    return message;
  }

  /** The author's view of a message that is in the chat already. @internal */
  static received(step: StepRecord, text: string, rev = 0, elements: readonly ElementRecord[] = []): Message {
    const message = new Message({
      id: step.id,
      author: step.name,
      type: isMessageType(step.type) ? step.type : "assistant_message",
      createdAt: step.createdAt,
      ...(step.parentId && { parentId: step.parentId }),
      ...(step.metadata && { metadata: step.metadata }),
      ...(step.tags && { tags: step.tags }),
      ...(step.language !== undefined && { language: step.language }),
      ...(step.command !== undefined && { command: step.command as CommandId }),
      ...(step.modes && { modes: step.modes as ModeValues }),
      ...(step.mentions && { mentions: step.mentions }),
      ...(step.sources && { sources: step.sources }),
    });
    message.isError = step.isError ?? false;
    message.#end = step.end;
    message.#stated = true;
    message.#receivedElements = elements;
    message.#receivedActions = step.actions;
    message.#closedAsk = step.closedAsk;
    noteUsed(message);
    message.#turnId = step.turnId;
    message.#writer.adopt("output", text, rev);
    return message;
  }

  #turnId: StepRecord["turnId"] | undefined;
  /** What became of the question that it put, which no author changes. */
  #closedAsk: StepRecord["closedAsk"];

  #state(shown?: readonly Fact[]): void {
    this.#createdAt ??= this.#writer.session.now();
    const inChat = this.#actionsInChat;
    const closedAsk = this.#inChat?.closedAsk ?? this.#closedAsk;
    const actions = this.#actions?.records(this.id, inChat) ?? inChat ?? this.#receivedActions ?? [];
    this.#writer.state(
      {
        id: this.id,
        turnId: this.#turnId ?? this.#writer.turnId,
        type: this.type,
        name: this.author,
        createdAt: this.#createdAt,
        ...(this.#parentId && { parentId: this.#parentId }),
        ...(this.#end !== undefined && { end: this.#end }),
        ...(this.isError && { isError: true }),
        ...(this.language !== undefined && { language: this.language }),
        ...(Object.keys(this.metadata).length > 0 && { metadata: givenData(this.metadata, "metadata") }),
        ...(this.tags && { tags: [...this.tags] }),
        ...(this.command !== undefined && { command: this.command }),
        ...(!isEmpty(this.modes) && { modes: this.modes }),
        ...(this.mentions.length > 0 && { mentions: [...this.mentions] }),
        ...(this.sources.length > 0 && { sources: givenSources(this.sources) }),
        ...(actions.length > 0 && { actions: [...actions] }),
        ...(closedAsk && { closedAsk }),
      },
      [...(shown ?? []), ...(this.#view?.facts(this.#writer.session, this.id) ?? [])],
    );
    if (!this.#stated) noteUsed(this);
    this.#stated = true;
  }
}

function isEmpty(modes: ModeValues): boolean {
  return Object.keys(modes).length === 0;
}
