// An element: something shown with a message or a step, or beside the chat. What all kinds have in common: their content, and their way into the chat.
import {
  ELEMENT_DISPLAYS,
  ELEMENT_SIZES,
  type ElementDisplay,
  type ElementId,
  type Element as ElementRecord,
  type ElementSize,
  type ElementType,
  type Fact,
  fileAddress,
  newId,
  type StepId,
} from "@colloquy/protocol";
import mimes from "mime";
import { checkOptions, type Kind, oneOf, text } from "../../check-given.ts";
import { readableName } from "../../files/display-name.ts";
import { type ChatContext, currentContext, onlyReadsError, requireContext } from "../../session/context.ts";
import { givenId } from "../given.ts";
import { noteMade, noteSending, noteUsed } from "../unsent.ts";
import { ElementContent, type KeptContent } from "./element-content.ts";
import { type ElementJson, toElementJson } from "./element-json.ts";
import { assertStep, defaultOwner } from "./element-owner.ts";
import type { TextSource } from "./element-source.ts";
import { pathOfFile } from "./file-path.ts";
import { forgetFiles } from "./forget-files.ts";
import { givenProps } from "./given-props.ts";
import { assertKept, openKept, readAll } from "./read-kept.ts";
import { forgetTakenOut, isTakenOut } from "./taken-out.ts";

/** What every kind of element can be made with. */
export interface ElementOptions {
  /** What people read as its name. In the text of its message it becomes what opens it. Default: the last part of its path or address. */
  readonly name?: string;
  /**
   * Where it is shown: `inline` under its message, `side` in the panel beside the chat, `page` on a page of its own. Default `inline`.
   */
  readonly display?: ElementDisplay;
  /** How large it is shown inline. Default `medium`. */
  readonly size?: ElementSize;
  /** What its text is code of. */
  readonly language?: string;
  /** The type of what an address leads to. Content that is stored tells its type itself. */
  readonly mime?: string;
  /** A UUID; made when absent. */
  readonly id?: string;
}

/** What a kind of element is made of. @internal */
export interface ElementInit {
  readonly type: ElementType;
  /** The class, for what goes wrong. */
  readonly where: string;
  readonly options: ElementOptions;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly source?: TextSource | undefined;
  /** What the name of the stored file ends with, as ".json", where the element's does not. */
  readonly ending?: string | undefined;
  readonly name?: string | undefined;
  /** It belongs to the thread, and not to a message. */
  readonly ofThread?: boolean;
  /** What a custom element may do. */
  readonly rights?: ElementRights;
  /** One that is there already. */
  readonly record?: { readonly element: ElementRecord; readonly context: ChatContext; readonly stated: boolean };
}

/** How far the code of a custom element is trusted. @internal */
export type ElementRights = Pick<ElementRecord, "sandbox" | "actions">;

/** The options of all kinds, by name. */
export const ELEMENT_OPTIONS = {
  name: text,
  display: oneOf(...ELEMENT_DISPLAYS),
  size: oneOf(...ELEMENT_SIZES),
  language: text,
  mime: text,
  id: text,
} as const satisfies Readonly<Record<keyof ElementOptions, Kind>>;

/** Throws BAD_INPUT for options that no element of the class has. */
export function checkElement(where: string, options: unknown, known: Readonly<Record<string, Kind>>, fix: string): void {
  checkOptions(where, options ?? null, { ...ELEMENT_OPTIONS, ...known }, fix);
}

/**
 * Something shown with a message or beside the chat; `Image`, `Pdf` and the others are kinds of it. What people send with a message are elements
 * too: `message.elements`.
 *
 * @throws NO_CHAT_CONTEXT outside of a chat.
 */
export class Element {
  /** A UUID, known before it is sent. */
  readonly id: ElementId;
  /** Which kind it is. */
  readonly type: ElementType;
  /** Where it is shown. */
  display: ElementDisplay;
  /** How large it is shown inline: the option `size`. Undefined: as is usual for its kind. */
  displaySize: ElementSize | undefined;
  /** What its text is code of; undefined when it is none. */
  language: string | undefined;
  /** The small values of its kind: the `props` of its record. */
  protected readonly values: Record<string, unknown>;
  readonly #where: string;
  readonly #context: ChatContext;
  readonly #content: ElementContent;
  readonly #ofThread: boolean;
  readonly #rights: ElementRights;
  #name: string;
  #mime: string | undefined;
  #forId: StepId | undefined;
  #stated: ElementRecord | undefined;

  /** Made through its kinds. */
  protected constructor(init: ElementInit) {
    const { options, record } = init;
    this.#context = record?.context ?? requireContext();
    if (this.#context.onlyReads) throw onlyReadsError();
    this.id = options.id === undefined ? newId<ElementId>() : givenId<ElementId>(options.id, "id");
    this.type = init.type;
    this.display = options.display ?? "inline";
    this.displaySize = options.size;
    this.language = options.language;
    this.values = { ...init.props };
    this.#where = init.where;
    this.#ofThread = init.ofThread ?? false;
    this.#rights = init.rights ?? {};
    this.#name = options.name ?? init.name ?? "";
    this.#mime = options.mime;
    this.#content = new ElementContent(init.source, record && keptOf(record.element), init.ending);
    this.#forId = record?.element.forId;
    if (record?.stated) this.#stated = record.element;
    if (!record) noteMade(this, this.#context.session, this.#context.turnId, new.target, "element");
  }

  /** What people read as its name; empty until it is sent when it was given none. */
  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  /** The message or step it is shown with; undefined until it is sent, and for what belongs to the thread. */
  get forId(): StepId | undefined {
    return this.#forId;
  }

  /** Its media type, found in the content; undefined until it is sent, and where nobody knows. */
  get mime(): string | undefined {
    return this.#content.kept?.mime ?? this.#mime;
  }

  /** How many bytes its content has; undefined until it is sent, and for what is elsewhere. How large it is shown is `displaySize`. */
  get size(): number | undefined {
    return this.#content.kept?.file?.size;
  }

  /** Where a browser reads its content: the author's address, or a path of this server that only who may see the chat can read. */
  get url(): string | undefined {
    const kept = this.#content.kept;
    const { session } = this.#context;
    return kept?.file ? `${session.services.rootPath}/${fileAddress(session.threadId, kept.file.key)}` : kept?.url;
  }

  /**
   * Shows it, or shows what has changed. Without `forId` it is shown with the last message of this turn that was sent in the same step, with the
   * step when there is none, and with a message of its own without text when there is neither.
   *
   * @throws NOT_FOUND when `forId` is no message or step of this chat, BAD_INPUT for content that cannot be read or is of another kind.
   */
  async send(options: { readonly forId?: string } = {}): Promise<this> {
    checkOptions(`${this.#where}.send`, options, { forId: text }, "Write send({ forId: message.id }), or send().");
    if (!this.#stated) noteSending(this);
    const { session } = this.#context;
    const wasOut = isTakenOut(session, this.id);
    this.assertLive();
    const given = options.forId === undefined ? undefined : givenId<StepId>(options.forId, "forId");
    if (given) await assertStep(session, given);
    await this.prepare();
    const forId = given ?? this.#forId ?? (this.#ofThread ? undefined : await defaultOwner(currentContext() ?? this.#context));
    this.assertLive();
    // Its page took it out while this waited.
    if (!wasOut && isTakenOut(session, this.id)) {
      noteUsed(this);
      return this;
    }
    const element = this.toRecord(forId);
    session.emit(this.toFact(element));
    await this.noteStated(element);
    return this;
  }

  /** Shows what was changed since it was sent. */
  async update(): Promise<void> {
    await this.send();
  }

  /** Takes it out of the chat and out of storage, with its content. */
  async remove(): Promise<void> {
    this.assertLive();
    if (!this.#stated) {
      noteUsed(this);
      return;
    }
    this.#context.session.emit({ type: "element-removed", elementId: this.id });
    await this.noteRemoved();
  }

  /** The whole content. It is held in memory; a large one is better read as a `stream()`. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return readAll(await this.stream());
  }

  /** The whole content as text, in UTF-8. */
  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  /**
   * The content, piece by piece. Read it to its end or cancel it.
   *
   * @throws BAD_INPUT when it was not sent yet, NOT_SUPPORTED when it is elsewhere or has none, NOT_FOUND when it is gone.
   */
  async stream(): Promise<ReadableStream<Uint8Array>> {
    return openKept(this.#context.session, this.#where, this.#content.kept);
  }

  /**
   * The path of a file with its content and its name, for programs that read no streams: the stored file where the store has one, else a copy.
   * Only read it. It is there until the turn ends.
   *
   * @throws as `stream` does, and BAD_INPUT once the turn is over.
   */
  async path(): Promise<string> {
    const { file } = assertKept(this.#where, this.#content.kept);
    return pathOfFile(currentContext() ?? this.#context, file.key, this.#name);
  }

  /** As plain data, with Chainlit's names. */
  toJSON(): ElementJson {
    noteUsed(this);
    return toElementJson(this.toRecord(this.#forId), this.#context.session.threadId);
  }

  /** Puts other content in its place. @internal */
  protected replaceContent(source: TextSource, ending?: string): void {
    this.#content.replace(source, ending);
  }

  /** Throws what is wrong with content of this type; each kind knows. @internal */
  protected checkMime(_mime: string): void {
    // Most kinds show what they can.
  }

  /** Its content was just stored: a kind may look at it. @internal */
  protected async noteKept(_kept: KeptContent): Promise<void> {
    // Most kinds need nothing of it.
  }

  /** Throws once its turn was cut off or its chat has ended. @internal */
  assertLive(): void {
    this.#context.session.assertLive(this.#context.turnId);
  }

  /** Which chat it belongs to. @internal */
  get context(): ChatContext {
    return this.#context;
  }

  /** Stores its content, where there is some that is not stored yet. @internal */
  async prepare(): Promise<void> {
    if (!this.#content.isThere) return;
    const { session, turnId } = this.#context;
    const before = this.#content.kept;
    const kept = await this.#content.keep({
      session,
      where: this.#where,
      name: this.#name || this.type,
      signal: session.turns.get(turnId)?.signal,
      check: (mime) => this.checkMime(mime),
    });
    if (kept !== before) await this.noteKept(kept);
    if (this.#name === "") this.#name = defaultName(this.type, kept.mime ?? this.#mime);
  }

  /** As it stands in facts. @internal */
  toRecord(forId: StepId | undefined): ElementRecord {
    const { kept } = this.#content;
    const { mime } = this;
    const props = givenProps(this.#where, this.values);
    return {
      id: this.id,
      ...(forId && { forId }),
      type: this.type,
      name: readableName(this.#name) || this.type,
      display: this.display,
      ...(mime !== undefined && { mime }),
      ...(this.displaySize !== undefined && { size: this.displaySize }),
      ...(this.language !== undefined && { language: this.language }),
      ...(kept?.file && { file: kept.file }),
      ...(kept?.url !== undefined && { url: kept.url }),
      ...(props && { props }),
      ...this.#rights,
    };
  }

  /** How that it is so now is told. @internal */
  protected toFact(element: ElementRecord): Fact {
    return { type: "element-set", element };
  }

  /** As it was stated last; undefined when it is not in the chat. @internal */
  get stated(): ElementRecord | undefined {
    return this.#stated;
  }

  /** Its page has changed it: that is what is in the chat now. @internal */
  protected noteChanged(element: ElementRecord): void {
    this.#stated = element;
  }

  /** It was stated so: what it showed before may go. @internal */
  async noteStated(element: ElementRecord): Promise<void> {
    forgetTakenOut(this.#context.session, this.id);
    this.#forId = element.forId;
    this.#stated = element;
    noteUsed(this);
    await forgetFiles(this.#context.session, this.#content.takeOld());
  }

  /** It was taken out. @internal */
  async noteRemoved(): Promise<void> {
    this.#stated = undefined;
    await forgetFiles(this.#context.session, this.#content.release());
  }
}

function keptOf({ file, url, mime }: ElementRecord): KeptContent | undefined {
  return file || url !== undefined ? { file, url, mime } : undefined;
}

/** What is downloaded needs an ending; and a word of the language would be found in the texts of messages. */
function defaultName(type: ElementType, mime: string | undefined): string {
  const ending = mime === undefined ? null : mimes.getExtension(mime);
  return ending === null ? type : `${type}.${ending}`;
}
